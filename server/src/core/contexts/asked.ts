// What is done only where the function has asked whether it holds the GIL: `if (PyGILState_Check())`.
import { playsRole } from "../capi/roles.ts";
import { Trait } from "../summaries/lexical.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";

/** Whether the function asks first whether it has the GIL, also where it keeps the answer in a variable or a field. */
export function isAskedFirst(program: Program, ref: FunctionRef, { entry }: Use): boolean {
  const analysed = program.analysed(ref);
  return entry.every(({ node }) => {
    for (let at = node; at.parent !== null; at = at.parent.node) {
      const decision = analysed.effects.blocks[at.parent.node.block]?.edges[at.parent.edge]?.decision ?? null;
      if (decision?.value === true && isAnswer(program, analysed, decision.text)) return true;
    }
    return false;
  });
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
