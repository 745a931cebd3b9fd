// Windows' last error read after the GIL was taken back. Page: ./lost-last-error.md
import { type ErrorStateFact, errorStateFact } from "../capi/waits.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { callsBefore, errorReaders } from "../evidence/last-error.ts";
import type { Confidence } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { readBeforeEnd } from "./remedies/last-error.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const lostLastError: Rule = defineRule({
  id: "lost-last-error",
  group: "stalls",
  severity: "info",
  since: "0.1.0",
  summary: "Windows' last error read after the GIL was taken back, which may have changed it",
  fix: "safe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions) {
      if (analysed.regions === 0) continue;
      const lost = errorReaders(analysed).flatMap((use) => {
        const taker = takenBefore(evidence, analysed, use);
        return taker === null ? [] : [{ use, taker }];
      });
      for (const { use, taker } of lost) {
        const confidence = confidenceOf(evidence, taker.effect);
        if (confidence === null) continue;
        const { callee, span } = use.effect;
        const alone = lost.filter((other) => other.taker === taker).length === 1;
        yield {
          ref: analysed.ref,
          span,
          confidence,
          message: `${callee} reads the thread's last error after ${nameOf(taker.effect)} took the GIL back, which may have changed it: read it before`,
          related: [{ ...evidence.at(analysed.ref, taker.effect.span), message: "the GIL is taken back here" }],
          remedies: (code) =>
            alone
              ? readBeforeEnd({ evidence, analysed, code }, use.effect, taker)
              : new Refusal("The error is read in several places behind the region."),
        };
      }
    }
  },
});

/** The call that takes the GIL back with nothing between it and the reading that could set the error anew; null if there is none. */
function takenBefore({ program }: Evidence, analysed: Analysed, reader: Use): Use<CallEffect> | null {
  const meanings = program.meanings(analysed.ref);
  for (const call of callsBefore(analysed, reader)) {
    const operations = meanings.of(call)?.outcomes.flatMap((outcome) => outcome.operations) ?? [];
    const use = analysed.uses.filter(isCallUse).find(({ effect }) => effect === call);
    if (operations.some(({ op }) => op === "acquire") && use !== undefined && use.released.length > 0) return use;
  }
  return null;
}

/** What takes the GIL with PyEval_RestoreThread, as macros and wrappers do, keeps the error from some version on. */
function confidenceOf({ settings }: Evidence, { callee }: CallEffect): Confidence | null {
  const { preserved }: Pick<ErrorStateFact, "preserved"> = errorStateFact(callee) ?? { preserved: RESTORES };
  if (preserved === null) return "medium";
  const [major, minor] = settings.python;
  return major < preserved[0] || (major === preserved[0] && minor < preserved[1]) ? "low" : null;
}

const RESTORES = [3, 13] as const;

function nameOf({ macro, callee }: CallEffect): string {
  return macro ?? callee;
}
