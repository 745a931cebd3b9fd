// A call that waits while the GIL is held. Page: ./blocking-call-with-gil.md
import { apiFact, blockingFact } from "../capi/knowledge.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import { runsAtStartUp, takesGilItself } from "../summaries/contexts.ts";
import type { Evidence } from "../summaries/evidence.ts";
import { mayWait } from "../summaries/goals.ts";
import type { Analysed } from "../summaries/program.ts";
import { isCallUse } from "../summaries/sharing.ts";
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
    for (const analysed of evidence.waiting) {
      // Entered without the GIL as far as is known: then nothing is stalled.
      if (isLowLevel(analysed)) continue;
      const enteredWithout = evidence.contexts.released(analysed.ref) !== undefined || takesGilItself(analysed);
      for (const use of analysed.uses) {
        if (!isCallUse(use) || use.held.length + (enteredWithout ? 0 : use.entry.length) === 0) continue;
        const found = wait(evidence, analysed, use.effect);
        if (found === null) continue;
        const sometimes = use.released.length + use.unknown.length > 0;
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: sometimes || runsAtStartUp(analysed.ref) ? "low" : found.confidence,
          message: found.message,
          related: found.related,
          remedies: (code) => withoutGil({ evidence, analysed, code }, use),
        };
      }
    }
  },
});

interface Wait {
  readonly confidence: Confidence;
  readonly message: string;
  readonly related: readonly Related[];
}

function wait(evidence: Evidence, analysed: Analysed, call: CallEffect): Wait | null {
  const target = evidence.program.target(call, analysed.ref.path);
  if (target.kind === "external") {
    if (!evidence.program.traits.isBlocking(target.name) || !mayWait(call)) return null;
    return {
      confidence: weightOf(evidence, target.name),
      message: `${target.name} may wait (${whyOf(target.name)}) while the GIL is held: every other Python thread waits with it`,
      related: [],
    };
  }
  if (target.kind !== "functions" || target.throughPointer) return null;
  for (const ref of target.refs) {
    const link = evidence.waits.of(ref);
    if (link === null) continue;
    return {
      confidence: weightOf(evidence, link.name),
      message: `${ref.extent.name} may wait in ${link.name} (${whyOf(link.name)}) while the GIL is held: every other Python thread waits with it`,
      related: evidence.down(evidence.waits, ref, ({ ref: at, name }) => `${at.extent.name} calls ${name}`),
    };
  }
  return null;
}

function weightOf(evidence: Evidence, name: string): Confidence {
  if (evidence.program.configured.blocking.has(name)) return "high";
  const weight = blockingFact(name)?.weight ?? "low";
  return weight === "high" ? "high" : "low";
}

function whyOf(name: string): string {
  return blockingFact(name)?.why ?? "configured as blocking";
}

/** What implements a part of the C-API that may be called without the GIL, locks first of all, is called that way. */
function isLowLevel({ ref }: Analysed): boolean {
  return apiFact(ref.extent.name)?.gil === "free";
}
