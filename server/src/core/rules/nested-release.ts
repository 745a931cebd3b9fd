// The GIL released where it is released already, also through a call. Page: ./nested-release.md
import type { CallEffect } from "../effects/effect.ts";
import { type Evidence, lower } from "../summaries/evidence.ts";
import type { Analysed, Use } from "../summaries/program.ts";
import { withoutInnerRegion } from "./remedies/unnest.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const nestedRelease: Rule = defineRule({
  id: "nested-release",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "The GIL released where it is released already",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of analysed.released) {
        if (use.effect.kind !== "call" || use.released.length === 0) continue;
        yield* direct(evidence, analysed, use as Use<CallEffect>);
        yield* through(evidence, analysed, use as Use<CallEffect>);
      }
  },
});

function* direct(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Iterable<Draft> {
  const visit = use.released.find(({ faults }) => faults.some(({ fault }) => fault === "released-twice"));
  if (visit === undefined) return;
  const name = use.effect.macro ?? use.effect.callee;
  yield {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: evidence.certainty(analysed, use),
    message: `${name} releases the GIL, but it is released already: Python ends the process with a fatal error`,
    related: evidence.path(analysed, visit),
    remedies: (code) => withoutInnerRegion({ evidence, analysed, code }, use),
  };
}

function* through(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Iterable<Draft> {
  const [visit] = use.released;
  const target = evidence.program.target(use.effect, analysed.ref.path);
  if (target.kind !== "functions" || visit === undefined || visit.faults.length > 0) return;
  for (const callee of target.refs) {
    const link = evidence.releases.of(callee);
    // A callee that needs the GIL before it comes to its release is told of by that rule.
    if (link === null || evidence.needs.of(callee) !== null) continue;
    const sure = evidence.certainty(analysed, use);
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence:
        target.throughPointer || link.use.held.length + link.use.unknown.length + link.use.released.length > 0
          ? lower(sure)
          : sure,
      message: `${callee.extent.name} releases the GIL itself (${link.name}), but it is released already here: Python ends the process with a fatal error`,
      related: [
        ...evidence.path(analysed, visit),
        ...evidence.down(
          evidence.releases,
          callee,
          ({ ref, name }) => `${ref.extent.name} releases the GIL with ${name}`,
        ),
      ],
    };
    return;
  }
}
