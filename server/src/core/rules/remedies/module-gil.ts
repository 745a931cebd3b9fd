// A module made to say that it needs the GIL: in its slots, or once it is made.
import type { CallEffect } from "../../effects/effect.ts";
import type { Code } from "../../fixes/code.ts";
import { isNullCheck, returnedValue } from "../../fixes/exits.ts";
import { terminator } from "../../fixes/file-scope.ts";
import { behindComment, indentationAt, isFirstOnLine, lineEndAt, startOfLine } from "../../fixes/layout.ts";
import { Refusal } from "../../fixes/refusal.ts";
import type { Statement } from "../../fixes/statements.ts";
import { insertion } from "../../fixes/surround.ts";
import type { TextEdit } from "../../text/edits.ts";
import { type Span, span } from "../../text/span.ts";
import type { Remedies, Remedy } from "../rule.ts";
import type { Patient } from "./region.ts";

const OPEN = "#ifdef Py_GIL_DISABLED";
const CLOSE = "#endif";

/** In front of the last slot, which ends the list. */
export function declaredInSlots(text: string, table: Span): Remedies {
  const at = terminator(text, table);
  if (at === null || !isFirstOnLine(text, at)) return new Refusal("The last slot has no line of its own.");
  const eol = lineEndAt(text, at);
  return choices((value) => [
    insertion(
      startOfLine(text, at),
      `${OPEN}${eol}${indentationAt(text, at)}{Py_mod_gil, ${value}},${eol}${CLOSE}${eol}`,
    ),
  ]);
}

/** Behind the check of what the call made. */
export function declaredOnModule({ code }: Patient, { result, macro, span: callee }: CallEffect): Remedies {
  if (macro !== null) return new Refusal(`${macro} makes the module.`);
  const statement = code.statementAt(callee.start + code.body.start);
  if (statement.parent?.kind !== "block" || code.hasDirective(statement))
    return new Refusal("The module is made in the middle of an #if, or as all there is to an if.");
  const value = returnedValue(code, statement);
  if (value !== null) return choices((declared) => returned(code, statement, value, declared));
  if (!/^\w+$/.test(result)) return new Refusal("The module is not kept in a variable.");
  const next = statement.parent.children[statement.parent.children.indexOf(statement) + 1];
  const check =
    next !== undefined && isNullCheck(code, next, result) ? next : statement.kind === "control" ? statement : null;
  return choices((declared) => {
    const call = `PyUnstable_Module_SetGIL(${result}, ${declared});`;
    return behind(
      code,
      check ?? statement,
      check === null ? [`if (${result} != NULL)`, `${code.style.unit}${call}`] : [call],
    );
  });
}

function choices(edits: (value: string) => readonly TextEdit[] | null): Remedies {
  const remedies: Remedy[] = [];
  for (const [value, title] of VALUES) {
    const made = edits(value);
    if (made !== null && made.length > 0) remedies.push({ title, safe: false, edits: made });
  }
  return remedies.length > 0 ? remedies : new Refusal("The statement that makes the module has no lines of its own.");
}

const VALUES = [
  ["Py_MOD_GIL_USED", "Say that the module needs the GIL (Py_MOD_GIL_USED)"],
  ["Py_MOD_GIL_NOT_USED", "Say that the module is safe without the GIL (Py_MOD_GIL_NOT_USED)"],
] as const;

function behind(code: Code, { start, end }: Statement, lines: readonly string[]): TextEdit[] | null {
  const { text } = code;
  const at = behindComment(text, end);
  if (at === null || !isFirstOnLine(text, start)) return null;
  const eol = lineEndAt(text, start);
  const margin = indentationAt(text, start);
  return [insertion(at, [OPEN, ...lines.map((line) => margin + line), CLOSE].map((line) => eol + line).join(""))];
}

/** `return PyModule_Create(…);` with the module kept in a variable first. */
function returned(code: Code, exit: Statement, value: Span, declared: string): TextEdit[] | null {
  const { text } = code;
  if (!isFirstOnLine(text, exit.start) || behindComment(text, exit.end) === null) return null;
  const eol = lineEndAt(text, exit.start);
  const margin = indentationAt(text, exit.start);
  const name = code.freshName("module");
  const lines = [
    `PyObject *${name} = ${code.slice(value)};`,
    OPEN,
    `${margin}if (${name} != NULL)`,
    `${margin}${code.style.unit}PyUnstable_Module_SetGIL(${name}, ${declared});`,
    CLOSE,
    `${margin}return ${name};`,
  ];
  return [{ span: span(exit.start, exit.end), newText: lines.join(eol) }];
}
