// What a function has made itself, and nobody else knows yet: Python's objects, and structs of the workspace.
import { playsRole } from "../capi/roles.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse } from "../summaries/uses.ts";

/** Whether all that a variable is in a function are objects it has just made and keeps to itself. */
export function isNewObject({ effects }: Analysed, name: string): boolean {
  let made = false;
  for (const block of effects.blocks)
    for (const [i, effect] of block.effects.entries()) {
      if (effect.kind === "store" && effect.from === name && !isLocalName(effects.locals, effect.target)) return false;
      if (effect.kind === "store" && effect.target === name && effect.value === null) {
        const previous = block.effects[i - 1];
        if (previous?.kind !== "call" || previous.result !== name) return false;
      }
      if (effect.kind !== "call") continue;
      if (effect.result === name && !playsRole(effect.callee, "fresh-object")) return false;
      made ||= effect.result === name;
      const givesAway = playsRole(effect.callee, "publishes-object");
      if ((effect.args ?? []).some(({ text }, at) => text === `&${name}` || (givesAway && at > 0 && text === name)))
        return false;
    }
  return made;
}

function isLocalName(locals: Analysed["effects"]["locals"], target: string): boolean {
  return locals[target]?.isStatic === false;
}

const MAX_MAKERS = 3;

/** Whether a call gives memory that nobody has yet: it allocates, or is a function of the workspace that returns what it allocated. */
export function givesNew(program: Program, from: FunctionRef, call: CallEffect, depth = 0): boolean {
  if (/alloc|new/i.test(call.pointer === null ? call.callee : call.pointer.slot)) return true;
  const target = depth < MAX_MAKERS ? program.target(call, from.path) : null;
  if (target?.kind !== "functions" || target.throughPointer) return false;
  return target.refs.every((ref) => {
    if (!/\*/.test(ref.extent.returns)) return false;
    const { uses, effects } = program.analysed(ref);
    const returned = uses.flatMap(({ effect }) =>
      effect.kind === "return" && effect.value !== null && effect.constant === null ? [effect.value] : [],
    );
    const isOwn = (value: string): boolean => {
      const local = effects.locals[value];
      return local !== undefined && local.parameter < 0 && !local.isStatic;
    };
    return (
      returned.length > 0 &&
      returned.every(
        (value) =>
          isOwn(value) &&
          uses
            .filter(isCallUse)
            .some(({ effect }) => effect.result === value && givesNew(program, ref, effect, depth + 1)),
      )
    );
  });
}
