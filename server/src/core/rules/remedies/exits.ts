// Giving back, before a way out, what the function took or released.

import type { Frame } from "../../dataflow/status.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { afterValue, beforeEnd, exitAt, returnedValue } from "../../fixes/exits.ts";
import { Refusal } from "../../fixes/refusal.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { wordsOf } from "../../text/names.ts";
import { type Span, shift } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { callsIn, demandOf } from "./calls.ts";
import { missingEnd } from "./missing-end.ts";
import { isInScope, openingOf, type Patient, suspension } from "./region.ts";
import { startOfRun } from "./run.ts";

export interface Exit {
  /** In the body. */
  readonly span: Span;
  readonly isEnd: boolean;
}

/** The GIL taken back where a region is left. */
export function reacquire(patient: Patient, { span, isEnd }: Exit, frame: Frame): Remedies {
  const { code } = patient;
  const missing = missingEnd(patient, frame);
  if (missing !== null) return missing;
  const { ref, effects } = patient.analysed;
  if (isEnd && effects.damage !== null)
    return new Refusal(`gilint cannot read all of ${ref.extent.name}, and may have missed how it ends.`);
  const at = span.start + code.body.start;
  const line = suspension(patient, frame)?.take;
  if (line === undefined)
    return new Refusal("The GIL is released by a function of the project, which has a partner of its own.");
  if (!isInScope(patient, at, frame)) return new Refusal("What keeps the thread state cannot be named here.");
  const edits = isEnd ? beforeEnd(code, line) : reacquireBefore(patient, exitAt(code, at), line);
  return edits === null
    ? noPlace(patient, at, isEnd)
    : [{ title: `Take the GIL back before this with ${line.replace(/;$/, "")}`, safe: true, edits }];
}

/** In front of the exit and of statements before it that need the GIL, or behind the work that its value takes. */
function reacquireBefore(patient: Patient, exit: Statement | null, line: string): TextEdit[] | null {
  const { code, analysed } = patient;
  if (exit === null) return null;
  if (mayRunHeld(patient, exit)) {
    const first = startOfRun(patient, exit);
    return surround(code, first, exit, [line], []);
  }
  const value = returnedValue(code, exit);
  return value === null || demandsIn(patient, value).includes("gil")
    ? null
    : afterValue(code, exit, value, analysed.ref.extent.returns, line);
}

/** Whether the GIL may be taken before the exit's value is worked out: there is nothing to work out, or it needs the GIL anyway. */
export function mayRunHeld(patient: Patient, exit: Statement): boolean {
  const value = returnedValue(patient.code, exit);
  const demands = value === null ? [] : demandsIn(patient, value);
  return demands.length === 0 || (demands.includes("gil") && !demands.includes("other"));
}

/** PyGILState_Release before an exit. */
export function releaseEnsured(patient: Patient, { span, isEnd }: Exit, frame: Frame): Remedies {
  const { code } = patient;
  const at = span.start + code.body.start;
  const callee = openingOf(patient, frame)?.effect.callee;
  if (callee !== "PyGILState_Ensure")
    return new Refusal(`The GIL is taken in ${callee ?? "a function of the project"}, which has a partner of its own.`);
  if (frame.saved === null || !isInScope(patient, at, frame))
    return new Refusal("What PyGILState_Ensure returned cannot be named here.");
  const line = `PyGILState_Release(${frame.saved});`;
  const edits = isEnd ? beforeEnd(code, line) : releaseBefore(patient, exitAt(code, at), line);
  return edits === null
    ? noPlace(patient, at, isEnd)
    : [{ title: `Add ${line.slice(0, -1)} before this`, safe: true, edits }];
}

/** A lock given back before an exit, the way `given` does it. `safe`: whoever leaves with it makes a mistake for certain. */
export function unlocked(patient: Patient, end: Use, given: CallEffect, safe: boolean): Remedies {
  const { code } = patient;
  if (given.macro !== null || given.args === null)
    return new Refusal("The lock is given back elsewhere in a way that cannot be repeated here.");
  const line = `${code.text.slice(given.whole.start + code.body.start, given.whole.end + code.body.start)};`;
  const at = end.effect.span.start + code.body.start;
  const isEnd = end.effect.kind === "fall";
  const edits = isEnd ? beforeEnd(code, line) : releaseBefore(patient, exitAt(code, at), line);
  return edits === null
    ? noPlace(patient, at, isEnd)
    : [{ title: `Add ${line.slice(0, -1)} before this`, safe, edits }];
}

/** The value is worked out first, unless it has nothing to do with Python. */
export function releaseBefore(patient: Patient, exit: Statement | null, line: string): TextEdit[] | null {
  const { code, analysed } = patient;
  if (exit === null || exit.word.startsWith("Py_RETURN_")) return null;
  const value = returnedValue(code, exit);
  if (value === null || (demandsIn(patient, value).length === 0 && isOwnValue(patient, value)))
    return surround(code, exit, exit, [line], []);
  return afterValue(code, exit, value, analysed.ref.extent.returns, line);
}

function noPlace({ code }: Patient, at: number, isEnd: boolean): Refusal {
  if (isEnd) return new Refusal("There is no place for a line in front of the function's end.");
  const isHidden = exitAt(code, at) === null;
  const macro = /^\w+/.exec(code.text.slice(at))?.[0] ?? "a macro";
  return new Refusal(
    isHidden
      ? `The way out is hidden in ${macro}: nothing can be put right in front of it.`
      : "This way out works out a value that cannot be kept in a variable first.",
  );
}

function demandsIn({ evidence, analysed, code }: Patient, value: Span): string[] {
  return callsIn(analysed, shift(value, -code.body.start)).map((call) => demandOf(evidence, analysed, call));
}

/** Literals, constants and variables of the function's own: nothing that could belong to Python. */
function isOwnValue({ analysed, code }: Patient, span: Span): boolean {
  const value = code.masked(span);
  if (/[*[\].]|->/.test(value)) return false;
  return wordsOf(value).every((name) => {
    const local = analysed.effects.locals[name];
    return local === undefined ? /^[A-Z_][A-Z0-9_]*$/.test(name) : !local.isStatic;
  });
}
