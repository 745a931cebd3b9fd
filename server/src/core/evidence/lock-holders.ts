// Who waits for the GIL, or for something that takes long, with another lock in hand.
import { blockingFact } from "../capi/blocking.ts";
import { lockCall, onceCall } from "../capi/locks.ts";
import type { Chains, Link } from "../contexts/chains.ts";
import type { Contexts } from "../contexts/contexts.ts";
import { functionsNamed } from "../contexts/registrars.ts";
import { takesGilItself } from "../contexts/takers.ts";
import { waitOf } from "../contexts/waits.ts";
import type { Visit } from "../dataflow/solution.ts";
import { gilState, STARTED } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse } from "../summaries/uses.ts";
import type { Lock, LockNames } from "./lock-identity.ts";

/** A place where the GIL is taken, or a long wait is made without it, with a lock in hand. */
export interface Holder {
  readonly lock: Lock;
  readonly ref: FunctionRef;
  readonly waitsFor: "gil" | "other";
  /** Waits, or calls what does. */
  readonly call: CallEffect;
  /** Down from the function that is called; null where the call itself waits. */
  readonly down: { readonly chains: Chains; readonly link: Link } | null;
  /** Where the lock was taken; null if that cannot be told. */
  readonly taken: CallEffect | null;
  /** The lock is held on every way there. */
  readonly sure: boolean;
  /** The keys of all locks that are certainly held there. */
  readonly locks: ReadonlySet<string>;
}

export interface OrderChains {
  readonly needs: Chains;
  readonly releases: Chains;
  readonly takes: Chains;
  readonly longWaits: Chains;
}

export class LockHolders {
  readonly #program: Program;
  readonly #chains: OrderChains;
  readonly #contexts: Contexts;
  readonly #functions: readonly Analysed[];
  readonly #names: LockNames;
  #holders: ReadonlyMap<string, readonly Holder[]> | null = null;

  constructor(
    program: Program,
    chains: OrderChains,
    contexts: Contexts,
    functions: readonly Analysed[],
    names: LockNames,
  ) {
    this.#program = program;
    this.#chains = chains;
    this.#contexts = contexts;
    this.#functions = functions;
    this.#names = names;
  }

  get exist(): boolean {
    return this.#byKey.size > 0;
  }

  of({ key }: Lock): readonly Holder[] {
    return this.#byKey.get(key) ?? [];
  }

  get #byKey(): ReadonlyMap<string, readonly Holder[]> {
    this.#holders ??= this.#find();
    return this.#holders;
  }

  /** Whether a function is entered with the GIL in hand, as far as is known. */
  isEnteredHeld(analysed: Analysed): boolean {
    if (takesGilItself(analysed)) return false;
    return this.#contexts.released(analysed.ref) === undefined || this.#chains.needs.of(analysed.ref)?.length === 1;
  }

  #find(): Map<string, Holder[]> {
    const holders = new Map<string, Holder[]>();
    for (const analysed of this.#functions)
      for (const holder of [...this.#holdersIn(analysed), ...this.#handedOn(analysed), ...this.#once(analysed)]) {
        const known = holders.get(holder.lock.key);
        if (known === undefined) holders.set(holder.lock.key, [holder]);
        else known.push(holder);
      }
    return holders;
  }

  *#holdersIn(analysed: Analysed): Iterable<Holder> {
    const seen = new Set<string>();
    for (const visit of analysed.solution.visits) {
      const { effect, before } = visit;
      if (effect.kind !== "call" || before.mayLocks.size === 0) continue;
      const way = this.#waitFor(analysed, visit, effect);
      if (way === null) continue;
      for (const text of before.mayLocks) {
        const lock = this.#names.of(analysed, text);
        const key = `${text} ${effect.span.start}`;
        if (lock === null || seen.has(key)) continue;
        seen.add(key);
        yield {
          lock,
          ref: analysed.ref,
          call: effect,
          ...way,
          taken: this.#takenAt(analysed, text, effect),
          sure: before.locks.has(text),
          locks: this.keysOf(analysed, before.locks),
        };
      }
    }
  }

  /** Locks that a thread gives back when it is done, for whoever waits for its end: it has them from the start. */
  *#handedOn(analysed: Analysed): Iterable<Holder> {
    const { ref, solution, uses } = analysed;
    const texts = new Set(solution.unlocks.flatMap(({ lock, held }) => (held ? [] : [lock])));
    if (texts.size === 0 || !this.#contexts.registrations.some(({ callee, certain }) => callee === ref && certain))
      return;
    const link = this.#chains.takes.of(ref);
    if (link === null) return;
    const { effect } = link.use;
    for (const text of texts) {
      const lock = this.#names.of(analysed, text);
      const given = uses
        .filter(isCallUse)
        .some(
          (use) => use.effect.span.start > effect.span.start && this.#program.locks(ref, use.effect, "unlock", text),
        );
      const next = link.callee === null ? null : this.#chains.takes.of(link.callee);
      const down = next === null ? null : { chains: this.#chains.takes, link: next };
      if (lock !== null && given)
        yield { lock, ref, waitsFor: "gil", call: effect, down, taken: null, sure: true, locks: new Set([lock.key]) };
    }
  }

  /** What runs once, and gives the GIL up meanwhile: others wait for its end. */
  *#once({ ref, effects, uses }: Analysed): Iterable<Holder> {
    for (const { effect: call, entry, held } of uses.filter(isCallUse)) {
      const text = flagOf(call);
      const lock = text === null ? null : this.#names.of({ ref, effects }, text);
      if (lock === null || entry.length + held.length === 0) continue;
      const run = call.args?.[onceCall(call.callee)?.function ?? -1]?.text ?? "";
      const way = this.#reached(this.#chains.releases, functionsNamed(run, ref, this.#program), "gil");
      if (way !== null) yield { lock, ref, call, ...way, taken: call, sure: true, locks: new Set([lock.key]) };
    }
  }

  /** What a call waits for that is made with locks in hand; null if it does not wait. */
  #waitFor(analysed: Analysed, { before }: Visit, call: CallEffect): Pick<Holder, "waitsFor" | "down"> | null {
    const state = gilState(before.status);
    const isWithout = state === "released" || (state === "entry" && !this.isEnteredHeld(analysed));
    const operations =
      this.#program
        .meanings(analysed.ref)
        .of(call)
        ?.outcomes.flatMap((one) => one.operations) ?? [];
    if (operations.some((one) => one.op === "unlock" && before.mayLocks.has(one.lock))) return null;
    const takes = operations.some(
      (one) => (one.op === "acquire" && one.from !== STARTED && state !== "held") || (one.op === "ensure" && isWithout),
    );
    if (state === "unknown") return null;
    if (takes) return { waitsFor: "gil", down: null };
    const target = this.#program.target(call, analysed.ref.path);
    if (target.kind === "external" && isWithout)
      return waitOf(analysed, call, this.#program)?.weight === "high" && lockCall(target.name) === undefined
        ? { waitsFor: "other", down: null }
        : null;
    if (target.kind !== "functions" || target.throughPointer) return null;
    // Without the GIL a function that takes it waits for it; with it, one that gives it up for a while.
    const { takes: down, releases, longWaits } = this.#chains;
    return (
      this.#reached(isWithout ? down : releases, target.refs, "gil") ??
      (isWithout ? this.#reached(longWaits, target.refs, "other") : null)
    );
  }

  #reached(
    chains: Chains,
    refs: readonly FunctionRef[],
    waitsFor: Holder["waitsFor"],
  ): Pick<Holder, "waitsFor" | "down"> | null {
    for (const ref of refs) {
      const link = chains.of(ref);
      if (link !== null && (waitsFor === "gil" || (lockCall(link.name) === undefined && !isPauseBelow(link))))
        return { waitsFor, down: { chains, link } };
    }
    return null;
  }

  /** The last call before another one that takes a lock. */
  #takenAt(analysed: Analysed, text: string, before: CallEffect): CallEffect | null {
    let taken: CallEffect | null = null;
    for (const { effect } of analysed.uses) {
      if (effect.kind !== "call" || (taken !== null && effect.span.start >= before.span.start)) continue;
      if (this.#program.locks(analysed.ref, effect, "lock", text)) taken = effect;
    }
    return taken;
  }

  /** The keys of locks in the words of a function. */
  keysOf(analysed: Analysed, locks: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...locks].flatMap((text) => this.#names.of(analysed, text)?.key ?? []));
  }
}

/** A pause ends by itself: far down it is the moment before something is tried again, and no reason to wait for ever. */
function isPauseBelow({ name, length }: Link): boolean {
  return length > NEAR && blockingFact(name)?.family === PAUSES;
}

const NEAR = 2;

/** Calls that sleep, as the tables group them. */
const PAUSES = "pauses";

/** The flag of what runs once, which is waited for as a lock is; null for other calls. */
export function flagOf({ callee, pointer, args }: CallEffect): string | null {
  const fact = pointer === null ? onceCall(callee) : undefined;
  return fact === undefined ? null : (args?.[fact.flag]?.text.replace(/^&/, "") ?? null);
}
