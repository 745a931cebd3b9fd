// A region that runs nothing worth a release. Page: ./empty-region.md
import { SITE } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import { reaches } from "../evidence/sharing.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { withoutRegion } from "./remedies/unnest.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const emptyRegion: Rule = defineRule({
  id: "empty-region",
  group: "hygiene",
  severity: "hint",
  since: "0.1.0",
  summary: "A region that runs nothing worth a release",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of emptyIn(analysed)) {
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: "high",
          message:
            "nothing that takes time runs in this region: giving the GIL up and taking it back costs more than it brings",
          related: [],
          remedies: (code) => withoutRegion({ evidence, analysed, code }, use, "Remove the region"),
        };
      }
  },
});

/** The releases of a function that nothing comes after. */
const emptyIn = perAnalysed((analysed): readonly Use<CallEffect>[] =>
  analysed.effects.damage === null
    ? analysed.uses.filter(isCallUse).filter((use) => isOpened(analysed, use) && !runsSomething(analysed, use))
    : [],
);

/** Releases in the scope of a macro, and is ended in this function. */
function isOpened({ solution }: Analysed, { block, index }: Use<CallEffect>): boolean {
  const site = block * SITE + index;
  return (
    solution.undone.has(site) &&
    solution.visits.some(({ before }) => before.status.frames.some((frame) => frame.site === site && frame.lexical))
  );
}

/** A call, a jump out or a loop in the released state that this site began. */
function runsSomething(analysed: Analysed, { block, index }: Use<CallEffect>): boolean {
  const site = block * SITE + index;
  const inside = analysed.solution.visits.filter(({ before }) => before.status.frames.at(-1)?.site === site);
  return inside.some(({ effect, block: at }) => {
    if (effect.kind !== "call" || effect.callee === "")
      return effect.kind === "call" || (at !== block && reaches(analysed, at, at));
    return analysed.solution.undone.get(site)?.has(effect) !== true;
  });
}
