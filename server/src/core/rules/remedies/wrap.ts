// What needs the GIL run with it, in the middle of a region: the region suspended, left early, or ended before it.
import type { Bare } from "../../contexts/entered.ts";
import type { Frame } from "../../dataflow/status.ts";
import type { CallWithoutGil } from "../../evidence/evidence.ts";
import { isDeclaration, splitDeclaration } from "../../fixes/declarations.ts";
import { endOfLineText, startOfLine } from "../../fixes/layout.ts";
import { declaredNames, moveBehind, moveLines } from "../../fixes/move.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { allStatements, ancestors, type Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import { type Use, visitsOf } from "../../summaries/uses.ts";
import { wordsOf } from "../../text/names.ts";
import type { Remedies, Remedy } from "../rule.ts";
import { demandOf } from "./calls.ts";
import { mayRunHeld, reacquire } from "./exits.ts";
import { missingEnd } from "./missing-end.ts";
import { readBeforeRegion } from "./read-before.ts";
import { ensurePair, openingOf, type Patient, pairAt, releaseAt, releaseLeftAt, suspension } from "./region.ts";
import { exitBehind, type Run, runAround } from "./run.ts";

/** What can be done about a call that needs the GIL where it is not held. */
export function withGil(patient: Patient, { use, bare }: CallWithoutGil): Remedies {
  const { code, analysed } = patient;
  const [lock] = visitsOf(use).flatMap(({ before }) => [...before.mayLocks]);
  if (lock !== undefined)
    return new Refusal(`The lock ${lock} is held here: waiting for the GIL with it can deadlock.`);
  if (bare !== null) return takenFor(patient, bare);
  const frame = releaseAt(use);
  if (frame === null)
    return new Refusal("The ways that lead here release the GIL in different places, or not all of them do.");
  const missing = missingEnd(patient, frame);
  if (missing !== null) return unsafe(missing);
  const statement = code.statementAt(use.effect.span.start + code.body.start);
  const exit = exitOf(patient, statement, frame);
  if (exit !== null) return exit;
  const run = runAround(patient, statement);
  if (run === null) return readBefore(patient, use);
  if (!isInRegion(patient, run, frame)) return new Refusal("The statement releases the GIL itself.");
  if (isSuppressed(patient, run)) return new Refusal("A comment beside it asks gilint to leave it as it is.");
  const left = leaving(patient, run, frame);
  if (left !== null) return left;
  if (analysed.effects.damage !== null) return new Refusal(`gilint cannot read all of ${analysed.ref.extent.name}.`);
  if (!worksBefore(patient, run, frame)) return beginLater(patient, run, frame);
  const moved = movedOut(patient, run, frame);
  const around = [...earlier(patient, run, frame), ...suspended(patient, run, frame)].slice(0, 1);
  const all =
    run.last.parent === openingOf(patient, frame)?.statement.parent ? [...moved, ...around] : [...around, ...moved];
  return all.length > 0 ? all : NO_LINES;
}

/** In a function that is called without the GIL, outside of where it has it. */
function takenFor(patient: Patient, { use, when, call, starts }: Bare): Remedies {
  const { code, analysed } = patient;
  const name = call.macro ?? call.callee;
  if (when === "failed")
    return new Refusal(`${name} may fail: what it says has to be asked, and the function left, before this.`);
  if (when === "before" && starts) return new Refusal("Python is started only afterwards.");
  if (analysed.effects.damage !== null) return new Refusal(`gilint cannot read all of ${analysed.ref.extent.name}.`);
  const run = runAround(patient, code.statementAt(use.effect.span.start + code.body.start));
  if (run === null) return new Refusal(MIXED);
  if (isSuppressed(patient, run)) return new Refusal("A comment beside it asks gilint to leave it as it is.");
  const pair = ensurePair(code, run.first);
  const edits = pair === null ? null : surround(code, run.first, run.last, [pair.take], [pair.give]);
  return edits === null ? NO_LINES : [{ title: "Take the GIL around this with PyGILState_Ensure", safe: false, edits }];
}

const MIXED = "The statement does work besides that should go on without the GIL, or leaves.";
const NO_LINES = new Refusal("There is no place here for the lines that take the GIL and give it back.");

/** What a statement asks of an object for its own work is asked in front of the region. */
function readBefore(patient: Patient, use: Use): Remedies {
  const remedies = readBeforeRegion(patient, use);
  return remedies instanceof Refusal ? new Refusal(MIXED) : remedies;
}

/** Where nothing runs without the GIL before it, and something does behind it. */
function beginLater(patient: Patient, { first, last }: Run, frame: Frame): Remedies {
  const { code } = patient;
  const refusal = new Refusal(
    "Nothing runs without the GIL before it: it is the region that should begin later, or go.",
  );
  const opening = openingOf(patient, frame);
  if (opening === null) return refusal;
  const { statement: opened, name: begin } = opening;
  const siblings = opened.parent?.kind === "block" ? opened.parent.children : [];
  const at = siblings.indexOf(opened);
  if (siblings[at + 1] !== first || opened.kind !== "simple" || !works(patient, frame, (start) => start >= last.end))
    return refusal;
  if (!isFreeToDeclare(patient, siblings.slice(at + 1, siblings.indexOf(last) + 1))) return refusal;
  const edits = moveLines(code, first, last, opened);
  if (edits === null) return refusal;
  return [{ title: `Move this before ${begin}`, safe: false, edits }];
}

/** What the statements declare is seen in more of the function then: nothing else may have its name. */
function isFreeToDeclare({ analysed, code }: Patient, statements: readonly Statement[]): boolean {
  const others = allStatements(code.root).filter((one) => !statements.includes(one) && isDeclaration(code, one));
  const taken = [
    ...others.flatMap((one) => declaredNames(code.masked(one))),
    ...wordsOf(code.slice(analysed.ref.extent.params)),
  ];
  return statements
    .filter((one) => isDeclaration(code, one))
    .every((one) => {
      const name = splitDeclaration(code, one)?.name;
      return name !== undefined && !taken.includes(name);
    });
}

/** In a return's own value: what is done about the return does it. */
function exitOf({ evidence, analysed, code }: Patient, statement: Statement, frame: Frame): Remedies | null {
  const start = statement.start - code.body.start;
  const left = releaseLeftAt(analysed, start);
  if (left?.site !== frame.site) return null;
  return unsafe(
    reacquire(
      { evidence, analysed, code },
      { span: { start, end: statement.end - code.body.start }, isEnd: false },
      left,
    ),
  );
}

/** Followed by a way out that forgets the GIL: taken before both. */
function leaving(patient: Patient, run: Run, frame: Frame): Remedies | null {
  const exit = exitBehind(patient, run);
  if (exit === null || !mayRunHeld(patient, exit)) return null;
  return exitOf(patient, exit, frame);
}

function unsafe(remedies: Remedies): Remedies {
  return remedies instanceof Refusal ? remedies : remedies.map((remedy) => ({ ...remedy, safe: false }));
}

/** The GIL is taken right behind the run: then before it. */
function earlier(patient: Patient, { first, last }: Run, frame: Frame): Remedy[] {
  const { code } = patient;
  const take = suspension(patient, frame)?.take;
  const next = first.parent?.children[first.parent.children.indexOf(last) + 1];
  if (take === undefined || next === undefined || code.slice(next) !== take) return [];
  const edits = moveLines(code, next, next, first);
  return edits === null ? [] : [{ title: "Take the GIL before this", safe: false, edits }];
}

function suspended(patient: Patient, run: Run, frame: Frame): Remedy[] {
  const pair = pairAt(patient, run.first, frame);
  const edits = pair === null ? null : surround(patient.code, run.first, run.last, [pair.take], [pair.give]);
  if (pair === null || edits === null) return [];
  const words = pair.take.replace(/^PyGILState_STATE \w+ = |\(.*$/g, "");
  return [{ title: `Take the GIL around this with ${words}`, safe: false, edits }];
}

/** The last thing in a region can as well be done behind it. */
function movedOut(patient: Patient, run: Run, frame: Frame): Remedy[] {
  const { code } = patient;
  const opening = openingOf(patient, frame);
  if (opening?.effect.callee !== "Py_BEGIN_ALLOW_THREADS" || opening.effect.macro !== null) return [];
  const block = opening.statement.parent;
  const top = [run.first, ...ancestors(run.first)].find(({ parent }) => parent === block);
  if (top === undefined || block === null) return [];
  const whole = top === run.first ? run : runAround(patient, top);
  const end = whole === null ? undefined : block.children[block.children.indexOf(whole.last) + 1];
  if (whole === null || end === undefined || !/^Py_END_ALLOW_THREADS$/.test(code.slice(end))) return [];
  const edits = moveBehind(code, opening.effect.span.start + code.body.start, whole.first, whole.last, end);
  return edits === null ? [] : [{ title: "Move this behind Py_END_ALLOW_THREADS", safe: false, edits }];
}

/** Opened before the run, and not by the same statement. */
function isInRegion(patient: Patient, { first }: Run, frame: Frame): boolean {
  const opening = openingOf(patient, frame);
  return opening !== null && opening.statement.end <= first.start;
}

/** Whether the region does something before it comes to the run, so that opening it is still worth it. */
function worksBefore(patient: Patient, { first }: Run, frame: Frame): boolean {
  const isBranch = first.parent !== openingOf(patient, frame)?.statement.parent;
  return works(patient, frame, (start) => isBranch || start < first.start);
}

/** Whether a region does something that is better done without the GIL, at one of the wanted places in the file. */
function works({ analysed, evidence, code }: Patient, { site }: Frame, isWanted: (start: number) => boolean): boolean {
  return analysed.solution.visits.some(({ effect, before }) => {
    if (effect.kind !== "call" || before.status.frames.at(-1)?.site !== site) return false;
    if (!isWanted(effect.span.start + code.body.start)) return false;
    const demand = demandOf(evidence, analysed, effect);
    return (demand === "quick" || demand === "other") && analysed.solution.undone.get(site)?.has(effect) !== true;
  });
}

/** Whether somebody wanted the run as it is. */
function isSuppressed({ code }: Patient, { first, last }: Run): boolean {
  const from = startOfLine(code.text, startOfLine(code.text, first.start) - 1);
  return /gilint:|NOLINT/.test(code.text.slice(from, endOfLineText(code.text, last.end)));
}
