// A callback or thread entry that reaches the C-API before taking the GIL. Page: ./callback-without-gil.md

import { type Link, REMOTE } from "../contexts/chains.ts";
import type { Registration } from "../contexts/registrations.ts";
import type { Confidence } from "../findings/finding.ts";
import { ensured } from "./remedies/ensure.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const callbackWithoutGil: Rule = defineRule({
  id: "callback-without-gil",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "A callback or thread entry that reaches the C-API before taking the GIL",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const registration of evidence.contexts.registrations) {
      const { callee, from, use, registrar, note } = registration;
      const need = evidence.needs.of(callee);
      if (need === null || registrar === "" || evidence.unheld.endsBare(evidence.needs.chain(callee))) continue;
      const failed = evidence.unheld
        .of(evidence.program.analysed(callee))
        .some(({ use: { effect }, when }) => when === "failed" && effect === need.use.effect);
      const handed =
        from === null || use === null
          ? []
          : [
              {
                ...evidence.at(from, use.effect.span),
                message: `${callee.extent.name} is handed to ${registrar} here`,
              },
            ];
      yield {
        ref: callee,
        span: callee.extent.nameSpan,
        inFile: true,
        confidence: confidenceOf(registration, need, failed),
        message: `${callee.extent.name} is called without the GIL (${from === null ? note : `through ${registrar}`}), but it uses ${need.name} without having taken it`,
        related: [
          ...handed,
          ...evidence.down(
            evidence.needs,
            callee,
            ({ ref, name }) => `${ref.extent.name} uses ${name}, which needs the GIL`,
          ),
        ],
        remedies: (code) => ensured({ evidence, analysed: evidence.program.analysed(callee), code }, registrar),
      };
    }
  },
});

/** `failed`: taking the GIL was tried, and may have failed. */
function confidenceOf({ certain, isGuess }: Registration, need: Link, failed: boolean): Confidence {
  if (isGuess === true || need.length > REMOTE || (!need.certain && !failed)) return "low";
  return need.certain && certain ? "high" : "medium";
}
