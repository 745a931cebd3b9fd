// What following the GIL through one function takes, and what it gives: what calls mean, and each effect in each status it is reached in.
import type { CallEffect, Effect, Fact } from "../effects/effect.ts";
import type { State } from "./state.ts";
import type { Fault, Operation, Status } from "./status.ts";

/** One way a call can come out. */
export interface Outcome {
  readonly operations: readonly Operation[];
  /** What the result is then; keys are completed with the name of the result: `""` is the result itself, `"<0"` a comparison. */
  readonly result: readonly Fact[];
  /** What else holds then. */
  readonly facts?: readonly Fact[];
}

/** What a call means for the GIL and for locks; null for nothing. `outcomes` empty: it does not come back. */
export type Meaning = { readonly outcomes: readonly Outcome[] } | null;

export interface Meanings {
  of(call: CallEffect): Meaning;
  /** Whether an exception of the call has to be reckoned with. */
  raises(call: CallEffect): boolean;
  /** Whether a call of this name tells if the GIL is held. */
  tellsGil(callee: string): boolean;
}

/** A block as reached in one status. The chain of parents is one shortest way to it from the entry. */
export interface Node {
  readonly block: number;
  readonly parent: { readonly node: Node; readonly edge: number } | null;
  state: State;
}

export interface Visit {
  readonly node: Node;
  readonly block: number;
  readonly index: number;
  readonly effect: Effect;
  /** Before the effect. */
  readonly before: State;
  /** Violations in the outcomes of this effect, each with the operation. */
  readonly faults: readonly { readonly fault: Fault; readonly operation: Operation; readonly status: Status }[];
}

/** The way out of a function, or out of the scope of a macro region, in some status. */
export interface Leak {
  readonly node: Node;
  readonly edge: number;
  readonly status: Status;
}

export interface Solution {
  readonly nodes: readonly Node[];
  /** Each effect in each status it is reached in. */
  readonly visits: readonly Visit[];
  /** Jumps that leave the scope of a region that is still released. */
  readonly leaks: readonly Leak[];
  /** Each lock that is given back, whether it was taken in this function on the way, and through how many others it was given back. */
  readonly unlocks: readonly { readonly lock: string; readonly held: boolean; readonly through: number }[];
  /** Sites of releases and acquisitions that some path undoes, each with the calls that do. */
  readonly undone: ReadonlyMap<number, ReadonlySet<CallEffect>>;
  /** What would have been taken back in the state of entry, had it been given up before: by what asks whether it was. */
  readonly takenBack: ReadonlySet<string>;
  /** States were merged because there were too many. */
  readonly widened: boolean;
}
