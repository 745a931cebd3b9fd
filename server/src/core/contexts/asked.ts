// What is done only where the function has asked whether it holds the GIL: `if (PyGILState_Check())`.
import { playsRole } from "../capi/roles.ts";
import type { Visit } from "../dataflow/solution.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import type { Analysed, Use } from "../summaries/uses.ts";

/** Whether the function asks first whether it has the GIL, also where it keeps the answer in a variable or a field. */
export function isAskedFirst(program: Program, ref: FunctionRef, { entry }: Use): boolean {
  return entry.every((visit) => isTold(program, program.analysed(ref), visit, true));
}

/** Whether a use is come to only where the function was told that it does not have the GIL. */
export function isToldOtherwise(program: Program, analysed: Analysed, { entry, held }: Use): boolean {
  return held.length === 0 && entry.length > 0 && entry.every((visit) => isTold(program, analysed, visit, false));
}

/** Whether the way to a use is one on which the answer was this. */
function isTold(program: Program, analysed: Analysed, { node }: Visit, answer: boolean): boolean {
  for (let at = node; at.parent !== null; at = at.parent.node) {
    const decision = analysed.effects.blocks[at.parent.node.block]?.edges[at.parent.edge]?.decision ?? null;
    if (decision?.value === answer && isAnswer(program, analysed, decision.text)) return true;
  }
  return false;
}

/** A call that tells, or a place where one has left its result. */
function isAnswer(program: Program, analysed: Analysed, text: string): boolean {
  const [, asked] = /^(\w+)\(\)/.exec(text) ?? [];
  if (asked !== undefined) return tells(program, analysed.ref, asked);
  return analysed.uses.some(
    ({ effect }) => effect.kind === "call" && effect.result === text && tells(program, analysed.ref, effect.callee),
  );
}

/** A name of the C-API for that, or a function of the workspace that passes its answer on. */
function tells(program: Program, from: FunctionRef, name: string): boolean {
  if (playsRole(name, "tells-gil")) return true;
  const { cplusplus } = from.extent;
  const { symbols } = program;
  const ref =
    cplusplus === undefined
      ? symbols.resolve(name, from.path)
      : symbols.methods.named(name, cplusplus.scope, from.path, 0);
  if (ref === undefined || !/\b(?:bool|_Bool|int|BOOL|gboolean)\b/.test(ref.extent.returns)) return false;
  if ((program.traits.of(ref) & Trait.transition) !== 0) return false;
  return ref.extent.calls.some((callee) => playsRole(callee, "tells-gil"));
}
