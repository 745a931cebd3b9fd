// A way out that leaves the GIL released. Page: ./exit-without-reacquire.md
import type { Visit } from "../dataflow/solve.ts";
import type { Frame, Status } from "../dataflow/status.ts";
import type { Related } from "../findings/finding.ts";
import type { Evidence } from "../summaries/evidence.ts";
import type { Analysed, Use } from "../summaries/program.ts";
import { isLocalPlace, undoneElsewhere } from "../summaries/wrappers.ts";
import { reacquire } from "./remedies/exits.ts";
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
      for (const use of analysed.uses)
        if (use.effect.kind === "return" || use.effect.kind === "fall") yield* exits(evidence, analysed, use);
    }
  },
});

function* exits(evidence: Evidence, analysed: Analysed, use: Use): Iterable<Draft> {
  const [visit] = use.released.filter((released) => isFault(analysed, released));
  if (visit === undefined) return;
  const kind = use.effect.kind === "fall" ? "the function ends" : "this return leaves the function";
  yield {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: evidence.certainty(analysed, use),
    message: `${kind} with the GIL released: nothing takes it back, and the caller goes on without it`,
    related: evidence.path(analysed, visit),
    remedies: (code) => {
      const frame = onlyFrame(
        [...use.released, ...use.entry, ...use.held, ...use.unknown].map(({ before }) => before.status),
      );
      const exit = { span: use.effect.span, isEnd: use.effect.kind === "fall" };
      return frame === null ? [] : reacquire(evidence, analysed, code, exit, frame);
    },
  };
}

/** The release that is to be undone, where it is the same on every way. */
function onlyFrame(statuses: readonly Status[]): Frame | null {
  const frame = statuses[0]?.frames.at(-1);
  if (frame === undefined) return null;
  const same = statuses.every(({ frames }) => {
    const released = frames.filter(({ kind }) => kind === "released");
    return frames.at(-1)?.site === frame.site && released.length === 1 && released[0]?.site === frame.site;
  });
  return same ? frame : null;
}

/** A function that gives the GIL up for its caller, and keeps the thread state where the caller finds it, is none. */
function isFault(analysed: Analysed, { before, effect }: Visit): boolean {
  const frame = before.status.frames.at(-1);
  if (frame === undefined) return false;
  if (frame.lexical) return true;
  const returned = effect.kind === "return" ? effect.value : null;
  if (frame.saved !== null && isLocalPlace(analysed, frame.saved) && frame.saved !== returned) return true;
  return undoneElsewhere(analysed, frame);
}

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
        const leaks = analysed.solution.leaks.filter((leak) => leak.node.block === node.block && leak.edge === edge);
        const only = onlyFrame(leaks.map((leak) => leak.status));
        const every = leaks.length === analysed.solution.nodes.filter(({ block }) => block === node.block).length;
        return only === null || !every
          ? []
          : reacquire(evidence, analysed, code, { span: jump.span, isEnd: false }, only);
      },
    };
  }
}

function releaseOf(evidence: Evidence, { ref, effects }: Analysed, frame: Frame): Related[] {
  const site = evidence.siteOf(ref, effects, frame.site);
  return site === null ? [] : [{ ...site.location, message: "the GIL is released here" }];
}
