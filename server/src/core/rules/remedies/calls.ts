// What the calls in a stretch of code need, so that a fix does not run them in the wrong state.
import { blockingFact } from "../../capi/blocking.ts";
import type { UnsafeCallFact } from "../../capi/sharing.ts";
import type { CallEffect } from "../../effects/effect.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import type { Analysed } from "../../summaries/uses.ts";
import { contains, type Span } from "../../text/span.ts";

/** The calls that begin in a stretch of the body. */
export function callsIn({ effects }: Analysed, stretch: Span): CallEffect[] {
  return effects.blocks.flatMap((block) =>
    block.effects.filter((effect): effect is CallEffect => effect.kind === "call" && contains(stretch, effect.span)),
  );
}

/** `harmless`: it takes no time, with the GIL or without; `quick`: it is not known to wait; `other`: better without the GIL. */
export type Demand = "gil" | "harmless" | "quick" | "other";

const HARMLESS =
  /^(?:free|malloc|calloc|realloc|mem(?:cpy|set|cmp|move|chr)|str\w+|v?sn?printf|abs|exit|__errno_location)$/;

export function demandOf(evidence: Evidence, { ref }: Analysed, call: CallEffect): Demand {
  const target = evidence.program.target(call, ref.path);
  switch (target.kind) {
    case "api":
    case "accessor":
      return "gil";
    case "declared":
      return target.needs ? "gil" : "other";
    case "functions":
      if (target.throughPointer) return "other";
      return target.refs.some((callee) => evidence.needs.of(callee) !== null) &&
        target.refs.every((callee) => evidence.waits.of(callee) === null)
        ? "gil"
        : "other";
    case "external":
      if (HARMLESS.test(target.name)) return "harmless";
      return blockingFact(target.name) === undefined && !evidence.program.configured.blocking.has(target.name)
        ? "quick"
        : "other";
    case "pointer":
      return "other";
  }
}

/** `sleep` and its like disturb signals and timers of the process, not other threads. */
export function concernsSignalsOnly({ shares }: UnsafeCallFact): boolean {
  return (
    shares !== "" &&
    shares.split(" ").every((mark) => /^(?:sig:.*|timer|const:sigintr|cancel|term|MT-Unsafe)$/.test(mark))
  );
}

/** Calls of the C library that work on the same thing: `setutxent` and `getutxent` walk through one list. */
export function familyOf({ name }: UnsafeCallFact): string {
  return /^(?:get|set|end|put)(\w+?)(?:ent|id|line|nam|uid|gid)$/.exec(name)?.[1] ?? name;
}

/** What to do instead of a call that threads may not make at once. */
export function adviceAgainst({ replacement }: UnsafeCallFact): string {
  if (replacement === "" || replacement.startsWith("lock")) return "hold a lock around it";
  return `use ${replacement.replace(/ \+ lock$/, " and hold a lock around it")}`;
}
