// A borrowed reference that another thread can drop. Page: ./borrowed-reference.md
import { borrowed } from "../capi/objects.ts";
import { attachedFunctions, wayFromPython } from "../evidence/attached.ts";
import { type Borrowing, borrowingsIn } from "../evidence/borrowings.ts";
import { type Evidence, lower } from "../evidence/evidence.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import type { Analysed } from "../summaries/uses.ts";
import { ownReference } from "./remedies/strong.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const borrowedReference: Rule = defineRule({
  id: "borrowed-reference",
  group: "free-threading",
  severity: "warning",
  since: "0.1.0",
  summary: "A borrowed reference that another thread can drop",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    const lends = (name: string): boolean => {
      const fact = borrowed(name);
      return fact?.kind === "borrowed" && fact.risk !== "low";
    };
    for (const ref of attachedFunctions(evidence, lends)) {
      const analysed = evidence.program.analysed(ref);
      for (const borrowing of borrowingsIn(evidence, analysed)) yield draft(evidence, analysed, borrowing);
    }
  },
});

function draft(evidence: Evidence, analysed: Analysed, borrowing: Borrowing): Draft {
  const { ref } = analysed;
  const { use, usedAt, fact, container } = borrowing;
  const used: Related[] =
    usedAt === use.effect ? [] : [{ ...evidence.at(ref, usedAt.span), message: "what was lent is used here" }];
  const lender = container === undefined || container.text.length > 40 ? "its owner" : container.text;
  return {
    ref,
    span: use.effect.span,
    confidence: sureness(analysed, borrowing),
    message: `${fact.name} lends a reference, and without the GIL another thread can change ${lender} and drop it; ${advice(borrowing, lender)}`,
    related: [...used, ...wayFromPython(evidence, ref)],
    remedies: (code) => ownReference({ evidence, analysed, code }, borrowing),
  };
}

function advice({ fact: { replacement, since } }: Borrowing, lender: string): string {
  if (!/^Py\w+$/.test(replacement)) return `hold a critical section of ${lender} while it is used`;
  const version = since === null || since.startsWith("<=") ? "" : ` (Python ${since})`;
  return `${replacement}${version} gives one of its own`;
}

/** Surest where CPython made a strong twin because of this; what is seldom changed counts less. */
function sureness({ effects }: Analysed, { fact: { risk, replacement } }: Borrowing): Confidence {
  const sure: Confidence = risk === "high" ? "high" : "medium";
  const twin = replacement.endsWith("Ref") ? sure : lower(sure);
  return effects.damage === null ? twin : lower(twin);
}
