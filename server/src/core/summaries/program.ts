// A workspace, linked: functions read and solved on demand, and their net effects on the GIL brought to a fixpoint.
import { apiFact, looksLikeApi, transitionFact } from "../capi/knowledge.ts";
import { type Meaning, type Meanings, type Outcome, type Solution, solve, type Visit } from "../dataflow/solve.ts";
import { gilState } from "../dataflow/status.ts";
import type { CallEffect, Effect, FunctionEffects } from "../effects/effect.ts";
import type { FileIndex } from "../mask/file-index.ts";
import { IncludeGraph, MacroTable } from "../mask/macro-table.ts";
import type { Settings } from "../settings.ts";
import { type Annotation, annotationsOf } from "../syntax/comments.ts";
import type { Parser } from "../syntax/parser.ts";
import { LexicalTraits, Trait } from "./lexical.ts";
import { ConfiguredNames, knownMeaning } from "./meanings.ts";
import { KEEPS, keeps, type Net, netOf, outcomesAt } from "./net.ts";
import { type EffectsMemo, FunctionReader } from "./read-function.ts";
import { sameShape } from "./shape.ts";
import { type FunctionRef, Symbols } from "./symbols.ts";

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
  /** Its returns and its end. */
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
/** How long the body of a function is, in UTF-16 code units, that is looked at for never returning. */
const MAX_ENDING = 1_200;

export class Program {
  readonly files: Map<string, IndexedFile>;
  readonly symbols: Symbols;
  readonly macros: MacroTable;
  readonly traits: LexicalTraits;
  readonly settings: Settings;
  readonly configured: ConfiguredNames;
  readonly #reader: FunctionReader;
  readonly #effects = new Map<string, FunctionEffects>();
  readonly #nets = new Map<string, Net>();
  readonly #noReturn: ReadonlySet<string>;
  /** Holds while the nets stay as they are. */
  #meanings = new WeakMap<CallEffect, Meaning>();
  readonly #targets = new WeakMap<CallEffect, Target>();
  /** Of the functions whose net effect is known: solved with the nets that hold in the end. */
  readonly #solutions = new Map<string, Solution>();
  readonly #ending = new Map<string, boolean>();
  readonly #analysed = new Map<string, Analysed>();
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
      (definition, scope) => this.traits.matters(definition, scope),
      (name) => this.#annotations.has(name),
    );
    this.#settleNets();
  }

  #registering: readonly FunctionRef[] | null = null;

  /** The functions that may hand a callback over, or that a comment says are one: an update keeps which they are. */
  registering(): readonly FunctionRef[] {
    this.#registering ??= this.symbols.functions.filter(
      (ref) => (this.traits.of(ref) & Trait.registration) !== 0 || this.annotations(ref).length > 0,
    );
    return this.#registering;
  }

  #version = 0;

  /** Changes with every update: what was asked of an earlier one is no longer answered by this. */
  get version(): number {
    return this.#version;
  }

  /** The functions that may come to wait, once they have been looked for; null again when a function calls something else. */
  waiters: { readonly aware: readonly FunctionRef[]; readonly unaware: ReadonlySet<string> } | null = null;

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
      ends: uses.filter(({ effect }) => effect.kind === "return" || effect.kind === "fall"),
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
    if (this.symbols.resolve(name, path) === undefined)
      for (const { kind } of this.declaredAs(name, path))
        if (kind !== "guarded-by") return { kind: "declared", name, needs: kind === "needs-gil" };
    // `#define update Prefix_update` in a header, and the function itself defined as `update`.
    const own =
      this.symbols.resolve(name, path) ?? (call.macro === null ? undefined : this.symbols.resolve(call.macro, path));
    const fact = apiFact(name);
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

  /** The functions a pointer expression itself names: `(fast ? f : g)`, or those of the table it indexes. */
  #namedIn(text: string, path: string): readonly FunctionRef[] {
    const names = text.includes("?") ? (text.match(/[A-Za-z_]\w*/g) ?? []) : [];
    const chosen = names.flatMap((name) => this.symbols.resolve(name, path) ?? []);
    return chosen.length > 0 ? chosen : this.symbols.table(/^\w+/.exec(text)?.[0] ?? "", path);
  }

  /** Named like the C-API, and nothing in the workspace or the tables says what it is. */
  #isUnknownApi({ callee, args, macro }: CallEffect, path: string): boolean {
    if (!looksLikeApi(callee) || args === null || transitionFact(callee) !== undefined) return false;
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

  #meaning(call: CallEffect, path: string): Meaning {
    const configured = this.configured.meaning(call);
    if (configured !== null) return configured;
    if (call.pointer !== null) return this.#throughPointer(call, path);
    const ref = this.symbols.resolve(call.callee, path);
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

  /** What a call through a pointer does to the GIL: nothing, where all functions it can mean do nothing. */
  #throughPointer(call: CallEffect, path: string): Meaning {
    const target = this.target(call, path);
    if (target.kind !== "functions") return null;
    const nets = target.refs.map((ref) => this.#nets.get(ref.id)).filter((net) => net !== undefined && !keeps(net));
    return nets.length === 0 ? null : { outcomes: [{ operations: [{ op: "lose" }], result: [] }] };
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
    const wanted = Trait.transition | Trait.lock;
    let pending = this.symbols.functions.filter((ref) => (this.traits.of(ref) & wanted) !== 0);
    const relevant = new Map(pending.map((ref) => [ref.id, ref]));
    for (let round = 0; round < MAX_ROUNDS && pending.length > 0; round++) {
      const changed = new Set<string>();
      for (const ref of pending) {
        const effects = this.effects(ref);
        const solution = solve(effects, this.meanings(ref));
        this.#solutions.set(ref.id, solution);
        const net = netOf(effects, solution);
        if (JSON.stringify(net) === JSON.stringify(this.#nets.get(ref.id) ?? KEEPS)) continue;
        this.#nets.set(ref.id, net);
        // What the tables know by name is taken from them.
        if (apiFact(ref.extent.name) === undefined) changed.add(ref.extent.name);
      }
      if (changed.size === 0) break;
      this.#meanings = new WeakMap();
      const callers = this.traits.withMacros(changed);
      pending = this.symbols.functions.filter(({ extent }) => extent.names.some((name) => callers.has(name)));
      for (const ref of pending) relevant.set(ref.id, ref);
    }
    this.relevant = [...relevant.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /**
   * Takes over files that differ from its own in the bodies of functions only. False, and of no use any more, if more has changed than
   * that, or if what changed changes what other functions can rely on.
   */
  update(files: readonly IndexedFile[]): boolean {
    this.#version += 1;
    if (files.length !== this.files.size) return false;
    const changed: FunctionRef[] = [];
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
    return changed.every((ref) => this.#reread(ref));
  }

  /** Gives the functions of a file their new places; returns those whose text changed, null if other functions are pointed to. */
  #moveFunctions(old: IndexedFile, file: IndexedFile): FunctionRef[] | null {
    const changed: FunctionRef[] = [];
    for (const [i, ref] of this.symbols.inFile(file.index.path).entries()) {
      const before = ref.extent;
      const extent = file.index.functions[i];
      if (extent === undefined) continue;
      ref.extent = extent;
      const same =
        old.text.slice(before.params.start, before.body.end) === file.text.slice(extent.params.start, extent.body.end);
      if (!same) changed.push(ref);
      if (!same && !this.symbols.pointsAlike(before, extent)) return null;
      if (!same && before.calls.join() !== extent.calls.join()) this.waiters = null;
    }
    return changed;
  }

  /** Whether the function, read again, looks to others as it did. */
  #reread(ref: FunctionRef): boolean {
    const traits = this.traits.of(ref);
    const ended = this.#ending.get(ref.id);
    this.traits.forget(ref);
    this.#effects.delete(ref.id);
    this.#analysed.delete(ref.id);
    this.#ending.delete(ref.id);
    this.#solutions.delete(ref.id);
    // Which variables it mentions is its own business; what it calls, registers and waits for is not.
    if (((this.traits.of(ref) ^ traits) & ~Trait.shared) !== 0) return false;
    if (ended !== undefined && this.#ends(ref) !== ended) return false;
    const net = this.#nets.get(ref.id);
    if (net === undefined && (traits & (Trait.transition | Trait.lock)) === 0) return true;
    const effects = this.effects(ref);
    return JSON.stringify(netOf(effects, solve(effects, this.meanings(ref)))) === JSON.stringify(net ?? KEEPS);
  }

  /** The functions whose control flow had to be followed to know what they do to the GIL. */
  relevant: readonly FunctionRef[] = [];
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
