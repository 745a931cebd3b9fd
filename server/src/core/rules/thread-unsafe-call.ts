// A C library call that is not thread-safe where the GIL is released. Page: ./thread-unsafe-call.md
import { noReturn } from "../capi/control.ts";
import { hasMemoryOfItsOwn, type UnsafeCallFact, unsafeCall } from "../capi/sharing.ts";
import { isReplacedInBuild } from "../evidence/alternatives.ts";
import { lower } from "../evidence/evidence.ts";
import { exposed, exposureOf, sureness, wayTo } from "../evidence/sharing.ts";
import type { Confidence } from "../findings/finding.ts";
import { isCallUse } from "../summaries/uses.ts";
import { wordsOf } from "../text/names.ts";
import { adviceAgainst, concernsSignalsOnly, familyOf } from "./remedies/calls.ts";
import { reentrantCall } from "./remedies/reentrant.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const threadUnsafeCall: Rule = defineRule({
  id: "thread-unsafe-call",
  group: "races",
  severity: "warning",
  since: "0.1.0",
  summary: "A C library call that is not thread-safe where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions) {
      const told = new Set<string>();
      for (const use of exposed(evidence, analysed)) {
        if (!isCallUse(use) || use.effect.pointer !== null) continue;
        const fact = unsafeCall(use.effect.callee);
        if (
          fact === undefined ||
          concernsSignalsOnly(fact) ||
          hasMemoryOfItsOwn(fact, use.effect.args ?? []) ||
          noReturn(fact.name) ||
          isReplacedInBuild(analysed, use, wordsOf(fact.replacement)) ||
          evidence.program.target(use.effect, analysed.ref.path).kind !== "external"
        )
          continue;
        const exposure = exposureOf(evidence, analysed, use);
        const family = familyOf(fact);
        if (exposure === null || exposure.guarded || told.has(family)) continue;
        // Of a walk through a list it is told once; what has a form of its own for threads is to be replaced everywhere.
        if (family !== fact.name) told.add(family);
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: confidenceOf(fact, sureness(evidence, analysed, use, exposure)),
          message: `${fact.name} ${doing(fact)}, and the GIL is released here; ${adviceAgainst(fact)}`,
          related: wayTo(evidence, analysed, exposure),
          remedies: (code) => reentrantCall({ evidence, analysed, code }, use.effect),
        };
      }
    }
  },
});

function doing({ shares }: UnsafeCallFact): string {
  if (/const:env/.test(shares)) return "changes the environment, which other threads may be reading";
  if (/const:locale/.test(shares)) return "changes the locale of the whole process";
  return "works on memory that the C library shares between threads";
}

/** High where two threads share a buffer of the library's; what shares only what is passed to it is the caller's to know. */
function confidenceOf({ glibcSafe, shares }: UnsafeCallFact, sure: Confidence): Confidence {
  if (glibcSafe || /race:(?:dirstream|streams?)\b/.test(shares)) return "low";
  if (/\brace\b|const:locale/.test(shares)) return sure;
  return /const:env/.test(shares) ? lower(sure) : "low";
}
