// A way out of a critical section that does not end it. Page: ./critical-section-exit.md
import { lockCall } from "../capi/locks.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { fitTogether, lockedBy, type Section, type Sections, sectionAround, sectionsOf } from "../evidence/sections.ts";
import type { Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { type Analysed, visitsOf } from "../summaries/uses.ts";
import type { Span } from "../text/span.ts";
import { unlocked } from "./remedies/exits.ts";
import { leftThroughEnd, otherEnd } from "./remedies/section.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const criticalSectionExit: Rule = defineRule({
  id: "critical-section-exit",
  group: "free-threading",
  severity: "error",
  since: "0.1.0",
  summary: "A way out of a critical section that does not end it",
  fix: "safe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions) {
      const sections = sectionsOf(analysed);
      if (sections.all.length > 0) yield* exits(evidence, analysed, sections);
      yield* unmatched(evidence, analysed, sections);
      yield* unended(evidence, analysed);
    }
  },
});

/** Returns and jumps out of the text between a beginning and its end. */
function* exits(evidence: Evidence, analysed: Analysed, sections: Sections): Iterable<Draft> {
  for (const { effect } of analysed.ends) {
    const section = sectionAround(sections, effect.span.start);
    if (section !== null) yield left(evidence, analysed, section, effect.span, "return");
  }
  const seen = new Set<number>();
  for (const { jump } of analysed.effects.blocks.flatMap(({ edges }) => edges)) {
    if (jump === null || jump.target < 0 || seen.has(jump.span.start)) continue;
    const section = sectionAround(sections, jump.span.start);
    if (section === null || isWithin(section, jump.target)) continue;
    seen.add(jump.span.start);
    yield left(evidence, analysed, section, jump.span, jump.kind);
  }
}

function isWithin({ begin, end }: Section, at: number): boolean {
  return begin.span.end <= at && end !== null && at <= end.span.start;
}

function left(evidence: Evidence, analysed: Analysed, section: Section, span: Span, word: string): Draft {
  const { ref, effects } = analysed;
  return {
    ref,
    span,
    confidence: effects.damage === null ? "high" : "medium",
    message: `this ${word} leaves the critical section of ${lockedBy(section.begin)} without ending it: the lock stays taken, and the thread keeps a pointer to a record that is gone`,
    related: begun(evidence, analysed, section.begin),
    remedies: (code) => leftThroughEnd({ evidence, analysed, code }, section, span),
  };
}

/** Ends that do not belong to what is open. With branches of #if the text alone does not tell. */
function* unmatched(evidence: Evidence, analysed: Analysed, { all, strays }: Sections): Iterable<Draft> {
  const { ref, effects } = analysed;
  const text = evidence.program.text(ref.path).slice(ref.extent.body.start, ref.extent.body.end);
  if (effects.damage !== null || /^[ \t]*#[ \t]*(?:else|elif)/m.test(text)) return;
  for (const stray of strays)
    yield {
      ref,
      span: stray.span,
      confidence: "high",
      message: `${stray.callee} ends a critical section, and none has begun here`,
      related: [],
      remedies: new Refusal("Whether its beginning is missing, or this end is one too many, the code does not tell."),
    };
  for (const { begin, end } of all) {
    if (end === null)
      yield {
        ref,
        span: begin.span,
        confidence: "high",
        message: `nothing in this function ends the critical section of ${lockedBy(begin)} that begins here`,
        related: [],
        remedies: new Refusal("Where it should end depends on what it is meant to guard."),
      };
    else if (!fitTogether(begin, end))
      yield {
        ref,
        span: end.span,
        confidence: "high",
        message: `${end.callee} does not end what ${begin.callee} began: a free-threaded build does not compile it`,
        related: begun(evidence, analysed, begin),
        remedies: (code) => otherEnd(code, begin, end),
      };
  }
}

/** A section begun by a call is still open at a way out. */
function* unended(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  const { ref, effects } = analysed;
  for (const use of analysed.ends) {
    const { effect } = use;
    const visits = visitsOf(use);
    for (const begin of beginnings(analysed)) {
      const record = begin.args?.[0]?.text.replace(/^&/, "") ?? "";
      const isOwn = effects.locals[record]?.parameter === -1;
      if (!isOwn || visits.length === 0 || !visits.every(({ before }) => before.locks.has(record))) continue;
      yield {
        ref,
        span: effect.span,
        confidence: effects.damage === null ? "high" : "medium",
        message: `${effect.kind === "fall" ? "the function ends" : "this return leaves the function"} with the critical section ${record} open: its record is on the stack that goes away now`,
        related: begun(evidence, analysed, begin),
        remedies: (code) => {
          const end = endOf(analysed, record);
          return end === undefined
            ? new Refusal("Nothing in this function ends it: where it should end depends on what it is meant to guard.")
            : unlocked({ evidence, analysed, code }, use, end, true);
        },
      };
    }
  }
}

function beginnings(analysed: Analysed): CallEffect[] {
  return callsOfSections(analysed, "lock").filter(({ args }) => (args?.[0]?.text ?? "").startsWith("&"));
}

/** A call that ends the section on another way. */
function endOf(analysed: Analysed, record: string): CallEffect | undefined {
  return callsOfSections(analysed, "unlock").find(({ args }) => args?.[0]?.text === `&${record}`);
}

function callsOfSections({ effects }: Analysed, op: "lock" | "unlock"): CallEffect[] {
  return effects.blocks
    .flatMap((block) => block.effects)
    .filter((effect): effect is CallEffect => effect.kind === "call")
    .filter(({ callee }) => {
      const fact = lockCall(callee);
      return fact?.kind === "critical section" && fact.op === op;
    });
}

function begun(evidence: Evidence, { ref }: Analysed, begin: CallEffect): Related[] {
  return [{ ...evidence.at(ref, begin.span), message: "the critical section begins here" }];
}
