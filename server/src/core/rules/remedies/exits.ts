// Giving back, before a way out, what the function took or released.
import { type Frame, SITE } from "../../dataflow/status.ts";
import type { Code } from "../../fixes/code.ts";
import { afterValue, beforeEnd, beforeExit, exitAt, returnedValue } from "../../fixes/exits.ts";
import { ancestors, type Statement } from "../../fixes/statements.ts";
import type { Evidence } from "../../summaries/evidence.ts";
import type { Analysed } from "../../summaries/program.ts";
import type { TextEdit } from "../../text/edits.ts";
import { type Span, shift } from "../../text/span.ts";
import type { Remedy } from "../rule.ts";
import { callsIn, demandOf } from "./calls.ts";

export interface Exit {
  /** In the body. */
  readonly span: Span;
  readonly isEnd: boolean;
}

/** The GIL taken back where a region is left. */
export function reacquire(evidence: Evidence, analysed: Analysed, code: Code, exit: Exit, frame: Frame): Remedy[] {
  const line = isMissingItsEnd(evidence, analysed, code, exit, frame)
    ? "Py_END_ALLOW_THREADS"
    : acquiringLine(evidence, analysed, frame);
  if (line === null || !isInScope(code, analysed, exit, frame)) return [];
  return remedy(
    `Take the GIL back before this with ${line.replace(/;$/, "")}`,
    leave(evidence, analysed, code, exit, line, "with"),
  );
}

/** PyGILState_Release before an exit. */
export function releaseEnsured(evidence: Evidence, analysed: Analysed, code: Code, exit: Exit, frame: Frame): Remedy[] {
  const { callee } = evidence.siteOf(analysed.ref, analysed.effects, frame.site)?.effect ?? {};
  if (callee !== "PyGILState_Ensure" || frame.saved === null || !isInScope(code, analysed, exit, frame)) return [];
  const line = `PyGILState_Release(${frame.saved});`;
  return remedy(`Add ${line.slice(0, -1)} before this`, leave(evidence, analysed, code, exit, line, "without"));
}

function remedy(title: string, edits: readonly TextEdit[] | null): Remedy[] {
  return edits === null ? [] : [{ title, safe: true, edits }];
}

/** What undoes the release; null where a function of the project made it, and has a partner of its own. */
function acquiringLine(evidence: Evidence, { ref, effects }: Analysed, { site, saved }: Frame): string | null {
  const { callee } = evidence.siteOf(ref, effects, site)?.effect ?? {};
  if (saved === "_save" && (callee === "Py_BEGIN_ALLOW_THREADS" || callee === "Py_UNBLOCK_THREADS"))
    return "Py_BLOCK_THREADS";
  return callee === "PyEval_SaveThread" && saved !== null ? `PyEval_RestoreThread(${saved});` : null;
}

/** The end was forgotten altogether, and this is where the block with the beginning is left. */
function isMissingItsEnd(
  evidence: Evidence,
  { ref, effects }: Analysed,
  code: Code,
  { span }: Exit,
  { site }: Frame,
): boolean {
  const begin = evidence.siteOf(ref, effects, site);
  if (begin?.effect.callee !== "Py_BEGIN_ALLOW_THREADS" || code.mentions("Py_END_ALLOW_THREADS")) return false;
  return code.statementAt(begin.location.span.start).parent === code.statementAt(span.start + code.body.start).parent;
}

/** `gil`: whether the line takes the GIL, so that what needs it has to come after it, or gives it up, so that it has to come before. */
function leave(
  evidence: Evidence,
  analysed: Analysed,
  code: Code,
  { span, isEnd }: Exit,
  line: string,
  gil: "with" | "without",
): TextEdit[] | null {
  if (isEnd) return beforeEnd(code, line);
  const exit = exitAt(code, span.start + code.body.start);
  if (exit === null) return null;
  const value = returnedValue(code, exit);
  if (value === null)
    return code.text.startsWith("Py_RETURN_", exit.start) && gil === "without" ? null : beforeExit(code, exit, line);
  const demands = callsIn(analysed, shift(value, -code.body.start)).map((call) => demandOf(evidence, analysed, call));
  const mayRunAfter = demands.every((demand) => demand !== "other");
  const isPlain = demands.length === 0 && (gil === "with" || isOwnValue(code.masked(value), analysed));
  if (isPlain || (gil === "with" && demands.includes("gil") && mayRunAfter)) return beforeExit(code, exit, line);
  if (gil === "with" && demands.includes("gil")) return null;
  return afterValue(code, exit, value, analysed.ref.extent.returns, line);
}

/** Literals, constants and variables of the function's own: nothing that could belong to Python. */
function isOwnValue(value: string, { effects }: Analysed): boolean {
  if (/[*[\].]|->/.test(value)) return false;
  return (value.match(/[A-Za-z_]\w*/g) ?? []).every((name) => {
    const local = effects.locals[name];
    return local === undefined ? /^[A-Z_][A-Z0-9_]*$/.test(name) : !local.isStatic;
  });
}

/** Whether what keeps the state can be named at the exit: it is kept in a block around it, or is declared in one. */
function isInScope(code: Code, analysed: Analysed, exit: Exit, { site, saved }: Frame): boolean {
  const effect = analysed.effects.blocks[Math.floor(site / SITE)]?.effects[site % SITE];
  const name = /[A-Za-z_]\w*/.exec(saved ?? "")?.[0];
  if (effect === undefined || name === undefined) return false;
  const at = exit.isEnd ? code.root : code.statementAt(exit.span.start + code.body.start);
  const around = [at, ...ancestors(at)];
  const kept = code.statementAt(effect.span.start + code.body.start);
  if (kept.parent !== null && around.includes(kept.parent)) return true;
  if ((analysed.effects.locals[name]?.parameter ?? -1) >= 0) return true;
  return around.some((block) =>
    block.children.some((child) => child.end <= exit.span.start + code.body.start && declares(code, child, name)),
  );
}

function declares(code: Code, statement: Statement, name: string): boolean {
  if (statement.kind !== "simple") return false;
  return new RegExp(`^(?:\\w+[\\s*]+)+(?:\\w+\\s*,[\\s*]*)*${name}\\s*[=,;]`).test(code.masked(statement));
}
