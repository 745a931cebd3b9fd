// A callback or thread entry that reaches the C-API before taking the GIL. Page: ./callback-without-gil.md
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
      const { callee, from, use, registrar, note, certain } = registration;
      const need = evidence.needs.of(callee);
      if (need === null) continue;
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
        confidence: !need.certain || registration.isGuess === true ? "low" : certain ? "high" : "medium",
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
