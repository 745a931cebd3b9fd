// C-API used where the GIL is released. Page: ./api-call-without-gil.md
import { apiFact } from "../capi/knowledge.ts";
import { lower } from "../summaries/evidence.ts";
import { toleratesNoGil } from "../summaries/goals.ts";
import { isCallUse } from "../summaries/sharing.ts";
import { withGil } from "./remedies/wrap.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const apiCallWithoutGil: Rule = defineRule({
  id: "api-call-without-gil",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "A C-API function or macro used where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of analysed.released) {
        const [visit] = use.released;
        if (!isCallUse(use) || visit === undefined) continue;
        const target = evidence.program.target(use.effect, analysed.ref.path);
        if (target.kind !== "api" || toleratesNoGil(target.name)) continue;
        const sure = evidence.certainty(analysed, use);
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: target.certain ? sure : lower(sure),
          message: wording(target.name, use.effect.macro, evidence.releaseAt(analysed, visit)?.effect.callee),
          related: evidence.path(analysed, visit),
          remedies: (code) => withGil({ evidence, analysed, code }, use),
        };
      }
  },
});

function wording(name: string, macro: string | null, release: string | undefined): string {
  const written = macro === null || macro === name ? name : `${name} (through ${macro})`;
  const where =
    release === undefined || release === "" ? "the GIL is released here" : `${release} has released the GIL here`;
  const trap = apiFact(name)?.trap;
  const instead =
    trap === null || trap === undefined || trap.alternative === "" ? "" : `; instead: ${trap.alternative}`;
  return `${written} needs the GIL, but ${where}${instead}`;
}
