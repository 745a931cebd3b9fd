// Ways out of a critical section led through its end.
import type { CallEffect } from "../../effects/effect.ts";
import type { Section } from "../../evidence/sections.ts";
import type { Code } from "../../fixes/code.ts";
import { exitAt, returnedValue } from "../../fixes/exits.ts";
import { indentationAt, isFirstOnLine, lineEndAt } from "../../fixes/layout.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { ancestors, type Statement } from "../../fixes/statements.ts";
import { insertion, surround } from "../../fixes/surround.ts";
import type { TextEdit } from "../../text/edits.ts";
import { type Span, shift, span } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import type { Patient } from "./region.ts";

/** `return x;` as `result = x; goto done;`, where `return result;` follows the end, which gets the label. */
export function leftThroughEnd({ code }: Patient, { begin, end }: Section, exitSpan: Span): Remedies {
  if (end === null) return new Refusal("The section has no end in the same block.");
  const exit = exitAt(code, exitSpan.start + code.body.start);
  const ending = code.statementAt(end.span.start + code.body.start);
  const value = exit === null ? null : returnedValue(code, exit);
  const kept = returnedBehind(code, ending);
  if (exit === null || value === null || ancestors(exit).includes(ending))
    return new Refusal("The way out is no return with a value.");
  if (kept === null) return new Refusal("No variable is returned right behind the end of the section.");
  if (declaredInside(code, kept, span(begin.span.end, end.span.start)))
    return new Refusal(`${kept} is something else inside of the section.`);
  const label = labelBefore(code, ending);
  const name = label ?? code.freshName("done");
  const assignment = code.slice(value).trim() === kept ? [] : [`${kept} = ${code.slice(value)};`];
  const led = assignment.length === 0 ? [] : surround(code, exit, exit, assignment, []);
  const placed = label === null ? labelled(code, ending, name) : [];
  if (led === null || placed === null) return new Refusal("There is no place for a label at the end of the section.");
  const jump: TextEdit = { span: span(exit.start, exit.end), newText: `goto ${name};` };
  return [{ title: "Leave through the end of the critical section", safe: true, edits: [...placed, ...led, jump] }];
}

/** The end that belongs to the beginning. */
export function otherEnd(code: Code, begin: CallEffect, end: CallEffect): Remedies {
  if (end.macro !== null) return new Refusal(`${end.macro} ends it.`);
  const right = begin.callee.replace("_BEGIN_", "_END_").replace(/_MUTEX$/, "");
  const edit = { span: shift(end.span, code.body.start), newText: right };
  return [{ title: `End it with ${right}`, safe: true, edits: [edit] }];
}

/** The variable in the `return` that follows the end. */
function returnedBehind(code: Code, ending: Statement): string | null {
  const siblings = ending.parent?.children ?? [];
  const next = siblings[siblings.indexOf(ending) + 1];
  const exit = next === undefined ? null : exitAt(code, next.start);
  const value = exit === null ? null : returnedValue(code, exit);
  const text = value === null ? "" : code.slice(value).trim();
  return /^(?!NULL$)[A-Za-z_]\w*$/.test(text) ? text : null;
}

function declaredInside(code: Code, name: string, inside: Span): boolean {
  const text = code.masked(shift(inside, code.body.start));
  return new RegExp(`\\b(?!return\\b)[A-Za-z_]\\w*[\\s*]+${name}\\s*[=;,]`).test(text);
}

/** A label that stands right before the end. */
function labelBefore(code: Code, ending: Statement): string | null {
  const siblings = ending.parent?.children ?? [];
  let at = siblings.indexOf(ending) - 1;
  if (siblings[at]?.word === ";") at--;
  const label = siblings[at];
  const name = label?.kind === "label" ? /^(\w+)\s*:$/.exec(code.masked(label))?.[1] : undefined;
  return name === undefined || name === "default" ? null : name;
}

function labelled({ text }: Code, ending: Statement, name: string): TextEdit[] | null {
  if (!isFirstOnLine(text, ending.start)) return null;
  const margin = indentationAt(text, ending.start);
  return [insertion(ending.start - margin.length, `${name}:;${lineEndAt(text, ending.start)}`)];
}
