// A call that waits, or computes for long, while the GIL is held. Page: ./blocking-call-with-gil.md
import type { Related } from "../findings/finding.ts";
import { deadlockAt } from "../summaries/deadlocks.ts";
import type { Evidence } from "../summaries/evidence.ts";
import { type Stall, stallsIn } from "../summaries/stalls.ts";
import { withoutGil } from "./remedies/release.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const blockingCallWithGil: Rule = defineRule({
  id: "blocking-call-with-gil",
  group: "stalls",
  severity: "info",
  since: "0.1.0",
  summary: "A call that blocks while the GIL is held",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.waiting)
      for (const stall of stallsIn(evidence, analysed)) {
        // A deadlock is the worse of the two, and the same mistake.
        const deadlock = deadlockAt(evidence, analysed, stall.use);
        if (deadlock !== null && (deadlock.confidence !== "low" || stall.confidence === "low")) continue;
        yield {
          ref: analysed.ref,
          span: stall.use.effect.span,
          confidence: stall.confidence,
          message: messageOf(stall),
          related: wayDown(evidence, stall),
          remedies: (code) => withoutGil({ evidence, analysed, code }, stall.use),
        };
      }
  },
});

function messageOf({ wait: { name, family, why }, helper }: Stall): string {
  const may = family === "computation" ? "may take long" : "may wait";
  const what = helper === null ? `${name} ${may}` : `${helper.extent.name} ${may} in ${name}`;
  return `${what} (${why}) while the GIL is held: every other Python thread waits with it`;
}

function wayDown(evidence: Evidence, { helper, wait }: Stall): readonly Related[] {
  if (helper === null) return [];
  const chains = wait.weight === "high" ? evidence.longWaits : evidence.waits;
  return evidence.down(chains, helper, ({ ref, name }) => `${ref.extent.name} calls ${name}`);
}
