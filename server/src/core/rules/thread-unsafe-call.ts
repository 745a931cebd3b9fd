// A C library call that is not thread-safe where the GIL is released. Page: ./thread-unsafe-call.md
import { unsafeCall } from "../capi/knowledge.ts";
import { exposureOf, isCallUse, sureness, wayTo } from "../summaries/sharing.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const threadUnsafeCall: Rule = defineRule({
  id: "thread-unsafe-call",
  group: "races",
  severity: "warning",
  since: "0.1.0",
  summary: "A C library call that is not thread-safe where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of analysed.uses) {
        if (!isCallUse(use) || use.effect.pointer !== null) continue;
        const fact = unsafeCall(use.effect.callee);
        if (fact === undefined || evidence.program.target(use.effect, analysed.ref.path).kind !== "external") continue;
        const exposure = exposureOf(evidence, analysed, use);
        if (exposure === null || exposure.guarded) continue;
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: fact.glibcSafe ? "low" : sureness(evidence, analysed, use, exposure),
          message: `${fact.name} is not thread-safe (${fact.shares}) and the GIL is released here; use ${fact.replacement}`,
          related: wayTo(evidence, analysed, exposure),
        };
      }
  },
});
