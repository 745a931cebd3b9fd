// The two orders in which threads come by the GIL and another lock: who takes the GIL with the lock in hand, and who waits for the
// lock with the GIL in hand. Either alone is right; together they are a deadlock.
import { isOrderedGuard } from "../capi/guards.ts";
import { lockCall } from "../capi/locks.ts";
import { isToldOtherwise } from "../contexts/asked.ts";
import { boundFunctionsThatMay } from "../contexts/bindings.ts";
import type { Contexts } from "../contexts/contexts.ts";
import type { Meaning, Visit } from "../dataflow/solution.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence } from "../findings/finding.ts";
import { knowsPython } from "../summaries/knows-python.ts";
import { isTry } from "../summaries/meanings.ts";
import type { Net } from "../summaries/net.ts";
import { substitute } from "../summaries/outcomes.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { functionsThatMay } from "../summaries/waiters.ts";
import { isChosenInBuild } from "./alternatives.ts";
import { flagOf, type Holder, LockHolders, type OrderChains } from "./lock-holders.ts";
import { type Lock, LockNames } from "./lock-identity.ts";

/** A place where a lock is waited for with the GIL in hand. */
export interface LockWait {
  readonly ref: FunctionRef;
  readonly use: Use<CallEffect>;
  readonly lock: Lock;
  /** Calls of functions that know nothing of Python, down to the one that waits. */
  readonly steps: readonly Step[];
  readonly holder: Holder;
  readonly confidence: Confidence;
}

export interface Step {
  readonly ref: FunctionRef;
  readonly call: CallEffect;
}

interface HeldWait {
  readonly analysed: Analysed;
  readonly use: Use<CallEffect>;
  readonly lock: Lock;
  readonly steps: readonly Step[];
  readonly visits: readonly Visit[];
}

/** A lock that a function takes and gives back, in its own words. */
interface Wanted {
  readonly text: string;
  readonly lock: Lock | null;
  readonly steps: readonly Step[];
}

const MAX_STEPS = 8;

export class LockOrder {
  readonly #program: Program;
  readonly #names: LockNames;
  readonly #holders: LockHolders;
  readonly #wanted = new Map<string, readonly Wanted[]>();
  readonly #heldWaits = new Map<string, readonly HeldWait[]>();
  readonly #waits = new Map<string, ReadonlyMap<CallEffect, LockWait>>();
  #byPath: ReadonlyMap<string, readonly FunctionRef[]> | null = null;
  #boundById: ReadonlyMap<string, FunctionRef> | null = null;

  constructor(program: Program, chains: OrderChains, contexts: Contexts, functions: readonly Analysed[]) {
    this.#program = program;
    this.#names = new LockNames(program);
    this.#holders = new LockHolders(program, chains, contexts, functions, this.#names);
  }

  /** The waits of a file that can end in a deadlock, by the call that waits. */
  waitsIn(path: string): ReadonlyMap<CallEffect, LockWait> {
    let waits = this.#waits.get(path);
    if (waits === undefined) {
      waits = this.#findWaits(path);
      this.#waits.set(path, waits);
    }
    return waits;
  }

  /** The files in which a function that knows Python may wait for a lock. */
  get paths(): Iterable<string> {
    return this.#takers.keys();
  }

  /** The lock an expression of a function means. */
  nameOf(analysed: Analysed, text: string): Lock | null {
    return this.#names.of(analysed, text);
  }

  /** Whether a function is entered with the GIL in hand, as far as is known. */
  isEnteredHeld(analysed: Analysed): boolean {
    return this.#holders.isEnteredHeld(analysed);
  }

  /** Whether some call waits for a lock with the GIL in hand. `text` is the lock as a function names it. */
  isWaitedFor(analysed: Analysed, text: string): boolean {
    const key = this.nameOf(analysed, text)?.key;
    return (
      key !== undefined && [...this.paths].some((path) => this.#wantsIn(path).some(({ lock }) => lock.key === key))
    );
  }

  /** Whether some other call waits for the same lock as this one of a function, with the GIL in hand. */
  isWaitedForElsewhere(analysed: Analysed, call: CallEffect): boolean {
    const own = new Set(this.#wantedBy(analysed, call).flatMap(({ lock }) => lock?.key ?? []));
    if (own.size === 0) return false;
    return [...this.paths].some((path) =>
      this.#wantsIn(path).some(({ use, lock }) => use.effect !== call && own.has(lock.key)),
    );
  }

  #findWaits(path: string): Map<CallEffect, LockWait> {
    const waits = new Map<CallEffect, LockWait>();
    const wants = this.#wantsIn(path);
    if (wants.length === 0 || !this.#holders.exist) return waits;
    for (const { analysed, use, lock, steps, visits } of wants) {
      const holder = this.#holderFor(lock, analysed, visits);
      if (holder === null || waits.has(use.effect)) continue;
      const certain = use.released.length + use.unknown.length === 0;
      const confidence = confidenceOf(lock, holder, certain, steps.length);
      waits.set(use.effect, { ref: analysed.ref, use, lock, steps, holder, confidence });
    }
    return waits;
  }

  /** The calls of a file that wait for a lock with the GIL in hand, in functions that know Python. */
  #wantsIn(path: string): readonly HeldWait[] {
    let wants = this.#heldWaits.get(path);
    if (wants === undefined) {
      const takers = this.#takers.get(path) ?? [];
      wants = takers.flatMap((ref) => [...this.#wantsOf(this.#program.analysed(ref))]);
      this.#heldWaits.set(path, wants);
    }
    return wants;
  }

  /** Python calls them itself: what they wait for is told of there. */
  get #bound(): ReadonlyMap<string, FunctionRef> {
    this.#boundById ??= boundFunctionsThatMay(this.#program, Trait.lock);
    return this.#boundById;
  }

  get #takers(): ReadonlyMap<string, readonly FunctionRef[]> {
    if (this.#byPath !== null) return this.#byPath;
    const byPath = new Map<string, FunctionRef[]>();
    const { aware } = functionsThatMay(this.#program, Trait.lock);
    for (const ref of [...aware, ...this.#bound.values()]) byPath.set(ref.path, [...(byPath.get(ref.path) ?? []), ref]);
    this.#byPath = byPath;
    return byPath;
  }

  *#wantsOf(analysed: Analysed): Iterable<HeldWait> {
    // Reported where it is called.
    if (locksForCaller(analysed.net) && this.#program.mentions.callersOf(analysed.ref).length > 0) return;
    const entered = this.isEnteredHeld(analysed);
    for (const use of analysed.uses) {
      if (!isCallUse(use)) continue;
      const visits = entered ? [...use.entry, ...use.held] : use.held;
      if (visits.length === 0 || isChosenInBuild(analysed, use)) continue;
      for (const { lock, text, steps } of this.#wantedBy(analysed, use.effect)) {
        if (lock === null || visits.every(({ before }) => before.mayLocks.has(text))) continue;
        if (isToldOtherwise(this.#program, analysed, use)) continue;
        if (!isFresh(analysed, text, use.effect)) yield { analysed, use, lock, steps, visits };
      }
    }
  }

  /** Who takes the GIL with this lock in hand while the waiter can wait: not under a lock that the waiter has too. */
  #holderFor(lock: Lock, waiter: Analysed, visits: readonly Visit[]): Holder | null {
    const known = this.#holders.of(lock);
    const own = visits.map(({ before }) => this.#holders.keysOf(waiter, before.locks));
    const possible = known.filter(
      ({ locks }) => !own.every((keys) => [...keys].some((key) => key !== lock.key && locks.has(key))),
    );
    const rank = ({ waitsFor, sure, down, ref }: Holder): number =>
      (waitsFor === "gil" ? 0 : 8) + (sure ? 0 : 4) + (down === null ? 0 : 2) + (ref === waiter.ref ? 1 : 0);
    return possible.reduce<Holder | null>((best, one) => (best === null || rank(one) < rank(best) ? one : best), null);
  }

  /** The locks a call waits for: itself, in functions that know nothing of Python, or in one that takes them for its caller. */
  #wantedBy(analysed: Analysed, call: CallEffect): readonly Wanted[] {
    const target = this.#program.target(call, analysed.ref.path);
    if (target.kind !== "functions") {
      const text = flagOf(call) ?? lockWaitedFor(call, this.#program.meanings(analysed.ref).of(call));
      const steps = [{ ref: analysed.ref, call }];
      return text === null ? [] : [{ text, lock: this.#names.of(analysed, text), steps }];
    }
    return (target.throughPointer ? [] : target.refs).flatMap((callee) => {
      const tellsItself = knowsPython(callee, this.#program) || this.#bound.has(callee.id);
      const locks = locksForCaller(this.#program.nets.of(callee));
      if (!locks && (tellsItself || !functionsThatMay(this.#program, Trait.lock).unaware.has(callee.id))) return [];
      const { effects } = this.#program.analysed(callee);
      const parameters = Object.entries(effects.locals).filter(([, { parameter }]) => parameter >= 0);
      return this.#wantedIn(callee).map(({ text, lock, steps }): Wanted => {
        const here = substitute(text, parameters, call.args ?? []);
        const own = here === text ? lock : this.#names.of(analysed, here);
        return { text: here, lock: own ?? lock, steps: [{ ref: analysed.ref, call }, ...steps] };
      });
    });
  }

  /** The locks a function that knows nothing of Python waits for in the state it is entered in. */
  #wantedIn(ref: FunctionRef): readonly Wanted[] {
    const known = this.#wanted.get(ref.id);
    if (known !== undefined) return known;
    this.#wanted.set(ref.id, []);
    const analysed = this.#program.analysed(ref);
    const found = new Map<string, Wanted>();
    for (const use of analysed.uses) {
      if (!isCallUse(use) || use.entry.length === 0 || isChosenInBuild(analysed, use)) continue;
      for (const wanted of this.#wantedBy(analysed, use.effect))
        if (wanted.steps.length <= MAX_STEPS && !found.has(wanted.text)) found.set(wanted.text, wanted);
    }
    const all = [...found.values()];
    this.#wanted.set(ref.id, all);
    return all;
  }
}

/** Whether the function made the lock itself, just before: nobody else can have it. */
function isFresh({ uses }: Analysed, text: string, taken: CallEffect): boolean {
  return uses.some(
    ({ effect }) =>
      effect.span.start < taken.span.start &&
      ((effect.kind === "store" && effect.target === text) ||
        (effect.kind === "call" &&
          lockCall(effect.callee) === undefined &&
          (effect.args ?? []).some((arg) => arg.kind === "address" && arg.text === `&${text}`))),
  );
}

function locksForCaller({ exits }: Net): boolean {
  return exits.some(({ operations }) => operations.some(({ op }) => op === "lock"));
}

/** The lock a call waits for as long as it takes; null for tries, for semaphores, and for locks that give the GIL up while they wait. */
function lockWaitedFor(call: CallEffect, meaning: Meaning): string | null {
  // A known name may be a macro: one system's name for another's function, or a name that others use too. It is what either says.
  const facts = [lockCall(call.callee), lockCall(call.macro ?? "")].filter((fact) => fact !== undefined);
  const fact = facts.find(({ ordered }) => ordered) ?? facts[0];
  if (fact !== undefined && !fact.ordered) return null;
  if (!isOrderedGuard(call.cplusplus?.object?.type ?? "")) return null;
  if (meaning === null || meaning.outcomes.length === 0) return null;
  const [first] = meaning.outcomes;
  // What can fail waits all the same, where it is no try.
  const waits = fact?.op === "lock" && !isTry(call);
  for (const operation of first?.operations ?? [])
    if (
      operation.op === "lock" &&
      (waits ||
        meaning.outcomes.every(({ operations }) =>
          operations.some((other) => other.op === "lock" && other.lock === operation.lock),
        ))
    )
      return operation.lock;
  return null;
}

function confidenceOf(lock: Lock, holder: Holder, certain: boolean, steps: number): Confidence {
  const doubts =
    (lock.guessed || holder.lock.guessed ? 1 : 0) +
    (holder.sure ? 0 : 1) +
    (holder.waitsFor === "gil" ? 0 : 1) +
    (certain ? 0 : 1) +
    (steps > 2 ? 1 : 0);
  return doubts === 0 ? "high" : doubts === 1 ? "medium" : "low";
}
