// Callbacks that no table knows, told by company: what a library is given together with a function that takes the GIL itself is called
// without the GIL too; so is what it is given where the GIL is released.
import { apiFact } from "../capi/api.ts";
import { callbackRegistrations } from "../capi/control.ts";
import type { CallEffect, FunctionEffects } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed, perFile, perFunction, those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { type Analysed, isCallUse, isOnlyReleased, type Use } from "../summaries/uses.ts";
import type { Chains } from "./chains.ts";
import { bareUses } from "./entered.ts";
import { askingForOverride, methodsBeside, overrides, ownerOf, takesInItsWords } from "./overrides.ts";
import { familyOf, functionIn, isKept } from "./registrars.ts";
import { takesGilForItself } from "./takers.ts";

export interface SiblingCallback {
  readonly callee: FunctionRef;
  /** Where it is handed over; null for an initialised table. */
  readonly from: FunctionRef | null;
  readonly use: Use | null;
  readonly registrar: string;
  readonly note: string;
}

interface Member {
  readonly ref: FunctionRef;
  /** The field it stands in; null where it has none. */
  readonly field: string | null;
  readonly use: Use | null;
}

interface Group {
  /** The table, the struct, or the library. */
  readonly owner: string;
  readonly from: FunctionRef | null;
  readonly members: readonly Member[];
}

export class Siblings {
  readonly #program: Program;
  readonly #needs: Chains;
  readonly #families: ReadonlySet<string>;
  readonly #takers: ReadonlySet<FunctionRef>;
  readonly #seeds: readonly Analysed[];
  #handles: Set<string> | null = null;

  /** `families`: libraries that are called where the GIL is released. */
  constructor(program: Program, needs: Chains, families: ReadonlySet<string>, seeds: readonly Analysed[]) {
    this.#program = program;
    this.#needs = needs;
    this.#families = families;
    this.#seeds = seeds;
    this.#takers = new Set(seeds.filter((seed) => takesGilForItself(seed)).map(({ ref }) => ref));
  }

  /** In order of place. */
  *all(): Iterable<SiblingCallback> {
    if (this.#takers.size > 0) for (const group of this.#structs()) yield* this.#found(group);
    yield* this.#handedOver();
    if (this.#takers.size > 0) yield* this.#overridden();
  }

  /**
   * Virtual functions that ask Python for an override of theirs, and those that stand beside them in their classes: C++ calls them all,
   * without the GIL as most of them say.
   */
  *#overridden(): Iterable<SiblingCallback> {
    const program = this.#program;
    const asking = askingForOverride(program);
    const takers = asking.filter((ref) => this.#takers.has(ref) && takesInItsWords(program, ref));
    const [first] = takers;
    if (first === undefined || takers.length < MIN_TAKERS) return;
    const isNeedy = (ref: FunctionRef): boolean =>
      !takers.includes(ref) && overrides(ref, program) && this.#needs.of(ref) !== null;
    const needy = asking.filter(isNeedy);
    if (needy.length > takers.length) return;
    const beside = methodsBeside(program, takers).filter((ref) => !asking.includes(ref) && isNeedy(ref));
    const note = `like ${ownerOf(first)}::${first.extent.name}, which takes it to ask for Python's override`;
    for (const callee of [...needy, ...beside]) yield { callee, from: null, use: null, registrar: "C++", note };
  }

  *#found({ owner, from, members }: Group): Iterable<SiblingCallback> {
    const takers = members.filter(({ ref }) => this.#takers.has(ref) && this.#isCallback(ref));
    const [first] = takers;
    if (first === undefined || takers.length < MIN_TAKERS) return;
    const needy = members.filter(({ ref, field }) => this.#isNeedy(ref) && !this.#isCalledHere(field));
    // What is called in all sorts of states stands in one table, too: it is the rule here, or it tells nothing.
    if (needy.length > takers.length) return;
    const note = `in ${owner}, as ${first.ref.extent.name}, which takes it`;
    for (const { ref, use } of needy) yield { callee: ref, from, use, registrar: owner, note };
  }

  /** Initialised tables, and structs whose fields one function fills. */
  *#structs(): Iterable<Group> {
    const { symbols } = this.#program;
    const takers = new Set([...this.#takers].map(({ extent }) => extent.name));
    for (const { path, table } of symbols.tables.withAtLeast(MIN_TAKERS, takers)) {
      const members = table.entries.flatMap(({ field, name }): Member[] => {
        const ref = symbols.resolve(name, path);
        return ref === undefined ? [] : [{ ref, field, use: null }];
      });
      yield { owner: table.variable, from: null, members };
    }
    for (const ref of symbols.pointingTo.withAtLeast(MIN_TAKERS, takers)) yield* this.#filledIn(ref);
  }

  /** By the struct that is filled, as written. */
  #filledIn(ref: FunctionRef): readonly Group[] {
    const structs = new Map<string, Member[]>();
    for (const use of this.#program.analysed(ref).uses) {
      if (use.effect.kind !== "store" || use.effect.through !== "field" || use.effect.from === null) continue;
      const [, owner, field] = /^(.*?)(?:->|\.)(\w+)$/.exec(use.effect.target) ?? [];
      const callee = this.#program.symbols.handed(functionIn(use.effect.from), ref);
      if (owner === undefined || field === undefined || callee === undefined) continue;
      const members = structs.get(owner) ?? [];
      structs.set(owner, members);
      members.push({ ref: callee, field, use });
    }
    return [...structs].map(([owner, members]) => ({ owner, from: ref, members }));
  }

  /** To calls of libraries that no table knows. */
  *#handedOver(): Iterable<SiblingCallback> {
    // Handles that are given a function which takes the GIL.
    const likes = new Set<string>();
    const needy: {
      readonly callback: SiblingCallback;
      readonly tells: boolean;
      readonly handles: readonly string[];
    }[] = [];
    for (const ref of handing(this.#program)) {
      if (!this.#mayHandOver(ref)) continue;
      for (const { use, registrar, keeper, callees, handles } of handingsIn(
        this.#program.analysed(ref),
        this.#program,
      )) {
        const released = isOnlyReleased(use);
        if (!released && (keeper === null || !this.#families.has(keeper))) continue;
        const known = callbackRegistrations(registrar).length > 0;
        for (const callee of callees) {
          if (this.#takers.has(callee) && this.#isCallback(callee)) for (const handle of handles) likes.add(handle);
          // What frees a thing runs where the thing goes, which may be while the GIL is held.
          const needs = this.#isNeedy(callee) || (released && this.#isNeedyOnOtherWays(callee));
          if (known || destroys(callee, use.effect) || !needs) continue;
          const callback = { callee, from: ref, use, registrar, note: "handed to a library" };
          needy.push({ callback, handles, tells: released || handles.some((handle) => this.#isUsedReleased(handle)) });
        }
      }
    }
    for (const { callback, handles, tells } of needy)
      if (tells || handles.some((handle) => likes.has(handle))) yield callback;
  }

  /** Whether such a handle is passed to its library where the GIL is released. */
  #isUsedReleased(handle: string): boolean {
    this.#handles ??= new Set(this.#seeds.flatMap((seed) => handlesReleasedIn(seed)));
    return this.#handles.has(handle);
  }

  /** Whether the text hands a function that may use Python to a call: few do, and only they are read. */
  #mayHandOver(ref: FunctionRef): boolean {
    const { traits } = this.#program;
    const isPython = (one: FunctionRef): boolean => (traits.of(one) & Trait.api) !== 0 || this.#takers.has(one);
    if (!argumentsIn(ref, this.#program).some(isPython)) return false;
    return (
      (traits.of(ref) & Trait.transition) !== 0 ||
      keepersIn(ref, this.#program).some((family) => this.#families.has(family))
    );
  }

  /** Uses Python before it takes the GIL, and nobody but who it was given to calls it. */
  #isNeedy(ref: FunctionRef): boolean {
    return !this.#takers.has(ref) && this.#isCallback(ref) && this.#needs.of(ref) !== null;
  }

  /** Takes the GIL on some ways, and uses Python on others that never come by there. */
  #isNeedyOnOtherWays(ref: FunctionRef): boolean {
    const need = this.#takers.has(ref) && this.#isCallback(ref) ? this.#needs.of(ref) : null;
    if (need === null || need.use.held.length + need.use.unknown.length > 0) return false;
    // What comes before or behind the taking is told of where it stands.
    const bare = bareUses(this.#program, this.#program.analysed(ref), false);
    return bare.every(({ use }) => use.effect !== need.use.effect);
  }

  #isCallback(ref: FunctionRef): boolean {
    const { entryPoints } = this.#program;
    return entryPoints.isOnlyHandedOver(ref) && !entryPoints.isCalledByPython(ref, this.#program.text(ref.path));
  }

  /** Whether the workspace calls what stands in a field of this name: the states it does so in are known. */
  #isCalledHere(field: string | null): boolean {
    return field !== null && [...this.#program.files.values()].some((file) => callsField(file, field));
  }
}

const MIN_TAKERS = 2;

/** A call of a library that is handed functions. */
interface Handing {
  readonly use: Use<CallEffect>;
  readonly registrar: string;
  /** Its library, if it may keep what it is given. */
  readonly keeper: string | null;
  readonly callees: readonly FunctionRef[];
  readonly handles: readonly string[];
}

const handingsIn = perAnalysed(({ ref, effects, uses }, program: Program): readonly Handing[] =>
  uses.filter(isCallUse).flatMap((use) => {
    const callees = handedAt(program, use.effect, ref);
    if (callees.length === 0 || program.target(use.effect, ref.path).kind !== "external") return [];
    const registrar = use.effect.callee;
    const keeper = mayKeep(registrar) ? familyOf(registrar) : null;
    return [{ use, registrar, keeper, callees, handles: handlesOf(use.effect, effects) }];
  }),
);

function handedAt({ symbols }: Program, { args }: CallEffect, ref: FunctionRef): readonly FunctionRef[] {
  return (args ?? []).flatMap(({ text }) => {
    const name = functionIn(text);
    return /^[\w:]+$/.test(name) ? (symbols.handed(name, ref) ?? []) : [];
  });
}

const handlesReleasedIn = perAnalysed(({ effects, released }): readonly string[] =>
  released.filter(isCallUse).flatMap(({ effect }) => handlesOf(effect, effects)),
);

/** What the arguments of a call are, by its library and by their type or the field they are kept in. */
function handlesOf({ callee, args }: CallEffect, { locals }: FunctionEffects): readonly string[] {
  const family = familyOf(callee);
  return (args ?? []).flatMap(({ text }) => {
    const type = locals[text]?.type.replace(/\b(?:const|struct|register|volatile)\b|[\s*]/g, "") ?? "";
    if (/^[A-Za-z]\w*$/.test(type)) return PLAIN.test(type) ? [] : [`${family} ${type}`];
    const field = /(?:->|\.)(\w+)$/.exec(text)?.[1];
    return field === undefined ? [] : [`${family} .${field}`];
  });
}

/** The functions whose names stand as arguments in a function, as far as the text tells. */
const argumentsIn = perFunction((ref, program: Program): readonly FunctionRef[] => {
  const { path, extent } = ref;
  const { symbols } = program;
  const pointed = symbols.pointedIn(extent);
  if (pointed.length === 0) return [];
  const body = program.text(path).slice(extent.body.start, extent.body.end);
  const written = new Set([...body.matchAll(ARGUMENT)].map(([, name = ""]) => name));
  return pointed.flatMap((name) => (written.has(name) ? (symbols.handed(name, ref) ?? []) : []));
});

/** The functions that may hand something to a library which keeps it, or do so where the GIL is released. */
const handing = those(
  (ref, program) =>
    ((program.traits.of(ref) & Trait.transition) !== 0 || keepersIn(ref, program).length > 0) &&
    argumentsIn(ref, program).length > 0,
);

/** A name as an argument: `(f`, `, (cast)&f`. */
const ARGUMENT = /[(,]\s*(?:\([^()]*\)\s*)?&?\s*([A-Za-z_]\w*)(?=\s*[,)])/g;

/** The libraries of which a function calls something that may keep what it is given. */
const keepersIn = perFunction(({ extent }, { symbols }: Program) =>
  extent.calls
    .filter((name) => mayKeep(name) && apiFact(name) === undefined && !symbols.isFunction(name))
    .map(familyOf),
);

const callsField = perFile(({ text }, field) => new RegExp(`(?:->|\\.)\\s*${field}\\s*\\)?\\s*\\(`).test(text));

/** Types that say nothing of a library. */
const PLAIN =
  /^(?:void|bool|_Bool|char|short|int|long|unsigned\w*|signed\w*|float|double|s?size_t|u?int\d+_t|_?Py\w*)$/;

function mayKeep(registrar: string): boolean {
  return isKept(registrar) || /bind|attach|connect|subscribe|listen|func/i.test(registrar);
}

function destroys({ extent }: FunctionRef, { callee }: CallEffect): boolean {
  return /free|destroy|destruct|dealloc|delete|cleanup|release|dispose|unref|decref/i.test(`${extent.name} ${callee}`);
}
