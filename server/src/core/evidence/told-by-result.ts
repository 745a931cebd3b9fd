// Functions whose result tells the caller whether the GIL's state is still to be given back.
import type { Frame } from "../dataflow/status.ts";
import { type Analysed, visitsOf } from "../summaries/uses.ts";

/**
 * Whether NULL (or zero) says that what was done at the frame's site is undone already, and any other result that it is left to the
 * caller: `if (method != NULL) return method; PyGILState_Release(*state); return NULL;`.
 */
export function isToldByResult({ ends }: Analysed, { site }: Frame): boolean {
  let isLeft = false;
  let isUndone = false;
  for (const use of ends) {
    const { effect } = use;
    if (effect.kind !== "return") return false;
    for (const { before } of visitsOf(use)) {
      const leaves = before.status.frames.some((frame) => frame.site === site);
      const isNothing = effect.constant === 0 || (effect.value !== null && before.facts.get(effect.value) === false);
      if (leaves === isNothing) return false;
      isLeft ||= leaves;
      isUndone ||= !leaves;
    }
  }
  return isLeft && isUndone;
}
