// What the calls in a stretch of code need, so that a fix does not run them in the wrong state.
import { blockingFact } from "../../capi/knowledge.ts";
import type { CallEffect } from "../../effects/effect.ts";
import type { Evidence } from "../../summaries/evidence.ts";
import type { Analysed } from "../../summaries/program.ts";
import { contains, type Span } from "../../text/span.ts";

/** The calls that begin in a stretch of the body. */
export function callsIn({ effects }: Analysed, stretch: Span): CallEffect[] {
  return effects.blocks.flatMap((block) =>
    block.effects.filter((effect): effect is CallEffect => effect.kind === "call" && contains(stretch, effect.span)),
  );
}

/** `gil`: it needs the GIL; `quick`: it runs with it or without; `other`: without it if at all. */
export function demandOf(evidence: Evidence, { ref }: Analysed, call: CallEffect): "gil" | "quick" | "other" {
  const target = evidence.program.target(call, ref.path);
  switch (target.kind) {
    case "api":
    case "accessor":
      return "gil";
    case "declared":
      return target.needs ? "gil" : "other";
    case "functions":
      return target.refs.some((callee) => evidence.needs.of(callee) !== null) ? "gil" : "other";
    case "external":
      return blockingFact(target.name) === undefined && !evidence.program.configured.blocking.has(target.name)
        ? "quick"
        : "other";
    case "pointer":
      return "other";
  }
}
