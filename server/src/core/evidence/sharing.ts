// What a function does to things other threads can reach while the GIL is released, and whether a lock is held.

import { isAtomicOrThreadLocal, streamCall } from "../capi/sharing.ts";
import { REMOTE } from "../contexts/chains.ts";
import type { ReleasedContext } from "../contexts/contexts.ts";
import { leadsToExit } from "../contexts/last-words.ts";
import type { Registration } from "../contexts/registrations.ts";
import type { Visit } from "../dataflow/solution.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { runsAlone } from "./alone.ts";
import { type Evidence, lower } from "./evidence.ts";

/** A use reached with the GIL released, here or in a caller. */
export interface Exposure {
  readonly visit: Visit;
  /** Set where it is the caller, or a thread, that runs without the GIL. */
  readonly context: ReleasedContext | null;
  /** Some lock may be held. */
  readonly guarded: boolean;
}

/** Whether a use can be reached with the GIL released, here or in a caller. */
export function isExposed({ contexts }: Evidence, { ref }: Analysed, { released }: Use): boolean {
  return released.length > 0 || contexts.released(ref) !== undefined;
}

/** All of those. */
export function exposed(evidence: Evidence, { ref, uses, released }: Analysed): readonly Use[] {
  return evidence.contexts.released(ref) === undefined ? released : uses;
}

/** Null where the use is not reached without the GIL, by a thread that is alone then, or only on the way to the end of the process. */
export function exposureOf(evidence: Evidence, analysed: Analysed, use: Use): Exposure | null {
  const exposure = withoutGil(evidence, analysed, use);
  if (exposure === null || runsAlone(evidence, analysed.ref)) return null;
  return leadsToExit(evidence.program, analysed, use) ? null : exposure;
}

function withoutGil(evidence: Evidence, { ref }: Analysed, use: Use): Exposure | null {
  const [visit] = use.released;
  if (visit !== undefined)
    return { visit, context: null, guarded: use.released.every(({ before }) => before.mayLocks.size > 0) };
  const context = evidence.contexts.released(ref);
  const [entry] = use.entry;
  if (context === undefined || entry === undefined) return null;
  const annotated = evidence.program.annotations(ref).some(({ kind }) => kind === "guarded-by");
  return {
    visit: entry,
    context,
    guarded: annotated || context.guarded || use.entry.every(({ before }) => before.mayLocks.size > 0),
  };
}

export function wayTo(evidence: Evidence, analysed: Analysed, exposure: Exposure): Related[] {
  return exposure.context === null ? evidence.path(analysed, exposure.visit) : evidence.wayTo(exposure.context);
}

export function sureness(evidence: Evidence, analysed: Analysed, use: Use, { context }: Exposure): Confidence {
  if (context === null) return evidence.certainty(analysed, use);
  // A thread of the extension's own: there may be only one.
  if (context.registration !== null) return "low";
  const way = evidence.contexts.wayUp(context);
  if (way.length > REMOTE || way.at(-1)?.registration !== null) return "low";
  if (way.length > 1 && evidence.contexts.breadthOf(context) > WIDE) return "low";
  const sure: Confidence = context.certain && way.length <= FAR ? "high" : "medium";
  return analysed.effects.damage === null ? sure : lower(sure);
}

/** So many calls away from where the GIL is released that it can only be guessed whether anybody comes here. */
export function isRemote(evidence: Evidence, { context }: Exposure): boolean {
  return context !== null && evidence.contexts.wayUp(context).length > REMOTE;
}

/** How many calls down from a region a function is still part of what it runs: each is a call that may be made. */
const FAR = 4;

/**
 * A region that reaches more functions runs the program itself, as an editor's that evaluates a command of its own: whether that may
 * happen twice at a time is settled for all its variables together, and no slip of each.
 */
const WIDE = 150;

/** Whether who starts a thread also waits for its end: what it writes is read afterwards. */
export function isJoined(evidence: Evidence, { from }: Registration): boolean {
  if (from === null) return false;
  return evidence.program
    .analysed(from)
    .uses.some(
      ({ effect }) =>
        effect.kind === "call" &&
        (/join|wait_?thread/i.test(effect.callee) || (effect.args ?? []).some(({ text }) => text === "INFINITE")),
    );
}

/** The shared stream a call writes: a standard stream, or one with static storage or behind `self`; null for others. */
export function sharedStream(evidence: Evidence, analysed: Analysed, call: CallEffect): string | null {
  const fact = call.pointer === null ? streamCall(call.callee) : undefined;
  if (fact === undefined || fact.direction !== "write") return null;
  if (typeof fact.stream === "string") return fact.stream;
  const arg = call.args?.[fact.stream];
  if (arg === undefined) return null;
  const { text } = arg;
  if (text === "stdout" || text === "1" || text === "STDOUT_FILENO") return "stdout";
  if (text === "stderr" || text === "2" || text === "STDERR_FILENO") return "stderr";
  if (evidence.settings.sharedStreams.includes(text)) return text;
  const local = arg.base === null ? undefined : analysed.effects.locals[arg.base];
  if (local === undefined || local.isStatic)
    return arg.base !== null && isStaticVariable(evidence, analysed, arg.base) ? text : null;
  return local.parameter >= 0 && arg.base === "self" && text.startsWith("self->") ? text : null;
}

/** A variable all threads share, of a type that does not make access safe by itself. */
export function isStaticVariable(evidence: Evidence, { ref, effects }: Analysed, name: string): boolean {
  const type = staticType(evidence, { ref, effects }, name);
  return type !== null && !isAtomicOrThreadLocal(type) && !/\bconst\b(?![^*]*\*)/.test(type);
}

/** The declared type of a variable with static storage; null if the name means something else. */
export function staticType(
  evidence: Evidence,
  { ref, effects }: Pick<Analysed, "ref" | "effects">,
  name: string,
): string | null {
  const local = effects.locals[name];
  if (local !== undefined) return local.isStatic ? local.type : null;
  const { symbols } = evidence.program;
  if (ref.extent.cplusplus !== undefined && symbols.methods.classes.isField(name, ref.extent.cplusplus.scope))
    return null;
  const found = symbols.variable(name, ref.path);
  return found === undefined ? null : `${found.variable.type}${found.variable.isArray ? "[]" : ""}`;
}

/** Whether one block can run after another (or again after itself) within the function. */
export function reaches({ effects }: Analysed, from: number, to: number): boolean {
  const seen = new Set<number>();
  const work = [from];
  for (let block = work.pop(); block !== undefined; block = work.pop())
    for (const edge of effects.blocks[block]?.edges ?? []) {
      if (edge.to === to) return true;
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      work.push(edge.to);
    }
  return false;
}

/** How whoever comes to a place without the GIL was handed over: to a thread, to a library; null where Python called. */
export function registrationOf(evidence: Evidence, { context }: Exposure): Registration | null {
  return context === null ? null : evidence.contexts.rootOf(context).registration;
}
