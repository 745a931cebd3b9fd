// A static or global variable changed without a lock where the GIL is released. Page: ./unguarded-shared-state.md
import type { StoreEffect } from "../effects/effect.ts";
import type { Confidence } from "../findings/finding.ts";
import { type Evidence, lower } from "../summaries/evidence.ts";
import type { Analysed, Use } from "../summaries/program.ts";
import {
  type Exposure,
  exposed,
  exposureOf,
  isStaticVariable,
  isStoreUse,
  staticType,
  sureness,
  wayTo,
} from "../summaries/sharing.ts";
import { lockedStore } from "./remedies/lock.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const unguardedSharedState: Rule = defineRule({
  id: "unguarded-shared-state",
  group: "races",
  severity: "warning",
  since: "0.1.0",
  summary: "A static or global variable changed without a lock where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of exposed(evidence, analysed)) {
        if (!isStoreUse(use)) continue;
        const { base, target, modifies } = use.effect;
        if (
          base === null ||
          !isStaticVariable(evidence, analysed, base) ||
          !isOwnMemory(evidence, analysed, use.effect)
        )
          continue;
        const exposure = exposureOf(evidence, analysed, use);
        if (exposure === null || exposure.guarded) continue;
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: confidenceOf(evidence, analysed, use, exposure),
          message: `${target} is shared by all threads and ${modifies ? "read, changed and written back" : "written"} without a lock while the GIL is released`,
          related: wayTo(evidence, analysed, exposure),
          remedies: (code) => lockedStore({ evidence, analysed, code }, use.effect.span),
        };
      }
  },
});

/** The variable itself, a field or an element of it; not what a pointer variable points to. */
function isOwnMemory(evidence: Evidence, analysed: Analysed, { through, base, target }: StoreEffect): boolean {
  if (through === "name") return true;
  if (through === "pointer" || target.includes("->")) return false;
  const type = staticType(evidence, analysed, base ?? "") ?? "";
  return !type.includes("*") || type.endsWith("[]");
}

function confidenceOf(evidence: Evidence, analysed: Analysed, use: Use<StoreEffect>, exposure: Exposure): Confidence {
  const sure = sureness(evidence, analysed, use, exposure);
  const { modifies, value, base } = use.effect;
  const type = staticType(evidence, analysed, base ?? "") ?? "";
  // A flag that is set to a constant is rarely what breaks.
  if (!modifies && value !== null) return "low";
  return modifies && !/\bvolatile\b/.test(type) ? sure : lower(sure);
}
