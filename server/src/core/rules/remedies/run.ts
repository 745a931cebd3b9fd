// Statements side by side that need the GIL and nothing else: they can be run with it in one go.
import { exitAt } from "../../fixes/exits.ts";
import type { Statement } from "../../fixes/statements.ts";
import { type Span, shift, span } from "../../text/span.ts";
import { callsIn, demandOf } from "./calls.ts";
import type { Patient } from "./region.ts";

export interface Run {
  readonly first: Statement;
  readonly last: Statement;
}

/** The statement and its neighbours, as far as they need the GIL; null where the statement does other work too. */
export function runAround(patient: Patient, statement: Statement): Run | null {
  const holder = wholeStatement(patient, statement);
  if (holder === null || !isGilWork(patient, holder)) return null;
  if (holder.parent?.kind !== "block") return { first: holder, last: holder };
  const siblings = holder.parent.children;
  const at = siblings.indexOf(holder);
  let first = at;
  let last = at;
  for (let i = at - 1; i >= 0 && joins(patient, siblings, i, i + 1); i--)
    if (isGilWork(patient, siblings[i])) first = i;
  for (let i = at + 1; i < siblings.length && joins(patient, siblings, i - 1, i); i++)
    if (isGilWork(patient, siblings[i])) last = i;
  return { first: siblings[first] ?? holder, last: siblings[last] ?? holder };
}

/** Where the statements begin that need the GIL and are followed by `exit`; the exit itself if there are none. */
export function startOfRun(patient: Patient, exit: Statement): Statement {
  const siblings = exit.parent?.kind === "block" ? exit.parent.children : [exit];
  const before = siblings[siblings.indexOf(exit) - 1];
  if (before === undefined || !joins(patient, siblings, siblings.indexOf(exit) - 1, siblings.indexOf(exit)))
    return exit;
  return isGilWork(patient, before) ? (runAround(patient, before)?.first ?? exit) : exit;
}

/** The exit right behind a run. */
export function exitBehind(patient: Patient, { last }: Run): Statement | null {
  const next = last.parent?.kind === "block" ? last.parent.children[last.parent.children.indexOf(last) + 1] : undefined;
  if (next === undefined || patient.code.hasDirective(span(last.end, next.end))) return null;
  return exitAt(patient.code, next.start);
}

/** A statement in a head of `if` or a loop is run with all that hangs on it. */
function wholeStatement({ code }: Patient, statement: Statement): Statement | null {
  if (statement.kind === "simple") return exitAt(code, statement.start) === null ? statement : null;
  return statement.kind === "control" && statement.word !== "else" ? statement : null;
}

function joins(patient: Patient, siblings: readonly Statement[], before: number, after: number): boolean {
  const [a, b] = [siblings[before], siblings[after]];
  if (a === undefined || b === undefined || patient.code.hasDirective(span(a.end, b.start))) return false;
  return [a, b].every(
    (one) => isGilWork(patient, one) || isPlain(patient, one) || exitAt(patient.code, one.start) !== null,
  );
}

/** An assignment or the like, without calls. */
function isPlain({ analysed, code }: Patient, statement: Statement): boolean {
  return (
    statement.kind === "simple" &&
    exitAt(code, statement.start) === null &&
    callsIn(analysed, inBody(statement, code.body)).length === 0 &&
    /^[\w*(][^(]*=[^(]*;$/.test(code.masked(statement))
  );
}

const NOT_IN_ONE_GO = /\b(?:return|goto|break|continue|case|default|Py_RETURN_\w+)\b|#/;

/** Calls what needs the GIL, and otherwise nothing that takes time or could leave. */
function isGilWork({ evidence, analysed, code }: Patient, statement: Statement | undefined): boolean {
  if (statement === undefined || statement.kind === "label" || statement.kind === "block") return false;
  if (NOT_IN_ONE_GO.test(code.masked(statement)) || code.hasDirective(statement)) return false;
  const calls = callsIn(analysed, inBody(statement, code.body));
  const meanings = evidence.program.meanings(analysed.ref);
  if (calls.some((call) => meanings.of(call) !== null)) return false;
  const demands = calls.map((call) => demandOf(evidence, analysed, call));
  return demands.includes("gil") && demands.every((demand) => demand === "gil" || demand === "harmless");
}

function inBody(statement: Span, body: Span): Span {
  return shift(statement, -body.start);
}
