// Flags that remember, until the function ends, which way it went.
import type { Visit } from "../dataflow/solution.ts";
import { type Frame, SITE } from "../dataflow/status.ts";
import type { Constant, FunctionEffects } from "../effects/effect.ts";
import type { Analysed } from "../summaries/uses.ts";
import { areAlternatives, reachable } from "./alternatives.ts";

/**
 * Whether a path seems to be none: it did something to the GIL, and finds a flag set that the function sets only where it does not do that.
 * `if (Py_IsInitialized()) state = PyGILState_Ensure(); else self->started = 1; … if (!self->started) PyGILState_Release(state);`
 */
export function contradictsFlag({ effects }: Analysed, { before }: Visit, { site }: Frame): boolean {
  const done = Math.floor(site / SITE);
  const reached = reachable(effects.blocks, 0, NO_BLOCK);
  return [...before.facts].some(([key, value]) => {
    const stores = storesTo(effects, key);
    return (
      stores.length > 0 &&
      stores.every(
        (store) =>
          isTold(store.value, value) &&
          (!reached.has(store.block) || areAlternatives(effects.blocks, done, store.block)),
      )
    );
  });
}

const NO_BLOCK = -1;

interface Store {
  readonly value: Constant | null;
  readonly block: number;
}

/** Where it is not reached, too: code is read as it runs while Python runs. */
function storesTo({ blocks }: FunctionEffects, target: string): readonly Store[] {
  return blocks.flatMap(({ effects }, block) =>
    effects.flatMap((effect) =>
      effect.kind === "store" && effect.target === target ? [{ value: effect.value, block }] : [],
    ),
  );
}

function isTold(stored: Constant | null, value: boolean): boolean {
  return stored !== null && (stored !== 0) === value;
}

/**
 * Whether the way here is taken only where a flag says that Python is needed, as NumPy's `needs_api`: the release is skipped by the
 * same flag, in words the facts do not tie together.
 */
export function asksForGil(facts: ReadonlyMap<string, boolean>): boolean {
  for (const [key, value] of facts)
    if (
      value &&
      /needs?_?(?:py|c)?_?api|refchk|npy_object\b|(?:have|has|hold|held|need|with)s?_?(?:the_?)?gil|gil_?(?:held|state|acquired)/i.test(
        key,
      )
    )
      return true;
  return false;
}
