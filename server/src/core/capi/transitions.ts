// The functions and macros that change the GIL's state.
import { numberOr, textOrNull, words } from "./cells.ts";
import { transitions } from "./generated/transitions.ts";
import { factTable } from "./packed-table.ts";

/** `release-inside`: releases for a while and comes back in the state it was entered in. `lose`: there is no GIL any more. */
type TransitionOp = "release" | "acquire" | "ensure" | "release-ensure" | "swap" | "release-inside" | "lose" | "none";

export interface TransitionFact {
  readonly name: string;
  readonly op: TransitionOp;
  /**
   * Where the thread state is kept. `lexical`: in the variable named `variable`; `result`: returned; `argument`: in argument number
   * `argument` (the variable or its address); `object`: in a field of argument `argument`, or of self when that is -1; `hidden`: elsewhere; `started`:
   * it is made with the interpreter; `ended`: it goes with the interpreter; `none`: there is none.
   */
  readonly state: "lexical" | "result" | "argument" | "object" | "hidden" | "started" | "ended" | "none";
  readonly argument: number;
  /** Braces the macro opens or closes; `braces` is how many. */
  readonly scope: "opens" | "closes" | "none";
  readonly braces: number;
  readonly variable: string | null;
  /** For use inside a scope, as `Py_BLOCK_THREADS`. */
  readonly block: boolean;
  /** Does nothing in some cases: under a threshold, when already released, when there is no need to wait. */
  readonly conditional: boolean;
  /** The state the macro's arguments are evaluated in. */
  readonly argumentsRun: "before" | "released" | "held";
  readonly pairs: readonly string[];
  readonly project: string;
  readonly note: string;
  readonly source: string;
}

export function transitionFact(name: string): TransitionFact | undefined {
  return transitionFacts.first(name);
}

/** Whether the GIL's state is another one after a wrapper of this name. */
export function changesState(name: string): boolean {
  const op = transitionFact(name)?.op ?? "none";
  return op !== "none" && op !== "release-inside";
}

export function transitionNames(): Iterable<string> {
  return transitionFacts.names();
}

const transitionFacts = factTable(
  transitions,
  (row): TransitionFact => ({
    name: row.name,
    op: row.op as TransitionOp,
    state: row.state as TransitionFact["state"],
    argument: numberOr(row.argument, -1),
    scope: row.scope as TransitionFact["scope"],
    braces: numberOr(row.braces, 0),
    variable: textOrNull(row.variable),
    block: row.block === "yes",
    conditional: row.conditional === "yes",
    argumentsRun: row.argumentsRun as TransitionFact["argumentsRun"],
    pairs: words(row.pairs),
    project: row.project,
    note: row.note,
    source: row.source,
  }),
);
