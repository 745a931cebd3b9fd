// A way out that leaves the GIL released. Page: ./exit-without-reacquire.md
import type { Frame } from "../dataflow/status.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Related } from "../findings/finding.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { reacquire } from "./remedies/exits.ts";
import { isFault, releaseAt, releaseLeftAt } from "./remedies/region.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const exitWithoutReacquire: Rule = defineRule({
  id: "exit-without-reacquire",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "A way out of a function or region that leaves the GIL released",
  fix: "safe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions) {
      yield* jumps(evidence, analysed);
      for (const use of analysed.ends) yield* exits(evidence, analysed, use);
    }
  },
});

function* exits(evidence: Evidence, analysed: Analysed, use: Use): Iterable<Draft> {
  const [visit] = use.released.filter((released) => isFault(analysed, released));
  if (visit === undefined) return;
  const kind = EXITS[use.effect.kind === "fall" || use.effect.kind === "throw" ? use.effect.kind : "return"];
  yield {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: evidence.certainty(analysed, use),
    message: `${kind} with the GIL released: nothing takes it back, and the caller goes on without it`,
    related: evidence.path(analysed, visit),
    remedies: (code) => {
      const frame = releaseAt(use);
      const exit = { span: use.effect.span, isEnd: use.effect.kind === "fall" };
      return frame === null ? [] : reacquire({ evidence, analysed, code }, exit, frame);
    },
  };
}

const EXITS = {
  fall: "the function ends",
  return: "this return leaves the function",
  throw: "this exception leaves the function",
} as const;

function* jumps(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  const seen = new Set<number>();
  for (const { node, edge, status } of analysed.solution.leaks) {
    const jump = analysed.effects.blocks[node.block]?.edges[edge]?.jump;
    const frame = status.frames.at(-1);
    if (jump === null || jump === undefined || frame === undefined || seen.has(jump.span.start)) continue;
    seen.add(jump.span.start);
    yield {
      ref: analysed.ref,
      span: jump.span,
      confidence: analysed.effects.damage === null ? "high" : "medium",
      message: `this ${jump.kind} leaves the region with the GIL released: nothing takes it back`,
      related: [...releaseOf(evidence, analysed, frame), ...evidence.decisions(analysed, node, frame.site)],
      remedies: (code) => {
        const left = releaseLeftAt(analysed, jump.span.start);
        const exit = { span: jump.span, isEnd: false };
        return left === null ? [] : reacquire({ evidence, analysed, code }, exit, left);
      },
    };
  }
}

function releaseOf(evidence: Evidence, { ref, effects }: Analysed, frame: Frame): Related[] {
  const site = evidence.siteOf(ref, effects, frame.site);
  return site === null ? [] : [{ ...site.location, message: "the GIL is released here" }];
}
