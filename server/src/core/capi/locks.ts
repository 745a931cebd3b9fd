// The functions that take and give locks, and the types of locks.
import { numberOr, textOrNull, words } from "./cells.ts";
import { lockTypes } from "./generated/lock-types.ts";
import { locks } from "./generated/locks.ts";
import { once } from "./generated/once.ts";
import { factTable } from "./packed-table.ts";

export interface LockFact {
  readonly name: string;
  /** `wait` gives the lock up while it waits and has it again afterwards. */
  readonly op: "lock" | "unlock" | "trylock" | "wait";
  /** Which argument is the lock; -1: none, it closes the scope its partner opened. */
  readonly argument: number;
  readonly kind: string;
  readonly blocks: boolean;
  readonly pairs: readonly string[];
  /** Held by one thread at a time, and waited for without giving the GIL up: PyMutex detaches while it waits, a semaphore has no owner. */
  readonly ordered: boolean;
  /** What a try returns when it has the lock; null where that is not asked for. */
  readonly taken: "zero" | "nonzero" | null;
  /** The name of the value it returns then; null where it has none. */
  readonly takenAs: string | null;
  readonly source: string;
}

export function lockCall(name: string): LockFact | undefined {
  return lockFacts.first(name);
}

export function lockNames(): Iterable<string> {
  return lockFacts.names();
}

const lockFacts = factTable(
  locks,
  (row): LockFact => ({
    ...row,
    op: row.op as LockFact["op"],
    argument: numberOr(row.argument, -1),
    blocks: row.blocks === "yes",
    pairs: words(row.pairs),
    ordered: row.ordered === "yes",
    taken: row.taken === "" ? null : (row.taken as "zero" | "nonzero"),
    takenAs: textOrNull(row.takenAs),
  }),
);

/** A call that runs a function once: whoever comes meanwhile waits, as for a lock, until that has returned. */
export interface OnceFact {
  readonly name: string;
  /** Which argument says whether it has run, and which is the function. */
  readonly flag: number;
  readonly function: number;
  readonly source: string;
}

export function onceCall(name: string): OnceFact | undefined {
  return onceFacts.first(name);
}

const onceFacts = factTable(
  once,
  (row): OnceFact => ({ ...row, flag: Number(row.flag), function: Number(row.function) }),
);

/** A type of locks, and the calls that take and give one, with `%` for the lock. */
export interface LockType {
  readonly name: string;
  readonly take: string;
  readonly give: string;
  readonly source: string;
}

export function lockType(name: string): LockType | undefined {
  return lockTypeFacts.first(name);
}

const lockTypeFacts = factTable(lockTypes, (row): LockType => row);
