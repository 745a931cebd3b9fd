// Functions that take the GIL for themselves, told by what some path does to it first.
import type { Solution } from "../dataflow/solution.ts";
import { type Frame, SITE, STARTED } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import { keeps } from "../summaries/net.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { Analysed } from "../summaries/uses.ts";

/** How a function that takes the GIL does so; none where it never begins with that. */
interface Taking {
  /** PyGILState_Ensure, which may be called in any state. */
  readonly ensures: boolean;
  /** With a thread state that it has not saved itself. */
  readonly acquires: boolean;
  /** With the one that starting Python makes. */
  readonly starts: boolean;
}

/** Whoever calls such a function does not hold the GIL, since taking it twice would deadlock. */
export function takesGilItself(analysed: Analysed): boolean {
  return takingOf(analysed).acquires;
}

/** Makes sure of the GIL, since it may be called without. */
export function ensuresGil(analysed: Analysed): boolean {
  return takingOf(analysed).ensures;
}

/** Takes it in whichever way, and leaves the GIL as it was. */
export function takesGilForItself(analysed: Analysed): boolean {
  const { ensures, acquires, starts } = takingOf(analysed);
  return (ensures || acquires || starts) && keeps(analysed.net);
}

/** The calls that take the GIL on some path before anything else is done to it. */
export const takingCalls: (analysed: Analysed) => readonly CallEffect[] = perAnalysed(({ solution, effects }) => {
  const sites = new Set(firstFrames(solution).flatMap(({ kind, site }) => (kind === "released" ? [] : [site])));
  return [...sites].flatMap((site) => {
    const effect = effects.blocks[Math.floor(site / SITE)]?.effects[site % SITE];
    return effect?.kind === "call" ? [effect] : [];
  });
});

const takingOf = perAnalysed(({ solution }): Taking => {
  const first = firstFrames(solution);
  const acquired = first.filter(({ kind, lexical }) => kind === "acquired" && !lexical);
  return {
    ensures: first.some(({ kind }) => kind === "ensured"),
    acquires: acquired.some(({ saved }) => saved !== STARTED),
    starts: acquired.some(({ saved }) => saved === STARTED),
  };
});

/** What paths have done to the GIL first, at the points where it is not undone. */
function firstFrames({ nodes, visits }: Solution): readonly Frame[] {
  const statuses = new Set([...nodes.map(({ state }) => state.status), ...visits.map(({ before }) => before.status)]);
  return [...statuses].flatMap(({ frames }) => frames.slice(0, 1));
}
