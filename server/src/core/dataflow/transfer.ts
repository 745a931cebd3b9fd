// What one effect does to what is known: the GIL's status, facts about conditions, and the locks held.
import type { CallEffect, Effect, StoreEffect } from "../effects/effect.ts";
import { LOOK } from "../effects/facts.ts";
import type { Meanings, Outcome, Solution, Visit } from "./solution.ts";
import { assign, type Facts, forgetTarget, forgetVariable, learn, type State } from "./state.ts";
import { apply, type GilOperation, type Operation, SECTION, SITE, type Status } from "./status.ts";

/** Before the site of a call: the fact that it did not take the GIL, though it can. */
export const FAILED = "#failed ";

type Faults = Visit["faults"][number][];

/** A call at its site, with what is wrong about it. */
interface Site {
  readonly call: CallEffect;
  readonly site: number;
  readonly faults: Faults;
}

/** Takes down on the way what a solution says about all of a function. */
export class Transfer {
  readonly #meanings: Meanings;
  readonly #unlocks: { lock: string; held: boolean; through: number }[] = [];
  readonly #undone = new Map<number, Set<CallEffect>>();
  readonly #takenBack = new Set<string>();

  constructor(meanings: Meanings) {
    this.#meanings = meanings;
  }

  get record(): Pick<Solution, "unlocks" | "undone" | "takenBack"> {
    return { unlocks: this.#unlocks, undone: this.#undone, takenBack: this.#takenBack };
  }

  /** The states after an effect of a block, one for each way it can come out; what is wrong about it is added to `faults`. */
  after(effects: readonly Effect[], index: number, before: State, block: number, faults: Faults): readonly State[] {
    const effect = effects[index];
    if (effect?.kind === "store") return [stored(effect, madeBefore(effects, index), before)];
    if (effect?.kind !== "call") return [before];
    const state = withoutWhatItWrites(effect, before);
    const meaning = this.#meanings.of(effect);
    if (meaning === null) return [state];
    const at: Site = { call: effect, site: block * SITE + index, faults };
    const mayFail = meaning.outcomes.length > 1 && meaning.outcomes.some(takes);
    return meaning.outcomes.map((outcome) => {
      const after = this.#outcome(outcome, at, state);
      const failed = { key: `${FAILED}${at.site}`, value: outcome.operations.length === 0 };
      return mayFail ? { ...after, facts: learn(after.facts, [failed]) } : after;
    });
  }

  #outcome(outcome: Outcome, at: Site, before: State): State {
    let state = before;
    for (const operation of outcome.operations)
      if (operation.op === "lock") state = locked(state, operation.lock);
      else if (operation.op === "unlock") state = this.#unlocked(state, operation);
      else state = this.#changed(state, operation, at);
    const result = outcome.result.map(({ key, value }) => ({ key: at.call.result + key, value }));
    return { ...state, facts: learn(learn(state.facts, outcome.facts ?? []), result) };
  }

  #unlocked(state: State, { lock, ifHeld, through = 0 }: Extract<Operation, { op: "unlock" }>): State {
    const mayLocks = removed(state.mayLocks, lock);
    const held = mayLocks !== state.mayLocks;
    if (held || ifHeld !== true) this.#unlocks.push({ lock, held, through });
    return { ...state, locks: removed(state.locks, lock), mayLocks };
  }

  #changed(state: State, operation: GilOperation, { call, site, faults }: Site): State {
    const { status, facts } = state;
    if (status.frames.length === 0) {
      if (operation.op === "acquire" && operation.ifReleased) {
        if (operation.from !== null) this.#takenBack.add(operation.from);
      } else if (operation.op === "acquire" && facts.get(restoredKey(operation.from)) === true) {
        faults.push({ fault: "acquired-twice", operation, status });
        return state;
      }
      // What was not taken is given back: one mistake, told of where it was not taken.
      if (operation.op === "release" && operation.saved === null && hasFailed(facts)) return state;
    }
    const step = apply(status, operation, site);
    if (step.fault !== null) faults.push({ fault: step.fault, operation, status });
    if (step.status.frames.length < status.frames.length) this.#undo(status.frames.at(-1)?.site ?? -1, call);
    return { ...state, status: step.status, facts: learn(facts, toldBy(operation, status)) };
  }

  #undo(site: number, call: CallEffect): void {
    const calls = this.#undone.get(site);
    if (calls === undefined) this.#undone.set(site, new Set([call]));
    else calls.add(call);
  }
}

function stored(store: StoreEffect, previous: Effect | undefined, before: State): State {
  if (previous?.kind === "call" && previous.result === store.target) return before;
  const { facts } = before;
  const kept = store.through === "name" ? forgetVariable(facts, store.target) : forgetTarget(facts, store.target);
  return withFacts(before, store.modifies ? kept : assign(kept, store.target, store.value, store.from));
}

/** A call may write to what it is given the address of, and does to what its result is stored in. */
function withoutWhatItWrites({ args, result }: CallEffect, before: State): State {
  let { facts } = before;
  for (const { kind, text } of args ?? []) if (kind === "address") facts = withoutPlace(facts, text.slice(1));
  if (!result.startsWith(LOOK)) facts = withoutPlace(facts, result);
  return withFacts(before, facts);
}

function withoutPlace(facts: Facts, place: string): Facts {
  return /^\w+$/.test(place) ? forgetVariable(facts, place) : forgetTarget(facts, place);
}

function withFacts(state: State, facts: Facts): State {
  return facts === state.facts ? state : { ...state, facts };
}

function locked(state: State, lock: string): State {
  return { ...state, locks: new Set([...state.locks, lock]), mayLocks: new Set([...state.mayLocks, lock]) };
}

function removed(locks: ReadonlySet<string>, lock: string): ReadonlySet<string> {
  const gone = locks.has(lock) ? lock : [...locks].findLast((held) => held.startsWith(lock + SECTION));
  return gone === undefined ? locks : new Set([...locks].filter((held) => held !== gone));
}

/** What an operation tells of the variable that keeps the thread state. */
function toldBy(operation: Operation, before: Status): { readonly key: string; readonly value: boolean }[] {
  if (operation.op === "acquire" && before.frames.at(-1)?.kind === "released")
    return [{ key: restoredKey(operation.from), value: true }];
  if (operation.op !== "release" || operation.saved === null) return [];
  return [
    { key: operation.saved, value: true },
    { key: restoredKey(operation.saved), value: false },
  ];
}

/** The fact that a thread state has been given back already. */
function restoredKey(place: string | null): string {
  return `#restored ${place ?? ""}`;
}

function takes({ operations }: Outcome): boolean {
  return operations.some(({ op }) => op === "acquire" || op === "ensure");
}

function hasFailed(facts: Facts): boolean {
  for (const [key, value] of facts) if (value && key.startsWith(FAILED)) return true;
  return false;
}

/** What gave the value that is stored next: between them stands only what is said of the place. */
function madeBefore(effects: readonly Effect[], index: number): Effect | undefined {
  let at = index - 1;
  while (effects[at]?.kind === "field" || effects[at]?.kind === "read") at--;
  return effects[at];
}
