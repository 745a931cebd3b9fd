// C-API used where the GIL is released. Page: ./api-call-without-gil.md
import { apiFact } from "../capi/api.ts";
import { withoutGilAt } from "../contexts/entered.ts";
import { copiedFor } from "../evidence/copied.ts";
import { type CallWithoutGil, type Evidence, lower } from "../evidence/evidence.ts";
import type { Analysed } from "../summaries/uses.ts";
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
    for (const analysed of evidence.functions) {
      const made = new Set<string>();
      for (const call of evidence.callsWithoutGil(analysed)) {
        const { use, target, bare, confidence } = call;
        for (const { variable, type, span } of copiedFor(evidence.program, analysed, use))
          yield {
            ref: analysed.ref,
            span,
            confidence,
            message: `a copy of ${variable} (${type}) needs the GIL, but ${whereOf(evidence, analysed, call)}`,
            related: evidence.pathToCall(analysed, call),
            remedies: (code) => withGil({ evidence, analysed, code }, call),
          };
        // The object that is made without the GIL is destroyed without it: one mistake.
        const object = use.effect.cplusplus?.object;
        if (object?.role === "destroy" && made.has(object.text)) continue;
        const isMade = object?.role === "construct" || object?.role === "copy";
        if (target.kind === "api" || (target.kind === "functions" && target.refs.some((ref) => evidence.needs.of(ref))))
          made.add(isMade ? object.text : use.effect.result);
        if (target.kind !== "api") continue;
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: target.certain ? confidence : lower(confidence),
          message: `${written(target.name, use.effect.macro)} needs the GIL, but ${whereOf(evidence, analysed, call)}${bare === null ? advice(target.name) : ""}`,
          related: evidence.pathToCall(analysed, call),
          remedies: (code) => withGil({ evidence, analysed, code }, call),
        };
      }
    }
  },
});

function whereOf(evidence: Evidence, analysed: Analysed, { visit, bare }: CallWithoutGil): string {
  if (bare !== null) return withoutGilAt(bare);
  const release = evidence.releaseAt(analysed, visit)?.effect.callee;
  return release === undefined || release === "" ? "the GIL is released here" : `${release} has released the GIL here`;
}

function written(name: string, macro: string | null): string {
  return macro === null || macro === name ? name : `${name} (through ${macro})`;
}

/** For a region: where nothing was released there is none to move things out of. */
function advice(name: string): string {
  const alternative = apiFact(name)?.trap?.alternative ?? "";
  return alternative === "" ? "" : `; ${alternative}`;
}
