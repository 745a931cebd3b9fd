// Exceptions of C++ that come out of a call where the GIL is released, or taken with PyGILState_Ensure, and skip what would undo that.
import type { Leak, Visit } from "../dataflow/solution.ts";
import { type Frame, SITE } from "../dataflow/status.ts";
import type { CallEffect, Effect, FunctionEffects } from "../effects/effect.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import { caughtIn, mayThrow, type Raise } from "../summaries/throws.ts";
import type { Analysed } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { isLocalPlace } from "./wrappers.ts";

/** A call whose exception leaves something undone. */
export interface Escape {
  readonly call: CallEffect;
  readonly raise: Raise;
  /** What stays as it is. */
  readonly frame: Frame;
  readonly confidence: Confidence;
}

/** An exception that some `try` of the function catches outside of the region it comes from. */
export interface CaughtEscape extends Escape {
  readonly leak: Leak;
}

/**
 * The exceptions of calls that leave a function with something of `kind` undone: the likeliest one for each place that did it, where no
 * `throw` tells the same.
 */
export function escapes(evidence: Evidence, analysed: Analysed, kind: "released" | "ensured"): readonly Escape[] {
  const { ref, effects, uses } = analysed;
  if (!mayThrow(ref)) return [];
  const told = thrownOpenly(analysed);
  const caught = caughtIn(effects.blocks);
  const found = uses.flatMap(({ effect, entry, held, released, unknown }) => {
    if (effect.kind !== "call" || caught.has(effect)) return [];
    const frames = [...released, ...held, ...entry, ...unknown].flatMap((visit) => leftAt(analysed, visit, kind) ?? []);
    const [frame] = frames;
    const raise = frame === undefined ? null : evidence.program.throws.at(effect, ref.path);
    if (frame === undefined || raise === null || told.has(frame.site)) return [];
    return [{ call: effect, raise, frame, confidence: LEAVING[raise.how] }];
  });
  return likeliest(found);
}

/** The exceptions that are caught in the function, outside of the region they come from. */
export function caughtEscapes(evidence: Evidence, analysed: Analysed): readonly CaughtEscape[] {
  const { ref, effects, solution } = analysed;
  const told = thrownOpenly(analysed);
  const found = solution.leaks.flatMap((leak): CaughtEscape[] => {
    const frame = leak.status.frames.at(-1);
    const calls = callsRaising(effects, leak);
    if (frame === undefined || calls === null || told.has(frame.site)) return [];
    return calls.flatMap((call) => {
      const raise = evidence.program.throws.at(call, ref.path);
      return raise === null || raise.how === "memory"
        ? []
        : [{ call, raise, frame, leak, confidence: effects.damage === null ? "medium" : "low" }];
    });
  });
  return likeliest(found);
}

/** Whether a jump is an exception of a call, not a `throw`. */
export function isImplicit({ effects }: Analysed, leak: Leak): boolean {
  return callsRaising(effects, leak) !== null;
}

/** From the call down to what throws. */
export function wayOut(evidence: Evidence, { raise }: Escape): Related[] {
  return raise.chain.map(({ ref, span }, i) => ({
    ...evidence.at(ref, span),
    message:
      i < raise.chain.length - 1
        ? `${ref.extent.name} calls ${raise.chain[i + 1]?.ref.extent.name}`
        : raise.how === "thrown"
          ? `${ref.extent.name} throws here`
          : `${ref.extent.name} calls what may throw here`,
  }));
}

/** The call as it is called by people. */
export function calledName({ callee, pointer, macro }: CallEffect): string {
  return macro ?? (callee === "" ? (pointer?.slot ?? "") : callee);
}

/** In the function itself something is certain only where it is thrown; that a call may throw says little where nobody catches. */
const LEAVING: Readonly<Record<Raise["how"], Confidence>> = {
  always: "high",
  thrown: "medium",
  input: "medium",
  bounds: "low",
  memory: "low",
  unknown: "low",
};

/** What stays undone when an exception comes from here: guards undo what they did. */
function leftAt(analysed: Analysed, { before }: Visit, kind: "released" | "ensured"): Frame | null {
  const frame = before.status.frames.findLast(({ site }) => !isGuards(analysed.effects, site));
  if (frame?.kind !== kind) return null;
  return frame.lexical || (frame.saved !== null && isLocalPlace(analysed, frame.saved)) ? frame : null;
}

function isGuards({ blocks }: FunctionEffects, site: number): boolean {
  const effect = blocks[Math.floor(site / SITE)]?.effects[site % SITE];
  const object = effect?.kind === "call" ? effect.cplusplus?.object : null;
  if (object?.role !== "member") return object?.role === "construct";
  const isDestroyed = (other: Effect): boolean =>
    other.kind === "call" && other.cplusplus?.object?.role === "destroy" && other.cplusplus.object.text === object.text;
  return blocks.some(({ effects }) => effects.some(isDestroyed));
}

/** What a `throw` leaves undone, by the place that did it. */
function thrownOpenly(analysed: Analysed): ReadonlySet<number> {
  const { ends, solution, effects } = analysed;
  const left = ends
    .filter(({ effect }) => effect.kind === "throw")
    .flatMap(({ released, held }) => [...released, ...held].flatMap(({ before }) => before.status.frames));
  const jumped = solution.leaks
    .filter((leak) => {
      const jump = effects.blocks[leak.node.block]?.edges[leak.edge]?.jump;
      return jump?.kind === "throw" && !isImplicit(analysed, leak);
    })
    .flatMap(({ status }) => status.frames);
  return new Set([...left, ...jumped].map(({ site }) => site));
}

/** The calls one of which has thrown where a jump to a handler begins; null for other jumps. */
function callsRaising({ blocks }: FunctionEffects, { node }: Leak): readonly CallEffect[] | null {
  if (node.parent === null) return null;
  const raises = blocks[node.parent.node.block]?.edges[node.parent.edge]?.raises;
  if (raises === undefined) return null;
  return (blocks[raises]?.effects ?? []).filter((effect): effect is CallEffect => effect.kind === "call");
}

const LIKELIEST: readonly Raise["how"][] = ["always", "thrown", "input", "unknown", "bounds", "memory"];

/** One for each place that did what stays undone: the likeliest one, and of these the first. */
function likeliest<E extends Escape>(all: readonly E[]): readonly E[] {
  const chosen = new Map<number, E>();
  for (const way of all) {
    const known = chosen.get(way.frame.site);
    const order = known === undefined ? -1 : LIKELIEST.indexOf(way.raise.how) - LIKELIEST.indexOf(known.raise.how);
    if (order < 0 || (order === 0 && known !== undefined && way.call.span.start < known.call.span.start))
      chosen.set(way.frame.site, way);
  }
  return [...chosen.values()];
}
