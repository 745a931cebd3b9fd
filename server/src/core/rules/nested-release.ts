// The GIL released where it is released already, also through a call. Page: ./nested-release.md

import { type Bare, withoutGilAt } from "../contexts/entered.ts";
import type { Visit } from "../dataflow/solution.ts";
import type { CallEffect } from "../effects/effect.ts";
import { type CallWithoutGil, type Evidence, lower } from "../evidence/evidence.ts";
import { Refusal } from "../fixes/refusal.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
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
      for (const call of evidence.callsWithoutGil(analysed)) {
        yield* direct(evidence, analysed, call);
        yield* through(evidence, analysed, call);
      }
    for (const analysed of evidence.functions)
      for (const { use, visit } of statelessIn(analysed)) yield stateless(evidence, analysed, use, visit);
  },
});

/** Where the thread state is saved and there is none. */
const statelessIn = perAnalysed(({ uses }) =>
  uses.filter(isCallUse).flatMap((use) => {
    const visit = use.held.find(({ faults }) => faults.some(({ fault }) => fault === "no-thread-state"));
    return visit === undefined ? [] : [{ use, visit }];
  }),
);

/** PyEval_AcquireLock takes the GIL without a thread state: there is none to save. */
function stateless(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>, visit: Visit): Draft {
  const taken = evidence.siteOf(analysed.ref, analysed.effects, visit.before.status.frames.at(-1)?.site ?? -1);
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: use.entry.length + use.released.length + use.unknown.length === 0 ? "high" : "medium",
    message: `${use.effect.macro ?? use.effect.callee} saves the thread state, but the GIL was taken without one: Python ends the process with a fatal error`,
    related: [
      ...(taken === null ? [] : [{ ...taken.location, message: "the GIL is taken here without a thread state" }]),
      ...evidence.decisions(analysed, visit.node, -1),
    ],
    remedies: new Refusal("The GIL has to be taken together with a thread state, where it is taken."),
  };
}

const releasedTwice = perAnalysed(({ released }): ReadonlyMap<Use, Visit> => {
  const twice = released.map((use) => {
    const visit = use.released.find(({ faults }) => faults.some(({ fault }) => fault === "released-twice"));
    return visit === undefined ? [] : [[use, visit] as const];
  });
  return new Map(twice.flat());
});

function* direct(evidence: Evidence, analysed: Analysed, call: CallWithoutGil): Iterable<Draft> {
  const { use, confidence, bare } = call;
  const visit = releasedTwice(analysed).get(use);
  if (visit === undefined && (bare === null || !evidence.program.releases(analysed.ref, use.effect))) return;
  const name = use.effect.macro ?? use.effect.callee;
  yield {
    ref: analysed.ref,
    span: use.effect.span,
    confidence,
    message: `${name} releases the GIL, but ${whereOf(bare)}: Python ends the process with a fatal error`,
    related: visit === undefined ? evidence.pathToCall(analysed, call) : evidence.path(analysed, visit),
    remedies: (code) => withoutInnerRegion({ evidence, analysed, code }, use),
  };
}

function whereOf(bare: Bare | null): string {
  return bare === null ? "it is released already" : withoutGilAt(bare);
}

function* through(evidence: Evidence, analysed: Analysed, call: CallWithoutGil): Iterable<Draft> {
  const { use, target, visit, confidence, bare } = call;
  if (target.kind !== "functions" || visit.faults.length > 0) return;
  for (const callee of target.refs) {
    const link = evidence.releases.of(callee);
    // A callee that needs the GIL before it comes to its release is told of by that rule.
    if (link === null || !evidence.unheld.releasesFirst(callee)) continue;
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence:
        target.throughPointer || link.use.held.length + link.use.unknown.length + link.use.released.length > 0
          ? lower(confidence)
          : confidence,
      message: `${callee.extent.name} releases the GIL itself (${link.name}), but ${bare === null ? "it is released already here" : withoutGilAt(bare)}: Python ends the process with a fatal error`,
      related: [
        ...evidence.pathToCall(analysed, call),
        ...evidence.down(
          evidence.releases,
          callee,
          ({ ref, name }) => `${ref.extent.name} releases the GIL with ${name}`,
        ),
      ],
      remedies: new Refusal(
        `Whether this region should go, or ${callee.extent.name} leave the release to its callers, depends on who else calls it.`,
      ),
    };
    return;
  }
}
