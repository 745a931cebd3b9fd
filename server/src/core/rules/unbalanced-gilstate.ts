// PyGILState_Ensure without its Release, or the other way round. Page: ./unbalanced-gilstate.md
import type { Visit } from "../dataflow/solution.ts";
import { type Frame, SITE, STARTED, type Status } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { calledName, type Escape, escapes, wayOut } from "../evidence/exceptions.ts";
import { contradictsFlag } from "../evidence/flags.ts";
import { isToldByResult } from "../evidence/told-by-result.ts";
import { isHandedOn, isLocalPlace, undoneElsewhere } from "../evidence/wrappers.ts";
import type { Confidence } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use, visitsOf } from "../summaries/uses.ts";
import { wordsOf } from "../text/names.ts";
import { releaseEnsured } from "./remedies/exits.ts";
import { type Cause, type Draft, defineRule, type Rule } from "./rule.ts";

export const unbalancedGilstate: Rule = defineRule({
  id: "unbalanced-gilstate",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "PyGILState_Ensure without its Release, or the other way round",
  fix: "safe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions) {
      if (!takesGil(analysed)) continue;
      for (const use of analysed.ends) {
        yield* exits(evidence, analysed, use);
        yield* keptExits(evidence, analysed, use);
      }
      for (const use of analysed.uses) if (isCallUse(use)) yield* releases(evidence, analysed, use);
      for (const way of escapes(evidence, analysed, "ensured")) yield thrown(evidence, analysed, way);
    }
  },
});

/** Whether the GIL is taken somewhere, or something is done to it that cannot be: most functions only release it. */
const takesGil = perAnalysed(({ solution }) =>
  solution.visits.some(
    ({ before, faults }) => faults.length > 0 || before.status.frames.some(({ kind }) => kind !== "released"),
  ),
);

function* exits(evidence: Evidence, analysed: Analysed, use: Use): Iterable<Draft> {
  const all = visitsOf(use);
  for (const visit of all) {
    const frame = visit.before.status.frames.findLast(({ kind }) => kind === "ensured");
    if (frame === undefined || !isFault(analysed, visit, frame)) continue;
    const every = all.every(({ before }) => before.status.frames.some(({ site }) => site === frame.site));
    const ensure = evidence.siteOf(analysed.ref, analysed.effects, frame.site);
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence: contradictsFlag(analysed, visit, frame) ? "low" : confidenceOf(analysed, every),
      message: `${exitOf(use)} without PyGILState_Release for the PyGILState_Ensure before it: the thread keeps the GIL`,
      related: [
        ...(ensure === null ? [] : [{ ...ensure.location, message: "PyGILState_Ensure is called here" }]),
        ...evidence.decisions(analysed, visit.node, frame.site),
      ],
      remedies: (code) =>
        all.every(({ before }) => isOnTop(before.status, frame))
          ? releaseEnsured(
              { evidence, analysed, code },
              { span: use.effect.span, isEnd: use.effect.kind === "fall" },
              frame,
            )
          : new Refusal("Something else was done to the GIL after it, which has to be undone first."),
      ...(ensure?.effect.macro == null ? {} : { cause: causeIn(ensure.effect.macro, analysed) }),
    };
    return;
  }
}

/** Functions that one macro makes. */
function causeIn(macro: string, { ref }: Analysed): Cause {
  return {
    key: macro,
    more: (others) => `; ${macro} does so in ${others} other places of this file`,
    also: `${macro} does so in ${ref.extent.name} too`,
    refusal: new Refusal(`Many are made so: ${macro} is what is to be mended.`),
  };
}

const EXITS = {
  fall: "the function ends",
  return: "this return leaves the function",
  throw: "this exception leaves the function",
} as const;

function exitOf({ effect: { kind } }: Use): string {
  return EXITS[kind === "fall" || kind === "throw" ? kind : "return"];
}

/** What a call throws, where no `throw` is to be seen. */
function thrown(evidence: Evidence, analysed: Analysed, way: Escape): Draft {
  const { call, frame, raise, confidence } = way;
  const ensure = evidence.siteOf(analysed.ref, analysed.effects, frame.site);
  return {
    ref: analysed.ref,
    span: call.span,
    confidence,
    message: `an exception of ${calledName(call)} ${raise.how === "always" ? "leaves" : "may leave"} the function without PyGILState_Release for the PyGILState_Ensure before it: the thread keeps the GIL`,
    related: [
      ...(ensure === null ? [] : [{ ...ensure.location, message: "PyGILState_Ensure is called here" }]),
      ...wayOut(evidence, way),
    ],
    remedies: new Refusal(
      "An exception passes all statements by: an object whose destructor calls PyGILState_Release has to hold the GIL, or it has to be caught before.",
    ),
  };
}

/** A callback takes the GIL with a thread state, gives it back on one way out, and not on another. */
function* keptExits(evidence: Evidence, analysed: Analysed, use: Use): Iterable<Draft> {
  const { ref, solution } = analysed;
  if (use.released.length + use.unknown.length > 0) return;
  for (const visit of use.held) {
    const [frame] = visit.before.status.frames;
    if (frame?.kind !== "acquired" || frame.lexical || visit.before.status.frames.length > 1) continue;
    // Python may not have started, and its status is asked for that.
    if (frame.saved === STARTED) continue;
    const ends = [...(solution.undone.get(frame.site) ?? [])];
    const [undone] = ends;
    if (undone === undefined || !evidence.program.entryPoints.isOnlyHandedOver(ref)) continue;
    if (use.entry.length > 0 && asksBefore(analysed, visit, frame, ends)) continue;
    const taking = evidence.siteOf(ref, analysed.effects, frame.site);
    yield {
      ref,
      span: use.effect.span,
      confidence: confidenceOf(analysed, use.entry.length === 0),
      message: `${exitOf(use)} with the GIL that it took: on another way out it gives it back (${undone.macro ?? undone.callee})`,
      related: [
        ...(taking === null ? [] : [{ ...taking.location, message: "the GIL is taken here" }]),
        ...evidence.decisions(analysed, visit.node, frame.site),
      ],
      remedies: new Refusal(
        "Which of the two ways out is the right one depends on whether its callers expect the GIL.",
      ),
    };
    return;
  }
}

/**
 * Whether a way out on which the GIL is held, while it is not on others, comes by where the function asks if it has to give the GIL back,
 * or has asked again what told it to take it: what tells the ways apart may be what tells whether it was taken.
 */
function asksBefore({ effects }: Analysed, { node }: Visit, frame: Frame, ends: readonly CallEffect[]): boolean {
  const { blocks } = effects;
  const giving = blocks.flatMap((block, i) =>
    block.effects.some((effect) => ends.includes(effect as CallEffect)) ? [i] : [],
  );
  const asking = new Set(blocks.flatMap(({ edges }, i) => (edges.some(({ to }) => giving.includes(to)) ? [i] : [])));
  const taking = Math.floor(frame.site / SITE);
  const since: string[] = [];
  for (let at = node; at.block !== taking; at = at.parent.node) {
    if (at.parent === null || asking.has(at.block) || giving.includes(at.block)) return true;
    since.push(blocks[at.parent.node.block]?.edges[at.parent.edge]?.decision?.text ?? "");
  }
  const told = blocks.flatMap(({ edges }) =>
    edges.flatMap(({ to, decision }) => (to === taking ? [decision?.text ?? ""] : [])),
  );
  const words = new Set(told.flatMap(wordsOf));
  return words.size === 0 || since.flatMap(wordsOf).some((word) => words.has(word));
}

/** Whether this is what has to be undone next, and all there is to undo. */
function isOnTop({ frames }: Status, { site }: Frame): boolean {
  return frames.length === 1 && frames[0]?.site === site;
}

/** A function that ensures for its caller hands the state over: returned, through a pointer, or in something that lives on. */
function isFault(analysed: Analysed, visit: Visit, frame: Frame): boolean {
  const returned = visit.effect.kind === "return" ? visit.effect.value : null;
  if (frame.saved !== null && isLocalPlace(analysed, frame.saved) && frame.saved !== returned) return true;
  if (frame.saved !== null && isHandedOn(analysed, visit, frame.saved)) return false;
  return undoneElsewhere(analysed, frame) && !isToldByResult(analysed, frame);
}

function* releases(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Iterable<Draft> {
  const all = [...use.entry, ...use.held, ...use.released];
  for (const visit of all)
    for (const { fault, operation } of visit.faults) {
      if (operation.op !== "release-ensure") continue;
      if (fault === "released-ensure-twice" && !(operation.saved !== null && isEnsuredHere(analysed, operation.saved)))
        continue;
      if (fault !== "released-ensure-twice" && fault !== "ensure-not-on-top") continue;
      yield {
        ref: analysed.ref,
        span: use.effect.span,
        confidence: confidenceOf(
          analysed,
          all.every(({ faults }) => faults.some((other) => other.fault === fault)),
        ),
        message:
          fault === "ensure-not-on-top"
            ? "PyGILState_Release inside a region that was begun after its PyGILState_Ensure: take the GIL back first"
            : `PyGILState_Release(${operation.saved}) without a PyGILState_Ensure in force on this path`,
        related: evidence.decisions(analysed, visit.node, -1),
        remedies: new Refusal(
          fault === "ensure-not-on-top"
            ? "Where the region should end depends on what it is meant to run."
            : "Whether the Ensure is missing on this path, or the Release is one too many, the code does not tell.",
        ),
      };
      return;
    }
}

function isEnsuredHere(analysed: Analysed, place: string): boolean {
  return (
    isLocalPlace(analysed, place) &&
    analysed.solution.visits.some(({ before }) =>
      before.status.frames.some(({ kind, saved }) => kind === "ensured" && saved === place),
    )
  );
}

function confidenceOf({ effects, solution }: Analysed, every: boolean): Confidence {
  if (effects.damage !== null || solution.widened) return "low";
  return every ? "high" : "medium";
}
