// What is known at a point besides the GIL's status: facts about conditions, and the locks that are held.
import type { Constant, Fact } from "../effects/effect.ts";
import { factsOfConstant, variablesOf } from "../effects/facts.ts";
import type { Status } from "./status.ts";

export type Facts = ReadonlyMap<string, boolean>;

export interface State {
  readonly status: Status;
  readonly facts: Facts;
  /** Held on every path. */
  readonly locks: ReadonlySet<string>;
  /** Held on some path. */
  readonly mayLocks: ReadonlySet<string>;
}

/** False where the fact contradicts what is known. */
export function allows(facts: Facts, fact: Fact): boolean {
  return facts.get(fact.key) !== !fact.value;
}

export function learn(facts: Facts, learned: readonly Fact[]): Facts {
  if (learned.every(({ key, value }) => facts.get(key) === value)) return facts;
  const result = new Map(facts);
  for (const { key, value } of learned) result.set(key, value);
  return result;
}

/** After a store to the variable `name`. */
export function forgetVariable(facts: Facts, name: string): Facts {
  return without(facts, (key) => variablesOf(key).has(name));
}

/** After a store to something reached through a variable, as `self->x`. */
export function forgetTarget(facts: Facts, target: string): Facts {
  return without(facts, (key) => key.includes(target));
}

function without(facts: Facts, gone: (key: string) => boolean): Facts {
  let result: Map<string, boolean> | null = null;
  for (const key of facts.keys())
    if (gone(key)) {
      result ??= new Map(facts);
      result.delete(key);
    }
  return result ?? facts;
}

/** After `target = value`. */
export function assign(facts: Facts, target: string, value: Constant | null, from: string | null): Facts {
  if (value !== null) return learn(facts, factsOfConstant(target, value));
  if (from === null) return facts;
  const copied: Fact[] = [];
  for (const [key, known] of facts)
    if (key === from || (key.startsWith(from) && /^(?:==|[<>])/.test(key.slice(from.length))))
      copied.push({ key: target + key.slice(from.length), value: known });
  return copied.length === 0 ? facts : learn(facts, copied);
}

/** What holds on both ways; null if `known` says no more than that already. */
export function merge(known: State, other: State): State | null {
  let facts = known.facts;
  for (const [key, value] of known.facts)
    if (other.facts.get(key) !== value) {
      if (facts === known.facts) facts = new Map(known.facts);
      (facts as Map<string, boolean>).delete(key);
    }
  const locks = subset(known.locks, other.locks)
    ? known.locks
    : new Set([...known.locks].filter((lock) => other.locks.has(lock)));
  const mayLocks = subset(other.mayLocks, known.mayLocks)
    ? known.mayLocks
    : new Set([...known.mayLocks, ...other.mayLocks]);
  if (facts === known.facts && locks === known.locks && mayLocks === known.mayLocks) return null;
  return { status: known.status, facts, locks, mayLocks };
}

function subset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const item of a) if (!b.has(item)) return false;
  return true;
}
