// Helpers that half a project calls, a log function say: that they wait is one thing to think about, not hundreds.

import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { functionsThatMay } from "../summaries/waiters.ts";
import type { Evidence } from "./evidence.ts";

/** The functions that know Python and call a helper with the GIL held. */
export interface Crowd {
  /** The first of them, in order of path and position: what is said of all is said there. */
  readonly first: FunctionRef;
  readonly size: number;
}

/** More callers than this are a crowd. */
const FEW = 8;

/** Null for a helper with few callers. */
export function crowdOf(evidence: Evidence, helper: FunctionRef): Crowd | null {
  const known = crowds.get(evidence.waits) ?? new Map<string, Crowd | null>();
  crowds.set(evidence.waits, known);
  let crowd = known.get(helper.id);
  if (crowd === undefined) {
    crowd = find(evidence, helper);
    known.set(helper.id, crowd);
  }
  return crowd;
}

/** Of one analysis, whatever part of it is asked for. */
const crowds = new WeakMap<Evidence["waits"], Map<string, Crowd | null>>();

function find({ program, contexts }: Evidence, helper: FunctionRef): Crowd | null {
  const { name } = helper.extent;
  const aware = new Set(functionsThatMay(program, Trait.blocking).aware);
  const callers = program.mentions
    .callersOf(helper)
    .filter((ref) => aware.has(ref) && contexts.released(ref) === undefined && stalls(ref));
  const [first] = callers;
  return first === undefined || callers.length <= FEW ? null : { first, size: callers.length };

  function stalls(ref: FunctionRef): boolean {
    return program
      .analysed(ref)
      .uses.some(
        ({ effect, entry, held }) => effect.kind === "call" && effect.callee === name && entry.length + held.length > 0,
      );
  }
}
