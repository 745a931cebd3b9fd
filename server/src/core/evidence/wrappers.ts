// Telling a function that changes the GIL's state for its caller from one that forgot to change it back.
import { transitionFact } from "../capi/transitions.ts";
import type { Frame } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Analysed } from "../summaries/uses.ts";

/** Whether a thread state kept in `place` is lost when the function returns: a local variable, or a field of one. */
export function isLocalPlace({ ref, effects }: Analysed, place: string): boolean {
  const base = /^\*?&?([A-Za-z_]\w*)/.exec(place)?.[1];
  if (base === undefined) return false;
  const local = effects.locals[base];
  // A macro has declared it; what is not declared in a method of C++ may be a field.
  if (place === "_save" && local === undefined) return (ref.extent.cplusplus?.scope ?? "") === "";
  if (local === undefined || local.isStatic || local.parameter >= 0) return false;
  // Through a local pointer it is kept in something that lives on.
  return !place.includes("->") && !place.startsWith("*") && !isStored(effects, place);
}

function isStored(effects: Analysed["effects"], place: string): boolean {
  return effects.blocks.some((block) =>
    block.effects.some(
      (effect) =>
        (effect.kind === "store" && effect.from === place && effect.through !== "name") ||
        (effect.kind === "call" && !isTransition(effect.callee) && isHandedTo(effect, place)),
    ),
  );
}

/** To something that may keep it, as `pthread_setspecific(key, state)`. */
function isHandedTo({ args }: CallEffect, place: string): boolean {
  return args?.some(({ text }) => text === place) === true;
}

function isTransition(callee: string): boolean {
  return transitionFact(callee) !== undefined;
}

/** Whether some other path of the function undoes what was done at the frame's site: then leaving it undone is no intent. */
export function undoneElsewhere({ solution }: Analysed, frame: Frame): boolean {
  const calls = [...(solution.undone.get(frame.site) ?? [])];
  // Where the thread state is gone, another one is swapped in, if there was one before.
  return calls.some(({ callee }) => frame.saved !== null || transitionFact(callee)?.op !== "swap");
}
