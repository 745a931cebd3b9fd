// Ways out of a function with a lock in hand that other ways out give back.
import type { Node, Visit } from "../dataflow/solution.ts";
import type { CallEffect, Constant } from "../effects/effect.ts";
import type { Confidence } from "../findings/finding.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use, visitsOf } from "../summaries/uses.ts";

export interface LockLeak {
  readonly end: Use;
  readonly visit: Visit;
  /** As written. */
  readonly lock: string;
  /** Where it was taken, and where another way out gives it back. */
  readonly taken: CallEffect | null;
  readonly given: CallEffect;
  readonly confidence: Confidence;
}

type Success = "success" | "error" | "unknown";

/** In order of position. A function that takes a lock for its caller gives it back, if at all, where it fails. */
export function lockLeaksIn(program: Program, analysed: Analysed, isShared: (lock: string) => boolean): LockLeak[] {
  const leaks: LockLeak[] = [];
  if (!endsLocked(analysed)) return leaks;
  for (const end of analysed.ends)
    for (const visit of [...end.entry, ...end.held, ...end.released])
      for (const lock of visit.before.locks) {
        // Taken again after it was given back for a while: it was the caller's.
        if (analysed.solution.unlocks.some((unlock) => unlock.lock === lock && !unlock.held)) continue;
        const given = callWith(program, analysed, "unlock", lock);
        if (given === null || !isShared(lock) || leaks.some((leak) => leak.end === end && leak.lock === lock)) continue;
        if (isDestroyed(analysed, visit.node, lock)) continue;
        const taken = callWith(program, analysed, "lock", lock);
        if (taken !== null && decidedOn(analysed, visit.node, taken)) continue;
        const others = analysed.ends.filter((other) =>
          visitsOf(other).every(({ before }) => !before.mayLocks.has(lock)),
        );
        const confidence = judge(analysed, end, others);
        if (confidence === null) continue;
        leaks.push({ end, visit, lock, taken, given, confidence });
      }
  return leaks;
}

/** Whether some way out may be taken with a lock in hand. */
const endsLocked = perAnalysed(({ ends }) =>
  ends.some((end) => visitsOf(end).some(({ before }) => before.locks.size > 0)),
);

function judge(analysed: Analysed, end: Use, others: readonly Use[]): Confidence | null {
  if (others.length === 0 || analysed.effects.damage !== null) return null;
  const own = successOf(analysed, end);
  const known = others.map((other) => successOf(analysed, other));
  if (own === "error" && known.includes("success")) return "high";
  if (own === "error" && known.includes("unknown")) return "medium";
  return /\bvoid\s*$/.test(analysed.ref.extent.returns) ? "medium" : null;
}

/** Whether the lock, or what holds it, is gone at the end of this way. */
function isDestroyed({ effects }: Analysed, node: Node, lock: string): boolean {
  const base = /^\w+/.exec(lock)?.[0] ?? lock;
  for (let at: Node | null = node; at !== null; at = at.parent?.node ?? null)
    for (const effect of effects.blocks[at.block]?.effects ?? [])
      if (effect.kind === "call" && /free|destroy|dispose|delete/i.test(effect.macro ?? effect.callee))
        if (effect.args?.some(({ text }) => text.replace(/^&/, "") === lock || text === base) === true) return true;
  return false;
}

/** What a return says about how the function went, by the habits of C and of Python's C-API. */
function successOf({ ref }: Analysed, { effect }: Use): Success {
  if (effect.kind !== "return") return "unknown";
  const { value, constant } = effect;
  if (/^(?:NULL|nullptr|-\d+)$/.test(value ?? "") || isNegative(constant)) return "error";
  const pointer = /\*\s*$/.test(ref.extent.returns);
  if (constant === 0) return pointer ? "error" : "success";
  return constant === null && pointer ? "success" : "unknown";
}

function isNegative(constant: Constant | null): boolean {
  return typeof constant === "number" && constant < 0;
}

/** Whether the way there asks how the taking of the lock came out: then it may have failed. */
function decidedOn({ effects }: Analysed, node: Node, { whole, result }: CallEffect): boolean {
  for (let at = node; at.parent !== null; at = at.parent.node) {
    const decision = effects.blocks[at.parent.node.block]?.edges[at.parent.edge]?.decision;
    if (decision === null || decision === undefined) continue;
    if (decision.span.start <= whole.start && whole.end <= decision.span.end) return true;
    if (/^\w+$/.test(result) && new RegExp(`\\b${result}\\b`).test(decision.text)) return true;
  }
  return false;
}

/** The first call that takes a lock, or gives it back. */
function callWith(program: Program, { ref, uses }: Analysed, op: "lock" | "unlock", lock: string): CallEffect | null {
  return uses.filter(isCallUse).find(({ effect }) => program.locks(ref, effect, op, lock))?.effect ?? null;
}
