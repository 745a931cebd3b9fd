// In which states functions are entered: from callbacks and threads, and from calls made where the GIL is released.
import type { Visit } from "../dataflow/solution.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { type Analysed, isCallUse, isOnlyReleased, type Use } from "../summaries/uses.ts";
import type { CallGraph, Chains } from "./chains.ts";
import { handedTo } from "./handed.ts";
import { type Registration, Registrations } from "./registrations.ts";

/** A way a function is reached with the GIL released. */
export interface ReleasedContext {
  readonly ref: FunctionRef;
  /** The call that reaches it; null for a registered callback. */
  readonly caller: { readonly ref: FunctionRef; readonly use: Use<CallEffect>; readonly visit: Visit | null } | null;
  readonly registration: Registration | null;
  /** A lock is held on every known way. */
  readonly guarded: boolean;
  /** Every step is certain: no pointers followed, released on every path. */
  readonly certain: boolean;
}

export class Contexts {
  readonly registrations: readonly Registration[];
  readonly #program: Program;
  readonly #calls: CallGraph;
  readonly #needs: Chains;
  readonly #released = new Map<string, ReleasedContext>();
  readonly #calledInPlace: ReadonlySet<string>;
  #breadths: ReadonlyMap<string, number> | null = null;

  constructor(program: Program, calls: CallGraph, needs: Chains, seeds: readonly Analysed[]) {
    this.#program = program;
    this.#calls = calls;
    this.#needs = needs;
    const found = new Registrations(program, needs, seeds);
    this.registrations = found.all;
    this.#calledInPlace = found.calledInPlace;
    this.#propagate(seeds);
  }

  /** How a function is entered with the GIL released; undefined if no such way is known. */
  released(ref: FunctionRef): ReleasedContext | undefined {
    return this.#released.get(ref.id);
  }

  /** Whether it is known to whom the function is handed. */
  isRegistered(ref: FunctionRef): boolean {
    return this.registrations.some(({ callee, registrar }) => callee === ref && registrar !== "");
  }

  /** Whether a library calls the function before some call returns, in a state that may be with the GIL. */
  isCalledInPlace(ref: FunctionRef): boolean {
    return this.#calledInPlace.has(ref.id);
  }

  /** Where the way into a function without the GIL begins: a call in a region, or who calls it on a thread. */
  rootOf(context: ReleasedContext): ReleasedContext {
    return this.wayUp(context).at(-1) ?? context;
  }

  /** From a function called without the GIL up to where that begins. */
  wayUp(context: ReleasedContext): readonly ReleasedContext[] {
    const way = [context];
    for (let at = context; way.length <= MAX_WAY && at.caller !== null && at.caller.visit === null; ) {
      const above = this.#released.get(at.caller.ref.id);
      if (above === undefined) break;
      way.push(above);
      at = above;
    }
    return way;
  }

  /** How many functions are reached from where a way into a function begins. */
  breadthOf(context: ReleasedContext): number {
    this.#breadths ??= this.#counted();
    return this.#breadths.get(beginningOf(this.rootOf(context))) ?? 1;
  }

  #counted(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const context of this.#released.values()) {
      const beginning = beginningOf(this.rootOf(context));
      counts.set(beginning, (counts.get(beginning) ?? 0) + 1);
    }
    return counts;
  }

  get all(): readonly ReleasedContext[] {
    return [...this.#released.values()].sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1));
  }

  #propagate(seeds: readonly Analysed[]): void {
    const queue: (readonly [ReleasedContext, Beginning])[] = [];
    const reach = (context: ReleasedContext, from: Beginning): void => {
      const known = this.#released.get(context.ref.id);
      if (known !== undefined && (!known.guarded || context.guarded)) return;
      this.#released.set(context.ref.id, context);
      from.reached++;
      queue.push([context, from]);
    };
    for (const registration of this.registrations) reach(registered(registration), { reached: 0 });
    for (const seed of seeds) {
      const region = { reached: 0 };
      for (const context of this.#begunIn(seed)) reach(context, region);
    }
    for (const [context, from] of queue) {
      if (queue.length >= MAX_CONTEXTS) break;
      if (from.reached > MAX_BREADTH || this.#released.get(context.ref.id) !== context) continue;
      for (const callee of this.#calledIn(context)) reach(callee, from);
    }
  }

  /** What a call is for that is made where the GIL is released. */
  *#begunIn(seed: Analysed): Iterable<ReleasedContext> {
    const { ref } = seed;
    for (const { use, visit, refs, parameter, guarded, certain } of begunIn(seed, this.#program))
      for (const callee of parameter < 0 ? refs : handedTo(this.#program, ref, parameter))
        yield { ref: callee, caller: { ref, use, visit }, registration: null, guarded, certain };
  }

  *#calledIn(context: ReleasedContext): Iterable<ReleasedContext> {
    const { ref } = context;
    // Where the C-API is used the mistake is that use; what it goes on to call is not looked into.
    if (!this.#worthReading(ref) || this.#needs.isDirect(ref)) return;
    for (const { use, callee, throughPointer } of this.#calls.from(ref)) {
      const guarded = context.guarded || use.entry.every(({ before }) => before.mayLocks.size > 0);
      const certain = context.certain && !throughPointer;
      yield { ref: callee, caller: { ref, use, visit: null }, registration: null, guarded, certain };
    }
  }

  #worthReading(ref: FunctionRef): boolean {
    const { traits, symbols } = this.#program;
    return (
      (traits.of(ref) & (Trait.shared | Trait.api | Trait.transition | Trait.lock)) !== 0 ||
      ref.extent.names.some((name) => symbols.isFunction(name))
    );
  }
}

/** The function with the region, or the callback. */
function beginningOf({ ref, caller }: ReleasedContext): string {
  return caller?.ref.id ?? ref.id;
}

function registered(registration: Registration): ReleasedContext {
  const { callee: ref, certain } = registration;
  return { ref, caller: null, registration, guarded: runsOnce(registration), certain };
}

/** Where ways into functions begin: a function with regions, or what is handed over as a callback. */
interface Beginning {
  /** How many functions. */
  reached: number;
}

/** A call of the workspace's own functions where the GIL is released. */
interface FirstCall {
  readonly use: Use<CallEffect>;
  readonly visit: Visit;
  readonly refs: readonly FunctionRef[];
  /** The parameter that is called, whatever callers hand over for it; -1 for other calls. */
  readonly parameter: number;
  readonly guarded: boolean;
  readonly certain: boolean;
}

const begunIn = perAnalysed(({ ref, effects, released }, program: Program): readonly FirstCall[] =>
  released.filter(isCallUse).flatMap((use) => {
    const [visit] = use.released;
    const target = program.target(use.effect, ref.path);
    const parameter = effects.locals[use.effect.pointer?.text ?? ""]?.parameter ?? -1;
    const isOwn = target.kind === "functions";
    if (visit === undefined || (!isOwn && parameter < 0)) return [];
    const guarded = use.released.every(({ before }) => before.mayLocks.size > 0);
    const certain = isOwn && !target.throughPointer && isOnlyReleased(use);
    return [{ use, visit, refs: isOwn ? target.refs : [], parameter: isOwn ? -1 : parameter, guarded, certain }];
  }),
);

const MAX_WAY = 20;
const MAX_CONTEXTS = 6_000;
/** What reaches more functions runs the program itself: of each of them by itself nothing can be said. */
const MAX_BREADTH = 500;

/** `pthread_once` and its kin, and what a server calls while it starts: nobody else runs meanwhile. */
function runsOnce({ registrar, note }: Registration): boolean {
  return /(?:^|_)once(?:_|$)|OnceExecute/i.test(registrar) || note.startsWith("runs once");
}

/** While a module is imported or the process ends, there is little to stall. */
export function runsAtStartUp({ extent }: FunctionRef): boolean {
  return /^(?:PyInit_|init|_?init_?module|Py_mod_exec|w?main$)|_exec$|_atexit$/.test(extent.name);
}
