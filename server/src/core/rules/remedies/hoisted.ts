// A wait inside of a larger statement, run in a region in front of it; and what it needs of objects, read before that.
import { accessorType, resultType } from "../../capi/rewrites.ts";
import type { CallEffect } from "../../effects/effect.ts";
import { declaredAbove, splitDeclaration } from "../../fixes/declarations.ts";
import { declarationOf, exitAt } from "../../fixes/exits.ts";
import { askedFirst, type Hoisted, valueOfReturn } from "../../fixes/hoist.ts";
import { conditionOf, runInFront } from "../../fixes/in-front.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import { applyEdits, type TextEdit } from "../../text/edits.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import { callsIn, demandOf } from "./calls.ts";
import { isFreePart } from "./free.ts";
import type { Patient } from "./region.ts";

export const BEGIN = "Py_BEGIN_ALLOW_THREADS";
export const END = "Py_END_ALLOW_THREADS";

/** Null where the statement would do things in another order, or something in a region that needs the GIL. */
export function hoisted(patient: Patient, statement: Statement, call: CallEffect): TextEdit[] | null {
  const { code } = patient;
  const isExit = exitAt(code, statement.start) !== null;
  if (statement.kind === "simple" && !isExit) return withOperands(patient, statement, call);
  const taken = isExit
    ? valueOfReturn(code, statement, patient.analysed.ref.extent.returns)
    : inCondition(patient, statement, call);
  const operands = taken === null ? null : operandsOf(patient, taken.part, call);
  if (taken === null || operands === null) return null;
  const { part, declarations, assigned, edit } = taken;
  const line = `${assigned}${rewritten(patient, part, operands)};`;
  const before = [...(isExit ? declarations : []), ...operands.map((one) => one.line), BEGIN, line, END];
  const above = [...operands.map(({ declaration }) => declaration), ...(isExit ? [] : declarations)];
  return joined(declaredAbove(code, statement, above), runInFront(code, statement, before, edit));
}

/** A statement of its own that asks objects for what it hands to the wait. */
function withOperands(patient: Patient, statement: Statement, call: CallEffect): TextEdit[] | null {
  const { code } = patient;
  const split = splitDeclaration(code, statement);
  // Beside declarations there may be others of the same kind: the name says whose it is.
  const prefix = split === null ? "" : `${split.name}_`;
  const operands = code.hasDirective(statement) ? null : operandsOf(patient, statement, call, prefix);
  if (operands === null || operands.length === 0) return null;
  if (split === null && /^(?:static\b|\w+[\s*]+\w+\s*[=;,[])/.test(code.masked(statement))) return null;
  const lines = [...(split === null ? [] : [split.declaration]), ...operands.map(({ line }) => line), BEGIN];
  const name = split === null ? [] : [{ span: span(statement.start, split.value), newText: `${split.name} = ` }];
  const above = declaredAbove(
    code,
    statement,
    operands.map(({ declaration }) => declaration),
  );
  const around = joined(above, surround(code, statement, statement, lines, [END]));
  return around === null ? null : [...around, ...name, ...operands.map(({ edit }) => edit)];
}

function inCondition(patient: Patient, statement: Statement, call: CallEffect): Hoisted | null {
  const { analysed, code } = patient;
  const condition = conditionOf(code, statement);
  const isLocal = (name: string): boolean => analysed.effects.locals[name]?.isStatic === false;
  const whole = shift(call.whole, code.body.start);
  return condition === null ? null : askedFirst(code, statement, condition, whole, typeOf(patient, call), isLocal);
}

/** The type of what a call gives; null where it is not known, or the call is not written as one. */
function typeOf({ evidence, analysed, code }: Patient, call: CallEffect): string | null {
  if (call.macro !== null || call.pointer !== null) return null;
  if (!code.slice(shift(call.whole, code.body.start)).startsWith(call.callee)) return null;
  const target = evidence.program.target(call, analysed.ref.path);
  if (target.kind === "external") return resultType(target.name) ?? null;
  if (target.kind !== "functions" || target.throughPointer) return null;
  const [type, ...others] = new Set(target.refs.map(({ extent }) => extent.returns));
  return others.length > 0 ? null : (type ?? null);
}

interface Operand {
  readonly declaration: string;
  readonly line: string;
  readonly edit: TextEdit;
}

/** What the wait is handed out of objects, each kept in a variable; null where the rest of the part needs the GIL too. */
function operandsOf(patient: Patient, part: Span, call: CallEffect, prefix = ""): Operand[] | null {
  const { evidence, analysed, code } = patient;
  const stretch = shift(part, -code.body.start);
  if (!contains(stretch, call.span)) return null;
  const asked = callsIn(analysed, stretch).filter(
    (one, i, all) =>
      contains(call.whole, one.whole) &&
      demandOf(evidence, analysed, one) === "gil" &&
      all.findIndex((other) => contains(other.whole, one.whole) && demandOf(evidence, analysed, other) === "gil") === i,
  );
  // What is asked in some cases only is not asked in front.
  if (asked.length > 0 && /&&|\|\||\?/.test(code.masked(part))) return null;
  const operands: Operand[] = [];
  for (const one of asked) {
    const operand = operandOf(patient, one, prefix, operands);
    if (operand === null) return null;
    operands.push(operand);
  }
  const apart = asked.map(({ whole }) => whole);
  return isFreePart(patient, part, apart) ? operands : null;
}

function operandOf(
  { code, analysed }: Patient,
  call: CallEffect,
  prefix: string,
  others: readonly Operand[],
): Operand | null {
  const fact = accessorType(call.callee);
  const expression = shift(call.whole, code.body.start);
  const written = code.slice(expression);
  if (fact === undefined || call.macro !== null || call.pointer !== null) return null;
  if (!written.startsWith(call.callee) || /\n|\/[/*]/.test(written)) return null;
  const wanted = prefix + fact.variable;
  const isTaken = others.some(({ edit }) => edit.newText === code.freshName(wanted));
  const name = code.freshName(isTaken ? `${wanted}${others.length + 1}` : wanted);
  const declaration = declarationOf(fact.type, name);
  if (declaration === null || Object.hasOwn(analysed.effects.locals, name)) return null;
  return { declaration: `${declaration};`, line: `${name} = ${written};`, edit: { span: expression, newText: name } };
}

function rewritten({ code }: Patient, part: Span, operands: readonly Operand[]): string {
  const edits = operands.map(({ edit }) => ({ ...edit, span: shift(edit.span, -part.start) }));
  return applyEdits(code.slice(part), edits);
}

function joined(a: readonly TextEdit[] | null, b: readonly TextEdit[] | null): TextEdit[] | null {
  return a === null || b === null ? null : [...a, ...b];
}
