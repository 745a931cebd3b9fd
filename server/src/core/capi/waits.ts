// What calls into libraries have to do with callbacks and with the thread's last error.
import { callbackWaits } from "./generated/callback-waits.ts";
import { errorState } from "./generated/error-state.ts";
import { factTable } from "./packed-table.ts";

/** A library function that does not return before some callback of the library has run. */
export interface CallbackWait {
  readonly name: string;
  /**
   * `joins`: waits for the thread that runs callbacks; `joins-handle`: the same if it is given that thread's handle; `locked`: waits for a
   * lock that is held while they run; `inside`: runs them on this thread; `handlers`: the same, and they may wait for other threads.
   */
  readonly how: "joins" | "joins-handle" | "locked" | "inside" | "handlers";
  /** How sure a deadlock is where a callback takes the GIL; `at-end`: in a destructor, where the last reference goes. */
  readonly weight: "high" | "medium" | "low" | "at-end";
  /** One of these words has to stand in an argument; none: it always waits. */
  readonly arguments: readonly string[];
  readonly what: string;
  /** What the callbacks are handed to: functions, or `Type.field` for a field that is assigned. */
  readonly registrars: readonly string[];
  readonly source: string;
}

export function callbackWaitsOf(name: string): readonly CallbackWait[] {
  return callbackWaitFacts.all(name);
}

const callbackWaitFacts = factTable(
  callbackWaits,
  (row): CallbackWait => ({
    ...row,
    how: row.how as CallbackWait["how"],
    weight: row.weight as CallbackWait["weight"],
    arguments: row.arguments === "" ? [] : row.arguments.split(" "),
    registrars: row.registrars.split(" "),
  }),
);

let waiting: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The library functions that may wait for callbacks which are handed to `registrar`. */
export function waitersFor(registrar: string): ReadonlySet<string> {
  waiting ??= byRegistrar();
  return waiting.get(registrar) ?? NOBODY;
}

/** Is it a function that callbacks are handed to, as far as somebody waits for them? */
export function takesCallbacks(name: string): boolean {
  return waitersFor(name).size > 0;
}

const NOBODY: ReadonlySet<string> = new Set();

function byRegistrar(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of callbackWaitFacts.names())
    for (const registrar of callbackWaitsOf(name).flatMap((fact) => fact.registrars))
      found.set(registrar, (found.get(registrar) ?? new Set()).add(name));
  return found;
}

/** Who reads the calling thread's last error, and who may change it by taking the GIL. */
export interface ErrorStateFact {
  readonly name: string;
  readonly kind: "reader" | "taker";
  /** A reader reads it only if this argument is zero or missing; -1: always. */
  readonly argument: number;
  /** The first version of CPython in which a taker keeps it; null: none does. */
  readonly preserved: readonly [number, number] | null;
  readonly source: string;
}

export function errorStateFact(name: string): ErrorStateFact | undefined {
  return errorStateFacts.first(name);
}

const errorStateFacts = factTable(errorState, (row): ErrorStateFact => {
  const [major = 0, minor = 0] = row.preserved.split(".").map(Number);
  return {
    ...row,
    kind: row.kind as ErrorStateFact["kind"],
    argument: Number(row.argument),
    preserved: row.preserved === "" ? null : [major, minor],
  };
});
