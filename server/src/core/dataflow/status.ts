// The GIL's state at a point, relative to the function's entry: a stack of what was done to it and not undone yet.
import type { Fact } from "../effects/effect.ts";

/**
 * `released`: the GIL was given up here. `acquired`: it was taken here though it was not given up here (a helper that takes it for its
 * caller). `ensured`: PyGILState_Ensure. `unknown`: what is below can no longer be told.
 */
export interface Frame {
  readonly kind: "released" | "acquired" | "ensured" | "unknown";
  /** The effect that did it, as `block * SITE + index`. */
  readonly site: number;
  /** Canonical lvalue that keeps the thread state or the PyGILState_STATE; null where it is not kept. */
  readonly saved: string | null;
  /** Opened by a macro that opens a scope: it must end in that scope. */
  readonly lexical: boolean;
}

/** In place of a thread state: PyEval_AcquireLock takes the GIL without one. */
export const STATELESS = "#none";

/** In place of a thread state: Py_EndInterpreter leaves none behind, and another one is swapped in, or nothing follows. */
export const ENDED = "#ended";

/** In place of a thread state: nobody held the GIL before Py_Initialize made it. Where Python runs already, it does nothing. */
export const STARTED = "#started";

export const SITE = 4096;

export interface Status {
  readonly frames: readonly Frame[];
  /** Equal for equal statuses. */
  readonly key: string;
}

export const ENTRY: Status = { frames: [], key: "" };
export const UNKNOWN: Status = { frames: [{ kind: "unknown", site: -1, saved: null, lexical: false }], key: "unknown" };

const MAX_FRAMES = 8;

export type GilState = "entry" | "held" | "released" | "unknown";

export function gilState(status: Status): GilState {
  switch (status.frames.at(-1)?.kind) {
    case undefined:
      return "entry";
    case "released":
      return "released";
    case "unknown":
      return "unknown";
    default:
      return "held";
  }
}

/** What ends a release or an Ensure. `ifReleased`, `ifEnsured`: does nothing where that has been ended already. */
export type Ending =
  | { readonly op: "acquire"; readonly from: string | null; readonly lexical: boolean; readonly ifReleased: boolean }
  | { readonly op: "release-ensure"; readonly saved: string | null; readonly ifEnsured?: boolean };

type Beginning =
  /**
   * `gives`: the thread state that the call is told to be the current one, as PyEval_ReleaseThread checks. `nests`: the end of an inner
   * one undoes it only, as of a guard.
   */
  | {
      readonly op: "release";
      readonly saved: string | null;
      readonly lexical: boolean;
      readonly gives?: string;
      readonly nests?: boolean;
    }
  | { readonly op: "ensure"; readonly saved: string | null };

export type Operation =
  | Beginning
  | Ending
  /** What was done cannot be told; `perhaps` this or nothing. `leaves`: what holds of the object where it was done. */
  | { readonly op: "lose"; readonly perhaps?: Beginning | Ending; readonly leaves?: readonly Fact[] }
  /** From `doubt` to `settle` it cannot be told: a guard that may hold nothing. */
  | { readonly op: "doubt" | "settle"; readonly saved: string | null }
  | { readonly op: "lock"; readonly lock: string }
  /**
   * `ifHeld`: a guard gives back what it still has, and nothing where it was ended early. `through`: how many functions it has come through,
   * none of which had taken the lock.
   */
  | { readonly op: "unlock"; readonly lock: string; readonly ifHeld?: true; readonly through?: number };

/** Between the kind of a lock and what it locks, where giving it back names the kind only: that gives back the one taken last. */
export const SECTION = " of ";

export type GilOperation = Exclude<Operation, { op: "lock" } | { op: "unlock" }>;

/** Locks are what one waits for; the GIL is not. */
export function changesGil(operation: Operation): operation is GilOperation {
  return operation.op !== "lock" && operation.op !== "unlock";
}

/** What is wrong about an operation in a state. */
export type Fault =
  | "released-twice"
  | "acquired-twice"
  | "wrong-thread-state"
  | "no-thread-state"
  | "released-ensure-twice"
  | "ensure-not-on-top";

export interface Step {
  readonly status: Status;
  readonly fault: Fault | null;
}

/** The state after an operation; where the operation is wrong, the state a reader would go on with. */
export function apply(status: Status, operation: GilOperation, site: number): Step {
  const top = status.frames.at(-1);
  switch (operation.op) {
    case "lose":
      return { status: UNKNOWN, fault: null };
    case "doubt":
      return { status: pushed(status, { kind: "unknown", site, saved: operation.saved, lexical: false }), fault: null };
    case "settle":
      return { status: top?.kind === "unknown" && top.site >= 0 ? popped(status) : status, fault: null };
    case "release":
      if (top?.kind === "released") {
        // Up to Python 3.11 the GIL was still held behind Py_EndInterpreter, and PyEval_ReleaseLock gave it back.
        if (top.saved === ENDED && operation.saved === null && !operation.lexical) return { status, fault: null };
        // The end of an inner scope undoes it again: one mistake, one finding.
        if (!operation.lexical && operation.nests !== true) return { status, fault: "released-twice" };
        const inner = pushed(status, { kind: "released", site, saved: operation.saved, lexical: operation.lexical });
        return { status: inner, fault: "released-twice" };
      }
      // After something that cannot be told, only what a macro's scope shows is known.
      if (top?.kind === "unknown" && !operation.lexical) return { status, fault: null };
      // A helper that gives back what it took. A region of its own ends within it, so it is kept apart.
      if (top?.kind === "acquired" && !operation.lexical && operation.saved !== ENDED)
        return { status: popped(status), fault: faultOfGiving(top.saved, operation) };
      return {
        status: pushed(status, { kind: "released", site, saved: operation.saved, lexical: operation.lexical }),
        fault: top?.kind === "acquired" ? faultOfGiving(top.saved, operation) : null,
      };
    case "acquire":
      if (top?.kind === "released") {
        const wrong = isKept(top.saved) && isKept(operation.from) && top.saved !== operation.from;
        // The interpreter that was entered has ended, and another thread state is swapped in.
        const below = top.saved === ENDED ? withAnyState(popped(status)) : popped(status);
        return { status: below, fault: wrong ? "wrong-thread-state" : null };
      }
      // A thread state is swapped in for the one that the GIL was taken with, or after PyEval_AcquireLock.
      if (top?.kind === "acquired" && operation.ifReleased && operation.from === null)
        return { status: withAnyState(status), fault: null };
      if (top?.kind === "acquired" || top?.kind === "ensured")
        return { status, fault: operation.ifReleased ? null : "acquired-twice" };
      if (top?.kind === "unknown" || (operation.ifReleased && operation.from !== STARTED))
        return { status, fault: null };
      return {
        status: pushed(status, { kind: "acquired", site, saved: operation.from, lexical: operation.lexical }),
        fault: null,
      };
    case "ensure":
      return { status: pushed(status, { kind: "ensured", site, saved: operation.saved, lexical: false }), fault: null };
    case "release-ensure":
      if (operation.ifEnsured === true && top?.kind !== "ensured") return { status, fault: null };
      return releaseEnsure(status, site);
  }
}

/** With the GIL taken by whichever thread state is the current one now. */
function withAnyState(status: Status): Status {
  const top = status.frames.at(-1);
  return top?.kind === "acquired" && top.saved !== null ? pushed(popped(status), { ...top, saved: null }) : status;
}

function isKept(saved: string | null): boolean {
  return saved !== null && saved !== ENDED && saved !== STARTED;
}

/** What is wrong about giving up the GIL that was taken with the thread state `taken`. */
function faultOfGiving(taken: string | null, release: Extract<Operation, { op: "release" }>): Fault | null {
  if (taken === null || taken === STARTED) return null;
  // PyEval_ReleaseLock keeps no thread state and asks for none.
  if (taken === STATELESS) return release.saved === null || release.gives !== undefined ? null : "no-thread-state";
  return release.gives !== undefined && release.gives !== taken ? "wrong-thread-state" : null;
}

function releaseEnsure(status: Status, site: number): Step {
  const top = status.frames.at(-1);
  if (top?.kind === "ensured") return { status: popped(status), fault: null };
  if (top?.kind === "unknown") return { status, fault: null };
  const below = status.frames.findLastIndex((frame) => frame.kind === "ensured");
  if (below >= 0) return { status: statusOf(status.frames.filter((_, i) => i !== below)), fault: "ensure-not-on-top" };
  // The Ensure was elsewhere (a wrapper): what was before it is not known here.
  return { status: statusOf([{ kind: "unknown", site, saved: null, lexical: false }]), fault: "released-ensure-twice" };
}

function pushed(status: Status, frame: Frame): Status {
  return status.frames.length >= MAX_FRAMES ? UNKNOWN : statusOf([...status.frames, frame]);
}

function popped(status: Status): Status {
  return statusOf(status.frames.slice(0, -1));
}

export function statusOf(frames: readonly Frame[]): Status {
  return { frames, key: frames.map(({ kind, site, saved }) => `${kind[0]}${site}${saved ?? ""}`).join("|") };
}
