// A way out that leaves the GIL released. Page: ./exit-without-reacquire.md
import type { Frame } from "../dataflow/status.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { calledName, caughtEscapes, type Escape, escapes, isImplicit, wayOut } from "../evidence/exceptions.ts";
import { contradictsFlag } from "../evidence/flags.ts";
import type { Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
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
      yield* exceptions(evidence, analysed);
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
    confidence: isDoubted(analysed, use) ? "low" : evidence.certainty(analysed, use),
    message: `${kind} with the GIL released: nothing takes it back, and the caller goes on without it`,
    related: evidence.path(analysed, visit),
    remedies: (code) => {
      const frame = releaseAt(use);
      const exit = { span: use.effect.span, isEnd: use.effect.kind === "fall" };
      return frame === null
        ? new Refusal("The ways that lead here release the GIL in different places, or not all of them do.")
        : reacquire({ evidence, analysed, code }, exit, frame);
    },
  };
}

/** Every path that leaves it released finds a flag set that says that it did not release it. */
function isDoubted(analysed: Analysed, { released }: Use): boolean {
  return released.every((visit) => {
    const frame = visit.before.status.frames.at(-1);
    return frame !== undefined && contradictsFlag(analysed, visit, frame);
  });
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
    if (isImplicit(analysed, { node, edge, status })) continue;
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
        return left === null
          ? new Refusal("The ways that lead here release the GIL in different places, or not all of them do.")
          : reacquire({ evidence, analysed, code }, exit, left);
      },
    };
  }
}

/** What calls throw, where no `throw` is to be seen. */
function* exceptions(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  for (const way of escapes(evidence, analysed, "released")) yield thrown(evidence, analysed, way, []);
  for (const way of caughtEscapes(evidence, analysed)) {
    const target = analysed.effects.blocks[way.leak.node.block]?.edges[way.leak.edge]?.jump?.target ?? -1;
    const handler = { start: target, end: target + 1 };
    yield thrown(evidence, analysed, way, [
      { ...evidence.at(analysed.ref, handler), message: "it is caught here, without the GIL" },
    ]);
  }
}

function thrown(evidence: Evidence, analysed: Analysed, way: Escape, caught: readonly Related[]): Draft {
  const { call, frame, raise, confidence } = way;
  const may = raise.how === "always" ? "leaves" : "may leave";
  return {
    ref: analysed.ref,
    span: call.span,
    confidence,
    message: `an exception of ${calledName(call)} ${may} the region with the GIL released: ${
      caught.length > 0 ? "the handler runs without it, and nothing takes it back" : "nothing takes it back"
    }`,
    related: [...releaseOf(evidence, analysed, frame), ...wayOut(evidence, way), ...caught],
    remedies: new Refusal(
      "An exception passes all statements by: an object whose destructor takes the GIL back has to hold the region, or it has to be caught inside.",
    ),
  };
}

function releaseOf(evidence: Evidence, { ref, effects }: Analysed, frame: Frame): Related[] {
  const site = evidence.siteOf(ref, effects, frame.site);
  return site === null ? [] : [{ ...site.location, message: "the GIL is released here" }];
}
