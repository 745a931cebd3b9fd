// A wait that is asked for in some cases only: what decides that is asked in front, and the wait run where it says so.
import type { CallEffect } from "../../effects/effect.ts";
import { runInFront } from "../../fixes/in-front.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { type Guard, isLogical } from "../../fixes/short-circuit.ts";
import type { Statement } from "../../fixes/statements.ts";
import type { TextEdit } from "../../text/edits.ts";
import { type Span, span } from "../../text/span.ts";
import { needOfPart } from "./free.ts";
import { askedFirstIn, BEGIN, declaredInFront, END, operandsOf, rewritten } from "./operands.ts";
import type { Patient } from "./region.ts";

/** `if (a && f())` as `holds = a; if (holds) { result = f(); } if (holds && result)`; whole in a region where nothing of it needs the GIL. */
export function guarded(
  patient: Patient,
  statement: Statement,
  expression: Span,
  guard: Guard | "several",
  call: CallEffect,
): TextEdit[] | Refusal {
  const { code } = patient;
  if (statement.kind === "control" && isLogical(code, expression) && needOfPart(patient, expression) === null)
    return inOne(patient, statement, expression);
  if (guard === "several") return new Refusal("Several conditions in each other decide whether it is run.");
  if (statement.kind === "simple" && !/^return\b|=(?!=)/.test(code.masked(statement)))
    return new Refusal("The statement would be left with nothing to do.");
  const { asked, ifHolds, operand } = guard;
  const question = oneLine(code.slice(asked));
  if (question === null) return new Refusal("There is a comment in what decides whether it is run.");
  const taken = askedFirstIn(patient, statement, operand, call);
  if (taken instanceof Refusal) return taken;
  const operands = operandsOf(patient, taken.part, call);
  if (operands instanceof Refusal) return operands;
  const holds = code.freshName("holds");
  const wait = `${taken.assigned}${rewritten(patient, taken.part, operands)};`;
  const inside = [...operands.map(({ line }) => line), BEGIN, wait, END];
  const lines = [`${holds} = ${asTruth(question)};`, ...underIf(patient, ifHolds ? holds : `!${holds}`, inside)];
  const between = code.slice(span(asked.end, taken.edit.span.start));
  const edit = { span: span(asked.start, taken.edit.span.end), newText: holds + between + taken.edit.newText };
  const declarations = [...operands.map(({ declaration }) => declaration), `int ${holds};`, ...taken.declarations];
  return declaredInFront(code, statement, declarations, runInFront(code, statement, lines, edit));
}

function inOne({ code }: Patient, statement: Statement, condition: Span): TextEdit[] | Refusal {
  const name = code.freshName("result");
  const question = oneLine(code.slice(condition));
  if (question === null) return new Refusal("There is a comment in the condition.");
  const lines = [BEGIN, `${name} = ${question};`, END];
  const edits = runInFront(code, statement, lines, { span: condition, newText: name });
  return declaredInFront(code, statement, [`int ${name};`], edits);
}

/** An `if` around lines, in the style of the function. */
function underIf({ code: { style } }: Patient, condition: string, lines: readonly string[]): string[] {
  const brace = style.braceOnOwnLine ? style.braceIndentation : "";
  const open = style.braceOnOwnLine ? [`if (${condition})`, `${brace}{`] : [`if (${condition}) {`];
  return [...open, ...lines.map((line) => brace + style.unit + line), `${brace}}`];
}

/** Null where a comment would run into what follows. */
function oneLine(text: string): string | null {
  return /\/[/*]|\\\n/.test(text) ? null : text.trim().replace(/\s*\n\s*/g, " ");
}

/** As 0 or 1: a pointer is no `int`. */
function asTruth(question: string): string {
  let bare = question.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "0");
  for (let before = ""; before !== bare; ) {
    before = bare;
    bare = bare.replace(/\([^()]*\)|\[[^[\]]*\]/g, "");
  }
  if (/^\s*!|[=!<>]=|&&|\|\||(?<!<)<(?!<)|(?<![->])>(?!>)/.test(bare)) return question;
  return /^[\w.>\s-]*$/.test(bare) && !/-(?!>)|(?<!-)>/.test(bare) ? `${question} != 0` : `(${question}) != 0`;
}
