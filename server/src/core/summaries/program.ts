// A workspace, linked: functions read and solved on demand, and their net effects on the GIL brought to a fixpoint.
import { pythonCall, pythonMethod, pythonType } from "../capi/cplusplus.ts";
import { apiFact, looksLikeApi, transitionFact } from "../capi/knowledge.ts";
import { type Meaning, type Meanings, type Outcome, type Solution, solve, type Visit } from "../dataflow/solve.ts";
import { gilState } from "../dataflow/status.ts";
import type { CallEffect, CplusplusCall, Effect, FunctionEffects } from "../effects/effect.ts";
import type { FileIndex, FunctionExtent } from "../mask/file-index.ts";
import { IncludeGraph, MacroTable } from "../mask/macro-table.ts";
import type { Settings } from "../settings.ts";
import { type Annotation, annotationsOf } from "../syntax/comments.ts";
import type { Parser } from "../syntax/parser.ts";
import { EntryPoints } from "./entry-points.ts";
import { LexicalTraits, Trait } from "./lexical.ts";
import { ConfiguredNames, knownMeaning, swapsOut } from "./meanings.ts";
import { Mentions } from "./mentions.ts";
import { KEEPS, keeps, type Net, netOf, outcomesAt } from "./net.ts";
import { Lifetimes, objectMeaning } from "./raii.ts";
import { type EffectsMemo, FunctionReader } from "./read-function.ts";
import { sameShape } from "./shape.ts";
import { type FunctionRef, Symbols } from "./symbols.ts";
import type { Waiters } from "./waiters.ts";

export interface IndexedFile {
  readonly index: FileIndex;
  readonly text: string;
}

/** One effect with the states it is reached in. */
export interface Use<E extends Effect = Effect> {
  readonly effect: E;
  readonly block: number;
  readonly index: number;
  /** In the state the function was entered in; with the GIL held, released, or in a state that cannot be told. */
  readonly entry: readonly Visit[];
  readonly held: readonly Visit[];
  readonly released: readonly Visit[];
  readonly unknown: readonly Visit[];
}

export interface Analysed {
  readonly ref: FunctionRef;
  readonly effects: FunctionEffects;
  readonly solution: Solution;
  readonly net: Net;
  readonly uses: readonly Use[];
  /** Those of them that are reached with the GIL released in this function. */
  readonly released: readonly Use[];
  /** Its returns, its end, and the exceptions that leave it. */
  readonly ends: readonly Use[];
  /** How many regions begin in it. */
  readonly regions: number;
}

/** What a call calls. */
export type Target =
  | { readonly kind: "api"; readonly name: string; readonly certain: boolean }
  | { readonly kind: "accessor"; readonly name: string }
  | { readonly kind: "functions"; readonly refs: readonly FunctionRef[]; readonly throughPointer: boolean }
  /** A comment on its declaration says whether it needs the GIL. */
  | { readonly kind: "declared"; readonly name: string; readonly needs: boolean }
  | { readonly kind: "external"; readonly name: string }
  | { readonly kind: "pointer"; readonly text: string };

const MAX_ROUNDS = 10;
/** What may leave the state of the GIL or a lock other than it was. */
const MOVES = Trait.transition | Trait.lock;
/** How long the body of a function is, in UTF-16 code units, that is looked at for never returning. */
const MAX_ENDING = 1_200;

/** A function and what it was before an edit. */
interface Changed {
  readonly ref: FunctionRef;
  readonly before: FunctionExtent;
  /** What stands before the body is as it was. */
  readonly sameHead: boolean;
}

export class Program {
  readonly files: Map<string, IndexedFile>;
  readonly symbols: Symbols;
  readonly entryPoints: EntryPoints;
  readonly macros: MacroTable;
  readonly traits: LexicalTraits;
  readonly settings: Settings;
  readonly configured: ConfiguredNames;
  readonly mentions: Mentions;
  readonly #reader: FunctionReader;
  readonly #effects = new Map<string, FunctionEffects>();
  readonly #nets = new Map<string, Net>();
  /** Those that have one. */
  readonly #moving = new Set<FunctionRef>();
  readonly #noReturn: ReadonlySet<string>;
  /** Holds while the nets stay as they are. */
  #meanings = new WeakMap<CallEffect, Meaning>();
  readonly #targets = new WeakMap<CallEffect, Target>();
  /** Of the functions whose net effect is known: solved with the nets that hold in the end. */
  readonly #solutions = new Map<string, Solution>();
  readonly #ending = new Map<string, boolean>();
  readonly #analysed = new Map<string, Analysed>();
  readonly #lifetimes: Lifetimes;
  /** Classes whose objects may change the GIL's state or hold a lock. */
  #holders: ReadonlySet<string> = new Set();
  readonly #annotations = new Map<string, { path: string; annotations: readonly Annotation[] }[]>();

  /** `files` in order of path. */
  constructor(files: readonly IndexedFile[], parser: Parser, settings: Settings, memo: EffectsMemo) {
    const indices = files.map(({ index }) => index);
    this.#noReturn = new Set(indices.flatMap(({ noReturn }) => noReturn));
    this.files = new Map(files.map((file) => [file.index.path, file]));
    this.settings = settings;
    this.configured = new ConfiguredNames(settings);
    const includes = new IncludeGraph(indices);
    this.macros = new MacroTable(indices, includes);
    this.symbols = new Symbols(indices, includes);
    this.#lifetimes = new Lifetimes(
      this.symbols.methods,
      (ref) => {
        const net = this.#nets.get(ref.id);
        return net === undefined || keeps(net) ? null : { net, effects: this.effects(ref) };
      },
      () => this.#holders,
    );
    this.entryPoints = new EntryPoints(indices, this.symbols);
    for (const { index, text } of files)
      if (index.comments.length > 0)
        for (const [name, annotations] of annotationsOf(text, index)) {
          const known = this.#annotations.get(name) ?? [];
          known.push({ path: index.path, annotations });
          this.#annotations.set(name, known);
        }
    this.traits = new LexicalTraits(indices, this.macros, this.symbols, this.configured, settings, this.#annotations);
    const isTransition = (name: string): boolean => this.traits.isTransition(name);
    this.#reader = new FunctionReader(
      parser,
      memo,
      isTransition,
      (definition, scope) => this.traits.matters(definition, scope) && !this.traits.isKnownByName(definition, scope),
      (name) => this.#annotations.has(name),
      JSON.stringify([this.traits.transitionMacros, [...this.configured.names], [...this.#annotations.keys()]]),
    );
    this.mentions = new Mentions(this.symbols, this.traits);
    this.#settleNets();
  }

  #registering: readonly FunctionRef[] | null = null;

  /** The functions that may hand a callback over, or that a comment says are one: an update keeps which they are. */
  registering(): readonly FunctionRef[] {
    this.#registering ??= this.symbols.functions.filter(
      (ref) =>
        (this.traits.of(ref) & Trait.registration) !== 0 ||
        this.annotations(ref).length > 0 ||
        // A lambda made where the GIL is released may be handed to something unknown.
        ((ref.extent.cplusplus?.lambdas.length ?? 0) > 0 && (this.traits.of(ref) & Trait.transition) !== 0),
    );
    return this.#registering;
  }

  #version = 0;

  /** Changes with every update: what was asked of an earlier one is no longer answered by this. */
  get version(): number {
    return this.#version;
  }

  /** By trait: the functions that may come to a wait, once they have been looked for. */
  readonly waiters: Map<number, Waiters> = new Map();

  /** What comments say of a name that is declared, not defined, where `path` can see it. */
  declaredAs(name: string, path: string): readonly Annotation[] {
    const all = this.#annotations.get(name);
    return all === undefined
      ? []
      : all
          .filter((known) => known.path === path || /\.h\w*$/.test(known.path))
          .flatMap(({ annotations }) => annotations);
  }

  annotations(ref: FunctionRef): readonly Annotation[] {
    const all = this.#annotations.get(ref.extent.name);
    if (all === undefined) return [];
    return all
      .filter(({ path }) => path === ref.path || (!ref.extent.isStatic && /\.h\w*$/.test(path)))
      .flatMap(({ annotations }) => annotations);
  }

  text(path: string): string {
    return this.files.get(path)?.text ?? "";
  }

  /** The function, read and followed. */
  analysed(ref: FunctionRef): Analysed {
    const known = this.#analysed.get(ref.id);
    if (known !== undefined) return known;
    const effects = this.effects(ref);
    const solution = this.#solutions.get(ref.id) ?? solve(effects, this.meanings(ref));
    this.#solutions.delete(ref.id);
    const uses = usesOf(solution);
    const analysed = {
      ref,
      effects,
      solution,
      net: this.#nets.get(ref.id) ?? KEEPS,
      uses,
      released: uses.filter(({ released }) => released.length > 0),
      ends: uses.filter(({ effect }) => isExit(effect)),
      regions: releaseSites(solution).size,
    };
    this.#analysed.set(ref.id, analysed);
    return analysed;
  }

  effects(ref: FunctionRef): FunctionEffects {
    let effects = this.#effects.get(ref.id);
    if (effects === undefined) {
      effects = this.#reader.read(ref, this.text(ref.path), this.macros.scopeAt(ref.path, ref.extent.span.start));
      this.#effects.set(ref.id, effects);
    }
    return effects;
  }

  /** What a call in the file at `path` calls. */
  target(call: CallEffect, path: string): Target {
    let target = this.#targets.get(call);
    if (target === undefined) {
      target = this.#target(call, path);
      this.#targets.set(call, target);
    }
    return target;
  }

  #target(call: CallEffect, path: string): Target {
    if (call.cplusplus !== undefined) {
      const target = this.#cplusplusTarget(call, path);
      if (target !== null) return target;
    }
    if (call.pointer !== null) {
      const { slot, text } = call.pointer;
      const known = this.symbols.slot(slot, path);
      const refs = known.length > 0 ? known : this.#namedIn(text, path);
      return refs.length > 0
        ? { kind: "functions", refs, throughPointer: true }
        : { kind: "pointer", text: call.pointer.text };
    }
    const name = call.callee;
    if (this.configured.free.has(name)) return { kind: "declared", name, needs: false };
    if (this.configured.transition(name) !== undefined) return { kind: "external", name };
    if (this.configured.needy.has(name)) return { kind: "api", name, certain: true };
    if (this.#callee(call, path) === undefined)
      for (const { kind } of this.declaredAs(name, path))
        if (kind !== "guarded-by") return { kind: "declared", name, needs: kind === "needs-gil" };
    // `#define update Prefix_update` in a header, and the function itself defined as `update`.
    const own = this.#callee(call, path) ?? (call.macro === null ? undefined : this.symbols.resolve(call.macro, path));
    const fact = apiFact(name);
    if (swapsOut(call)) return { kind: "api", name, certain: false };
    const shadowed = own?.extent.isStatic === true && own.path === path && fact?.gil !== "needs";
    if (fact !== undefined && !shadowed) {
      if (fact.gil === "needs" && (fact.kind === "function" || fact.kind === "macro" || fact.kind === "inline"))
        return { kind: "api", name, certain: true };
      return fact.gil === "accessor" ? { kind: "accessor", name } : { kind: "external", name };
    }
    if (own !== undefined) return { kind: "functions", refs: [own], throughPointer: false };
    if (this.symbols.variable(name, path) !== undefined) {
      const refs = this.symbols.slot(name, path);
      return refs.length > 0 ? { kind: "functions", refs, throughPointer: true } : { kind: "pointer", text: name };
    }
    return this.#isUnknownApi(call, path) ? { kind: "api", name, certain: false } : { kind: "external", name };
  }

  /** Objects, their methods, and functions in namespaces; null for what C has too. */
  #cplusplusTarget(call: CallEffect, path: string): Target | null {
    const object = call.cplusplus?.object ?? null;
    if (object === null) {
      if (call.pointer !== null) return null;
      if (pythonCall(call.callee)) return { kind: "api", name: call.callee, certain: true };
      const { methods } = this.symbols;
      const isHidden =
        methods.hides(call.callee, call.cplusplus?.scope ?? "") && methods.callee(call, path) === undefined;
      return isHidden ? { kind: "pointer", text: call.callee } : null;
    }
    const python = object.type === null ? null : pythonType(object.type);
    const name = call.callee;
    if (object.role !== "member") {
      if (python === "object") return isEmpty(call) ? { kind: "external", name } : { kind: "api", name, certain: true };
    } else if (python !== null) {
      const isCalled = call.pointer?.text === object.text;
      const method = call.pointer?.slot ?? "";
      return isCalled || pythonMethod(method)
        ? { kind: "api", name: method, certain: true }
        : { kind: "external", name: method };
    }
    const found = this.symbols.methods.callee(call, path);
    if (found !== undefined) return { kind: "functions", refs: [found.ref], throughPointer: !found.isCertain };
    return object.role === "member" ? null : { kind: "external", name };
  }

  /** The function of the workspace that a call by name calls. */
  #callee(call: CallEffect, path: string): FunctionRef | undefined {
    return call.cplusplus === undefined
      ? this.symbols.resolve(call.callee, path)
      : this.symbols.methods.callee(call, path)?.ref;
  }

  /** The functions a pointer expression itself names: `(fast ? f : g)`, or those of the table it indexes. */
  #namedIn(text: string, path: string): readonly FunctionRef[] {
    const names = text.includes("?") ? (text.match(/[A-Za-z_]\w*/g) ?? []) : [];
    const chosen = names.flatMap((name) => this.symbols.resolve(name, path) ?? []);
    return chosen.length > 0 ? chosen : this.symbols.table(/^\w+/.exec(text)?.[0] ?? "", path);
  }

  /** Named like the C-API, and nothing in the workspace or the tables says what it is. */
  #isUnknownApi({ callee, args, macro }: CallEffect, path: string): boolean {
    if (!looksLikeApi(callee) || args === null || transitionFact(callee) !== undefined) return false;
    if (this.symbols.methods.isClass(callee)) return false;
    if (this.macros.scope(path).get(callee) !== undefined || this.symbols.isFunction(callee)) return false;
    return macro === null || !this.symbols.isFunction(macro);
  }

  meanings(ref: FunctionRef): Meanings {
    return {
      of: (call) => {
        let meaning = this.#meanings.get(call);
        if (meaning === undefined) {
          meaning = this.#meaning(call, ref.path);
          this.#meanings.set(call, meaning);
        }
        return meaning;
      },
    };
  }

  /** Whether a call that no function of the workspace stands for releases the GIL, however it comes out. */
  releases(ref: FunctionRef, call: CallEffect): boolean {
    if (this.target(call, ref.path).kind === "functions") return false;
    const outcomes = this.meanings(ref).of(call)?.outcomes ?? [];
    return outcomes.length > 0 && outcomes.every(({ operations }) => operations.some(({ op }) => op === "release"));
  }

  #meaning(call: CallEffect, path: string): Meaning {
    const configured = this.configured.meaning(call);
    if (configured !== null) return configured;
    const object = call.cplusplus?.object ?? null;
    if (object !== null) return this.#objectMeaning(call, object, path);
    if (call.pointer !== null) return this.#throughPointer(call, path);
    const ref = this.#callee(call, path);
    if (this.#noReturn.has(call.callee)) return { outcomes: [] };
    if (ref === undefined) {
      const declared = annotatedOutcomes(this.declaredAs(call.callee, path));
      return declared === null ? knownMeaning(call) : { outcomes: declared };
    }
    if (apiFact(call.callee) !== undefined) return knownMeaning(call);
    const annotated = annotatedOutcomes(this.annotations(ref));
    if (annotated !== null) return { outcomes: annotated };
    const net = this.#nets.get(ref.id);
    if (net === undefined) return this.#ends(ref) ? { outcomes: [] } : null;
    return keeps(net) ? null : { outcomes: outcomesAt(call, this.effects(ref), net) };
  }

  /** What the making or the end of an object, or a method of it, does to the GIL. */
  #objectMeaning(call: CallEffect, object: NonNullable<CplusplusCall["object"]>, path: string): Meaning {
    const known = objectMeaning(object, call.pointer?.slot ?? "");
    if (known !== undefined) return known;
    if (object.role !== "member") return this.#lifetimes.meaning(call, object, path);
    const found = this.symbols.methods.callee(call, path);
    if (found === undefined) return this.#throughPointer(call, path);
    const net = this.#nets.get(found.ref.id);
    if (net === undefined || keeps(net)) return null;
    if (!found.isCertain) return { outcomes: [{ operations: [{ op: "lose" }], result: [] }] };
    return { outcomes: outcomesAt(call, this.effects(found.ref), net) };
  }

  /** What a call through a pointer does to the GIL: what the functions it can mean do, where they agree. */
  #throughPointer(call: CallEffect, path: string): Meaning {
    const target = this.target(call, path);
    if (target.kind !== "functions") return null;
    const meanings = target.refs.map((ref): Meaning => {
      const net = this.#nets.get(ref.id);
      return net === undefined || keeps(net) ? null : { outcomes: outcomesAt(call, this.effects(ref), net) };
    });
    const [first] = meanings;
    const agree = new Set(meanings.map((meaning) => JSON.stringify(meaning))).size <= 1;
    return agree ? (first ?? null) : { outcomes: [{ operations: [{ op: "lose" }], result: [] }] };
  }

  /** Whether a short function is there to end the process. */
  #ends(ref: FunctionRef): boolean {
    const { body } = ref.extent;
    if (body.end - body.start > MAX_ENDING || (this.traits.of(ref) & Trait.noReturn) === 0) return false;
    let ends = this.#ending.get(ref.id);
    if (ends === undefined) {
      this.#ending.set(ref.id, false);
      const effects = this.effects(ref);
      ends = effects.damage === null && netOf(effects, solve(effects, this.meanings(ref))).exits.length === 0;
      this.#ending.set(ref.id, ends);
    }
    return ends;
  }

  /** Net effects of all functions that release, take or lock, and of those that call a function which does not undo it. */
  #settleNets(): void {
    this.#settle(this.symbols.functions.filter((ref) => (this.traits.of(ref) & MOVES) !== 0));
  }

  /** Brings net effects up to date, from these functions on. False if they have not come to rest. */
  #settle(first: readonly FunctionRef[]): boolean {
    let pending = first;
    let sameRelevant = true;
    for (let round = 0; pending.length > 0; round++) {
      if (round === MAX_ROUNDS) return false;
      const movers = this.#movers();
      const changed = new Set<string>();
      for (const ref of pending) {
        const relevant = (this.traits.of(ref) & MOVES) !== 0 || ref.extent.names.some((name) => movers.has(name));
        sameRelevant &&= relevant === this.#relevant.has(ref);
        // What the tables know by name is taken from them.
        if (this.#resettle(ref, relevant) && apiFact(ref.extent.name) === undefined)
          for (const name of this.symbols.namesOf(ref)) changed.add(name);
      }
      if (changed.size === 0) break;
      sameRelevant = false;
      this.#meanings = new WeakMap();
      pending = this.mentions.of(this.symbols.methods.withHolders(changed));
    }
    if (!sameRelevant) this.#relevant = this.#findRelevant();
    return true;
  }

  /** Whether a function, followed anew, looks different to those that call it. */
  #resettle(ref: FunctionRef, relevant: boolean): boolean {
    const before = this.#nets.get(ref.id) ?? KEEPS;
    const ended = this.#ending.get(ref.id);
    this.#analysed.delete(ref.id);
    this.#solutions.delete(ref.id);
    this.#ending.delete(ref.id);
    this.#nets.delete(ref.id);
    let net = KEEPS;
    if (relevant) {
      const effects = this.effects(ref);
      const solution = solve(effects, this.meanings(ref));
      this.#solutions.set(ref.id, solution);
      net = netOf(effects, solution);
    }
    if (keeps(net)) this.#moving.delete(ref);
    else {
      this.#moving.add(ref);
      this.#nets.set(ref.id, net);
    }
    return JSON.stringify(net) !== JSON.stringify(before) || (ended !== undefined && this.#ends(ref) !== ended);
  }

  /** What functions mention that call one which leaves the GIL's state or a lock other than it was. */
  #movers(): ReadonlySet<string> {
    return this.traits.withMacros(this.#movingNames());
  }

  #movingNames(): ReadonlySet<string> {
    const { methods } = this.symbols;
    const names = (ref: FunctionRef): readonly string[] => this.symbols.namesOf(ref);
    this.#holders = methods.withHolders([...methods.guards, ...[...this.#moving].flatMap(names)]);
    const moving = [...this.#moving].filter(({ extent }) => apiFact(extent.name) === undefined);
    return methods.withHolders(moving.flatMap(names));
  }

  #findRelevant(): ReadonlySet<FunctionRef> {
    const own = this.symbols.functions.filter((ref) => (this.traits.of(ref) & MOVES) !== 0);
    const all = [...new Set([...own, ...this.mentions.of(this.#movingNames())])];
    return new Set(all.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }

  /**
   * Takes over files that differ from its own in the bodies of functions only. False, and of no use any more, if more has changed than
   * that.
   */
  update(files: readonly IndexedFile[]): boolean {
    this.#version += 1;
    if (files.length !== this.files.size) return false;
    const changed: Changed[] = [];
    for (const file of files) {
      const old = this.files.get(file.index.path);
      if (old === undefined) return false;
      if (old.index === file.index) continue;
      if (!sameShape(old.index, file.index, (name) => this.symbols.isFunction(name))) return false;
      const moved = this.#moveFunctions(old, file);
      if (moved === null) return false;
      changed.push(...moved);
      this.files.set(file.index.path, file);
    }
    if (!changed.every((one) => this.#reread(one))) return false;
    return this.#settle(changed.map(({ ref }) => ref));
  }

  /** Gives the functions of a file their new places; returns those whose text changed, null if other functions are pointed to. */
  #moveFunctions(old: IndexedFile, file: IndexedFile): Changed[] | null {
    const changed: Changed[] = [];
    for (const [i, ref] of this.symbols.inFile(file.index.path).entries()) {
      const before = ref.extent;
      const extent = file.index.functions[i];
      if (extent === undefined) continue;
      const same =
        old.text.slice(before.params.start, before.body.end) === file.text.slice(extent.params.start, extent.body.end);
      ref.extent = extent;
      if (same) continue;
      const [was, is] = [
        old.text.slice(before.span.start, before.body.start),
        file.text.slice(extent.span.start, extent.body.start),
      ];
      changed.push({ ref, before, sameHead: was === is });
      if (!this.symbols.pointsAlike(before, extent)) return null;
    }
    return changed;
  }

  /** Forgets what is known of a function whose body has changed. False if macros mean something else now. */
  #reread({ ref, before, sameHead }: Changed): boolean {
    const traits = this.traits.of(ref);
    const macrosStand = this.traits.reread(ref, before);
    this.mentions.update(ref, before.names);
    this.#effects.delete(ref.id);
    if (this.traits.of(ref) !== traits) this.#registering = null;
    const sameCalls = before.calls.join() === ref.extent.calls.join();
    if (!sameCalls) this.entryPoints.forget();
    if (!sameCalls || !sameHead || this.traits.of(ref) !== traits) this.waiters.clear();
    return macrosStand;
  }

  #relevant: ReadonlySet<FunctionRef> = new Set();

  /** The functions whose control flow had to be followed to know what they do to the GIL, in order. */
  get relevant(): readonly FunctionRef[] {
    return [...this.#relevant];
  }
}

/** A variable of Python's object type without a value: it holds nothing, and touches nothing. */
function isEmpty({ callee, cplusplus }: CallEffect): boolean {
  const object = cplusplus?.object;
  return object?.role === "construct" && object.made.length === 0 && /(?:^|::)object$/.test(callee);
}

function isExit({ kind }: Effect): boolean {
  return kind === "return" || kind === "fall" || kind === "throw";
}

function annotatedOutcomes(annotations: readonly Annotation[]): readonly Outcome[] | null {
  for (const { kind } of annotations) {
    if (kind === "releases-gil") return [{ operations: [{ op: "release", saved: null, lexical: false }], result: [] }];
    if (kind === "acquires-gil")
      return [{ operations: [{ op: "acquire", from: null, lexical: false, ifReleased: false }], result: [] }];
  }
  return null;
}

function usesOf(solution: Solution): Use[] {
  const uses = new Map<
    Effect,
    { effect: Effect; block: number; index: number; entry: Visit[]; held: Visit[]; released: Visit[]; unknown: Visit[] }
  >();
  for (const visit of solution.visits) {
    let use = uses.get(visit.effect);
    if (use === undefined) {
      use = {
        effect: visit.effect,
        block: visit.block,
        index: visit.index,
        entry: [],
        held: [],
        released: [],
        unknown: [],
      };
      uses.set(visit.effect, use);
    }
    use[gilState(visit.before.status)].push(visit);
  }
  return [...uses.values()].sort(
    (a, b) => a.effect.span.start - b.effect.span.start || a.block - b.block || a.index - b.index,
  );
}

/** The sites of the releases that some path begins here. */
export function releaseSites({ visits }: Solution): ReadonlySet<number> {
  const sites = new Set<number>();
  for (const { before } of visits)
    for (const { kind, site } of before.status.frames) if (kind === "released") sites.add(site);
  return sites;
}
