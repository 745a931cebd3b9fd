// What methods do to the fields of their object, here and in the functions they hand it to, and which fields move under their feet.
import { playsRole } from "../capi/roles.ts";
import type { Effect, StoreEffect } from "../effects/effect.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { parametersOf } from "../syntax/parameters.ts";
import { isFreeThreaded } from "./attached.ts";
import type { Evidence } from "./evidence.ts";
import { comesBefore } from "./in-use.ts";
import { objectsOf } from "./objects.ts";

/** An access to a field. */
export interface Access {
  readonly field: string;
  /** Some lock is held. */
  readonly guarded: boolean;
  /** `modified`: from its own old value; `claimed`: a flag, where it was found unset; `replaced`: a pointer, by another one. */
  readonly how: "read" | "modified" | "claimed" | "replaced";
  /** In the function asked about: the access, or the call that leads to it. */
  readonly use: Use;
  /** Where the access itself is. */
  readonly at: { readonly ref: FunctionRef; readonly use: Use };
}

export interface Method {
  readonly analysed: Analysed;
  /** The variable that is the object, and its type. */
  readonly object: string;
  readonly type: string;
  readonly accesses: readonly Access[];
}

const MAX_DEPTH = 3;

export class Instances {
  readonly #evidence: Evidence;
  readonly #types: ReadonlySet<string>;
  readonly #known = new Map<string, readonly Access[]>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#types = new Set(
      evidence.entries.all.flatMap(({ ref }) => structOf(evidence, parametersIn(evidence, ref)[0]?.type ?? "") ?? []),
    );
  }

  /** The functions that Python calls with an object other threads can have, in order. */
  methods(): Method[] {
    const entries = this.#evidence.entries.all.filter(({ alone }) => !alone);
    return entries
      .sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1))
      .flatMap(({ ref }) => (this.#mentionsType(ref) ? this.#methodsOf(ref) : []));
  }

  /** Whether a flag of the object keeps others from its pointers meanwhile. Whoever sets that without a lock is told of. */
  isMarked({ analysed, object }: Method, { field, how, use }: Access): boolean {
    if (how === "modified" || how === "claimed") return false;
    const objects = objectsOf(this.#evidence);
    const place = objects.places.of(analysed, `${object}->${field}`);
    return place !== null && objects.isMarked({ analysed, use, place, does: "uses", handle: null });
  }

  #mentionsType(ref: FunctionRef): boolean {
    const parameters = parametersIn(this.#evidence, ref);
    return (
      parameters.some(({ type }) => this.#types.has(structOf(this.#evidence, type) ?? "")) ||
      ref.extent.names.some((name) => this.#types.has(name))
    );
  }

  #methodsOf(ref: FunctionRef): Method[] {
    const analysed = this.#evidence.program.analysed(ref);
    return Object.entries(analysed.effects.locals).flatMap(([object, { type, parameter, isStatic }]): Method[] => {
      const struct = structOf(this.#evidence, type);
      if (struct === null || isStatic || !this.#types.has(struct)) return [];
      if (parameter < 0 && !isHandedIn(analysed, object)) return [];
      return [{ analysed, object, type: struct, accesses: this.#accesses(ref, object, 0) }];
    });
  }

  #accesses(ref: FunctionRef, object: string, depth: number): readonly Access[] {
    const key = `${ref.id}\u0000${object}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const { program } = this.#evidence;
    const analysed = program.analysed(ref);
    const body = program.text(ref.path).slice(ref.extent.body.start, ref.extent.body.end);
    const follows = ({ span, macro }: Effect): string => (macro === null ? body.slice(span.end, span.end + 8) : "");
    const found = analysed.uses.flatMap((use) => {
      const visits = [...use.entry, ...use.held].filter(({ before }) => isFreeThreaded(before));
      if (visits.length === 0) return [];
      const guarded = visits.every(({ before }) => before.mayLocks.size > 0);
      const direct = accessIn(analysed, use, object, follows);
      // Who fills in what is empty, one at a time, takes nothing away from those who use it.
      if (guarded && direct?.how === "replaced" && isFoundEmpty(analysed, use, `${object}->${direct.field}`)) return [];
      return direct === null
        ? this.#inCallees(ref, use, object, depth).map((access) => (guarded ? { ...access, guarded } : access))
        : [{ ...direct, guarded, use, at: { ref, use } }];
    });
    this.#known.set(key, found);
    return found;
  }

  #inCallees(ref: FunctionRef, use: Use, object: string, depth: number): Access[] {
    if (use.effect.kind !== "call" || depth >= MAX_DEPTH) return [];
    const position = use.effect.args?.findIndex(({ text }) => text === object) ?? -1;
    const target = position < 0 ? null : this.#evidence.program.target(use.effect, ref.path);
    if (target?.kind !== "functions" || target.throughPointer) return [];
    return target.refs.flatMap((callee) => {
      const parameter = parametersIn(this.#evidence, callee)[position]?.name;
      if (parameter === undefined || callee === ref) return [];
      return this.#accesses(callee, parameter, depth + 1).map((access) => ({ ...access, use }));
    });
  }
}

/** What an effect does to a field of the object, or to the memory a field points to. A pointer that is only compared is not used. */
function accessIn(
  analysed: Analysed,
  use: Use,
  object: string,
  follows: (effect: Effect) => string,
): Pick<Access, "field" | "how"> | null {
  const { effects } = analysed;
  const { effect, block, index } = use;
  const fieldOf = (text: string): string | undefined => new RegExp(`^${object}->(\\w+)(?!\\w|->)`).exec(text)?.[1];
  if (effect.kind === "field" && effect.object === object)
    return /^\s*(?:->|\[)/.test(follows(effect)) ? { field: effect.field, how: "read" } : null;
  if (effect.kind === "call") {
    const first = effect.args?.[0]?.text ?? "";
    if (playsRole(effect.callee, "replaces-argument") && first === `${object}->${fieldOf(first)}`)
      return { field: fieldOf(first) ?? "", how: "replaced" };
    const handed = effect.args?.map(({ text }) => text).find((text) => fieldOf(text) === text.slice(object.length + 2));
    return handed === undefined ? null : { field: fieldOf(handed) ?? "", how: "read" };
  }
  if (effect.kind !== "store" || effect.base !== object || effect.through === "name") return null;
  const field = fieldOf(effect.target);
  if (field === undefined) return null;
  // Between the call that gives the value and the store stands the field.
  const previous = effects.blocks[block]?.effects[index - 2];
  if (effect.target === `${object}->${field}` && isPointer(effect, previous, effects))
    return { field, how: "replaced" };
  if (effect.modifies) return { field, how: "modified" };
  return isClaim(analysed, use, effect) ? { field, how: "claimed" } : null;
}

/** A flag that is found unset, set, and reset behind: who does so means to be the only one in between. */
function isClaim(analysed: Analysed, use: Use, { target, value }: StoreEffect): boolean {
  if (value === null || value === 0) return false;
  const visits = [...use.entry, ...use.held];
  if (!visits.every(({ before }) => before.facts.get(target) === false)) return false;
  return analysed.uses.some(
    (other) =>
      other.effect.kind === "store" &&
      other.effect.target === target &&
      other.effect.value === 0 &&
      comesBefore(analysed, use, other),
  );
}

/** Whether the field was empty where the value that is put there was asked for. */
function isFoundEmpty({ solution }: Analysed, { block, index }: Use, target: string): boolean {
  return solution.visits.some(
    (visit) =>
      visit.block === block &&
      visit.index <= index &&
      visit.index >= index - 2 &&
      visit.before.facts.get(target) === false,
  );
}

/** Whether what is stored is a pointer: what a call made, or a variable that is one. */
function isPointer(
  { from, target, value }: Extract<Effect, { kind: "store" }>,
  previous: Effect | undefined,
  { locals }: Analysed["effects"],
): boolean {
  if (value !== null) return false;
  if (from !== null) return locals[from]?.type.includes("*") ?? false;
  return previous?.kind === "call" && previous.result === target && /alloc|new|ref$|dup|create/i.test(previous.callee);
}

/** A local pointer that is only ever a parameter by another type. */
function isHandedIn({ effects }: Analysed, name: string): boolean {
  const stores = effects.blocks
    .flatMap((block) => block.effects)
    .filter((effect) => effect.kind === "store" && effect.target === name);
  return (
    stores.length > 0 &&
    stores.every((effect) => effect.kind === "store" && (effects.locals[effect.from ?? ""]?.parameter ?? -1) >= 0)
  );
}

function parametersIn({ program }: Evidence, { path, extent }: FunctionRef): ReturnType<typeof parametersOf> {
  return parametersOf(program.text(path).slice(extent.params.start, extent.params.end));
}

/** The struct that a type points to, if it is one of the project: `PyHandle` is, where a file defines it. */
function structOf({ program }: Evidence, type: string): string | null {
  const name = /^(?:(?:const|struct) )*([A-Za-z_]\w*)\s*\*$/.exec(type.trim())?.[1];
  if (name === undefined || /^(?:void|char|int|long|short|double|float|unsigned|FILE)$/.test(name)) return null;
  if (!/^_?Py[A-Z_]/.test(name)) return name;
  const isDefined = (struct: string): boolean => program.types.definers(struct).length > 0;
  // CPython's own objects have ways of their own to be safe.
  return isDefined(name) && !isDefined("PyObject") ? name : null;
}
