// The region a remedy works in: what opened it, how it is suspended there, and which ways out leave it released.

import type { Visit } from "../../dataflow/solution.ts";
import { ENDED, type Frame, type Status } from "../../dataflow/status.ts";
import type { CallEffect } from "../../effects/effect.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { isLocalPlace, undoneElsewhere } from "../../evidence/wrappers.ts";
import type { Code } from "../../fixes/code.ts";
import { ancestors, type Statement } from "../../fixes/statements.ts";
import { type Analysed, type Use, visitsOf } from "../../summaries/uses.ts";

/** The function that is to be mended. */
export interface Patient {
  readonly evidence: Evidence;
  readonly analysed: Analysed;
  readonly code: Code;
}

/** The one release in force, where it is the same on every way and nothing was done after it. */
export function onlyRelease(statuses: readonly Status[]): Frame | null {
  const frame = statuses[0]?.frames.at(-1);
  if (frame?.kind !== "released") return null;
  const same = statuses.every(({ frames }) => {
    const released = frames.filter(({ kind }) => kind === "released");
    return frames.at(-1)?.site === frame.site && released.length === 1;
  });
  return same ? frame : null;
}

/** The release in force at every visit of a use. */
export function releaseAt(use: Use): Frame | null {
  return onlyRelease(visitsOf(use).map(({ before }) => before.status));
}

/** Where a region was opened. */
export interface Opening {
  readonly effect: CallEffect;
  readonly statement: Statement;
  /** What opened it, in the words of the code. */
  readonly name: string;
}

export function openingOf({ evidence, analysed, code }: Patient, { site }: Frame): Opening | null {
  const effect = evidence.siteOf(analysed.ref, analysed.effects, site)?.effect;
  if (effect === undefined) return null;
  return {
    effect,
    statement: code.statementAt(effect.span.start + code.body.start),
    name: effect.macro ?? effect.callee,
  };
}

/** Whether a way out may not leave this region open: not in a function that gives the GIL up for its caller. */
export function isFault(analysed: Analysed, { before, effect }: Visit): boolean {
  const frame = before.status.frames.at(-1);
  if (frame === undefined || frame.saved === ENDED) return false;
  if (frame.lexical) return true;
  const returned = effect.kind === "return" ? effect.value : null;
  if (frame.saved !== null && isLocalPlace(analysed, frame.saved) && frame.saved !== returned) return true;
  return undoneElsewhere(analysed, frame);
}

/** The release that the return or jump beginning at `start` (in the body) leaves in force on every way. */
export function releaseLeftAt(analysed: Analysed, start: number): Frame | null {
  const exit = analysed.uses.find(({ effect }) => effect.kind === "return" && effect.span.start === start);
  if (exit !== undefined) return exit.released.some((visit) => !isFault(analysed, visit)) ? null : releaseAt(exit);
  const { leaks, nodes } = analysed.solution;
  const own = leaks.filter(
    ({ node, edge }) => analysed.effects.blocks[node.block]?.edges[edge]?.jump?.span.start === start,
  );
  const blocks = new Set(own.map(({ node }) => node.block));
  const every = own.length === nodes.filter(({ block }) => blocks.has(block)).length;
  return every ? onlyRelease(own.map(({ status }) => status)) : null;
}

export interface Pair {
  /** Takes the GIL. */
  readonly take: string;
  /** Gives it up again. */
  readonly give: string;
}

/** The lines that suspend the region opened by a frame; null where a function of the project opened it, and has partners of its own. */
export function suspension(patient: Patient, frame: Frame): Pair | null {
  const { saved } = frame;
  const callee = openingOf(patient, frame)?.effect.callee;
  if (saved === "_save" && (callee === "Py_BEGIN_ALLOW_THREADS" || callee === "Py_UNBLOCK_THREADS"))
    return { take: "Py_BLOCK_THREADS", give: "Py_UNBLOCK_THREADS" };
  if (callee !== "PyEval_SaveThread" || saved === null) return null;
  return { take: `PyEval_RestoreThread(${saved});`, give: `${saved} = PyEval_SaveThread();` };
}

/** The lines that take the GIL at a statement in a region and give it up again; null where there are none. */
export function pairAt(patient: Patient, first: Statement, frame: Frame): Pair | null {
  const own = isInScope(patient, first.start, frame) ? suspension(patient, frame) : null;
  if (own !== null) return own;
  // A thread state of its own is not the one that PyGILState_Ensure would take.
  return openingOf(patient, frame)?.effect.callee === "PyEval_ReleaseThread" ? null : ensurePair(patient.code, first);
}

/** The lines for code that knows no region; null where nothing can be declared in front of the statement. */
export function ensurePair(code: Code, first: Statement): Pair | null {
  const siblings = first.parent?.children ?? [];
  if (siblings[siblings.indexOf(first) - 1]?.kind === "label") return null;
  const state = code.freshName("gstate");
  return { take: `PyGILState_STATE ${state} = PyGILState_Ensure();`, give: `PyGILState_Release(${state});` };
}

/** Whether what keeps a frame's state can be named at an offset: it is kept in a block around it, or declared in one. */
export function isInScope(patient: Patient, at: number, frame: Frame): boolean {
  const { analysed, code } = patient;
  const opening = openingOf(patient, frame);
  const name = /[A-Za-z_]\w*/.exec(frame.saved ?? "")?.[0];
  if (opening === null || name === undefined) return false;
  const statement = code.statementAt(at);
  const around = [statement, ...ancestors(statement)];
  const kept = opening.statement.parent;
  if (kept !== null && around.includes(kept)) return true;
  if ((analysed.effects.locals[name]?.parameter ?? -1) >= 0) return true;
  return around.some((block) => block.children.some((child) => child.end <= at && declares(code, child, name)));
}

function declares(code: Code, statement: Statement, name: string): boolean {
  if (statement.kind !== "simple") return false;
  return new RegExp(`^(?:\\w+[\\s*]+)+(?:\\w+\\s*,[\\s*]*)*${name}\\s*[=,;]`).test(code.masked(statement));
}
