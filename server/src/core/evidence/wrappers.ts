// Telling a function that changes the GIL's state for its caller from one that forgot to change it back.
import { transitionFact } from "../capi/transitions.ts";
import type { Node, Visit } from "../dataflow/solution.ts";
import type { Frame } from "../dataflow/status.ts";
import type { CallEffect, Effect } from "../effects/effect.ts";
import type { Analysed } from "../summaries/uses.ts";

/** Whether a thread state kept in `place` is lost when the function returns: a local variable, or a field of one. */
export function isLocalPlace({ ref, effects }: Analysed, place: string): boolean {
  const base = /^\*?&?([A-Za-z_]\w*)/.exec(place)?.[1];
  if (base === undefined) return false;
  const local = effects.locals[base];
  // A macro has declared it; what is not declared in a method of C++ may be a field.
  if (place === "_save" && local === undefined) return (ref.extent.cplusplus?.scope ?? "") === "";
  if (local === undefined || local.isStatic || local.parameter >= 0) return false;
  if (local.type.includes("*") && place.startsWith(`${base}[`)) return false;
  // Through a local pointer it is kept in something that lives on.
  return !place.includes("->") && !place.startsWith("*") && !isStored(effects, place);
}

function isStored(effects: Analysed["effects"], place: string): boolean {
  return effects.blocks.some(
    (block) =>
      block.effects.some(
        (effect) =>
          isStoreOf(effect, place) ||
          (effect.kind === "call" && !isTransition(effect.callee) && isHandedTo(effect, place)),
      ) || block.edges.some(({ decision }) => isCompared(decision?.text ?? "", place)),
  );
}

/** In something that may live on. */
function isStoreOf(effect: Effect, place: string): boolean {
  return effect.kind === "store" && effect.from === place && effect.through !== "name";
}

/** With another place that has the same thread state, and keeps it: `assert(self->state == saved)`. */
function isCompared(decision: string, place: string): boolean {
  const sides = /^\(*([\w.>-]+) ?== ?([\w.>-]+?)\)*$/.exec(decision)?.slice(1) ?? [];
  return sides.includes(place) && !sides.some((side) => /^(?:NULL|nullptr|0)$/.test(side));
}

/** Whether the way to a visit hands on what is kept in a place: to something that lives on, and undoes it later. */
export function isHandedOn({ effects }: Analysed, { node }: Visit, place: string): boolean {
  for (let at: Node | null = node; at !== null; at = at.parent?.node ?? null)
    if (effects.blocks[at.block]?.effects.some((effect) => isStoreOf(effect, place)) === true) return true;
  return false;
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
