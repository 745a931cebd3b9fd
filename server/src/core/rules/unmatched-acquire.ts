// The GIL taken back where it is held already. Page: ./unmatched-acquire.md
import type { Visit } from "../dataflow/solve.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import type { Evidence } from "../summaries/evidence.ts";
import type { Analysed, Use } from "../summaries/program.ts";
import { isLocalPlace } from "../summaries/wrappers.ts";
import { withoutAcquire } from "./remedies/unnest.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const unmatchedAcquire: Rule = defineRule({
  id: "unmatched-acquire",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "The GIL taken back where it is held already",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of analysed.uses)
        if (use.effect.kind === "call") yield* fault(evidence, analysed, use as Use<CallEffect>);
  },
});

function* fault(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Iterable<Draft> {
  if (!mayAcquire(evidence, use)) return;
  const name = use.effect.macro ?? use.effect.callee;
  const wrong = use.released.find(({ faults }) => faults.some(({ fault }) => fault === "wrong-thread-state"));
  if (wrong !== undefined && isOtherState(analysed, wrong)) {
    const saved = wrong.before.status.frames.at(-1)?.saved;
    yield draft(evidence, analysed, use, wrong, `${name} restores another thread state than the one saved in ${saved}`);
    return;
  }
  const visits = [...use.entry, ...use.held];
  const twice = visits.find((visit) => isTwice(evidence, analysed, visit));
  if (twice === undefined) return;
  yield {
    ...draft(
      evidence,
      analysed,
      use,
      twice,
      `${name} takes the GIL back, but it is held already here: this deadlocks or ends the process`,
    ),
    remedies: (code) => withoutAcquire({ evidence, analysed, code }, use),
  };
}

/** Most calls have nothing to do with the GIL. */
function mayAcquire(evidence: Evidence, { effect, entry, held, released }: Use<CallEffect>): boolean {
  return (
    evidence.program.traits.isTransition(effect.callee) ||
    [entry, held, released].some((visits) => visits.some(({ faults }) => faults.length > 0))
  );
}

function draft(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>, visit: Visit, message: string): Draft {
  const every = use.released.length + use.unknown.length === 0;
  const sure: Confidence = every ? "high" : "medium";
  const confidence = analysed.effects.damage === null && !analysed.solution.widened ? sure : "low";
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence,
    message,
    related: [
      ...givenBack(evidence, analysed, use, visit),
      ...acquired(evidence, analysed, visit),
      ...evidence.decisions(analysed, visit.node, -1),
    ],
  };
}

/** Where the thread state has been given back already. */
function givenBack(evidence: Evidence, { ref, solution }: Analysed, use: Use<CallEffect>, visit: Visit): Related[] {
  if (!visit.faults.some(({ fault }) => fault === "acquired-twice") || visit.before.status.frames.length > 0) return [];
  const before = [...solution.undone.values()]
    .flatMap((calls) => [...calls])
    .filter(({ span }) => span.end <= use.effect.span.start);
  const last = before.sort((a, b) => a.span.start - b.span.start).at(-1);
  return last === undefined ? [] : [{ ...evidence.at(ref, last.span), message: "the GIL is taken back here already" }];
}

function acquired(evidence: Evidence, { ref, effects }: Analysed, visit: Visit): Related[] {
  const frame = visit.before.status.frames.at(-1);
  const site = frame === undefined ? null : evidence.siteOf(ref, effects, frame.site);
  return site === null ? [] : [{ ...site.location, message: "the GIL is taken here" }];
}

function isTwice(evidence: Evidence, analysed: Analysed, visit: Visit): boolean {
  if (visit.faults.some(({ fault }) => fault === "acquired-twice")) return true;
  if (visit.before.status.frames.length > 0 || visit.effect.kind !== "call") return false;
  const outcomes = evidence.program.meanings(analysed.ref).of(visit.effect)?.outcomes ?? [];
  for (const operation of outcomes.flatMap(({ operations }) => operations)) {
    if (operation.op !== "acquire" || operation.ifReleased) continue;
    // A macro that ends a scope has its beginning in the same function.
    if (operation.lexical) return true;
  }
  return false;
}

/** The state was saved in a local variable that was copied nowhere, and something else is restored. */
function isOtherState(analysed: Analysed, visit: Visit): boolean {
  const operation = visit.faults.find(({ fault }) => fault === "wrong-thread-state")?.operation;
  const saved = visit.before.status.frames.at(-1)?.saved;
  if (operation?.op !== "acquire" || operation.from === null || saved === null || saved === undefined) return false;
  const { from } = operation;
  if (!isLocalPlace(analysed, saved)) return false;
  return !analysed.effects.blocks.some(({ effects }) =>
    effects.some((effect) => effect.kind === "store" && (effect.from === saved || effect.target === from)),
  );
}
