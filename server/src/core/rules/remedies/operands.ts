// What a wait is handed and what it gives, each kept in a variable beside the region it is run in.
import { accessorType, resultType } from "../../capi/rewrites.ts";
import type { CallEffect } from "../../effects/effect.ts";
import type { Code } from "../../fixes/code.ts";
import { declaredAbove } from "../../fixes/declarations.ts";
import { declarationOf } from "../../fixes/exits.ts";
import { askedFirst, type Hoisted } from "../../fixes/hoist.ts";
import { Refusal } from "../../fixes/refusal.ts";
import type { Statement } from "../../fixes/statements.ts";
import { applyEdits, type TextEdit } from "../../text/edits.ts";
import { contains, type Span, shift } from "../../text/span.ts";
import { callsIn, demandOf } from "./calls.ts";
import { needOfPart } from "./free.ts";
import type { Patient } from "./region.ts";

export const BEGIN = "Py_BEGIN_ALLOW_THREADS";
export const END = "Py_END_ALLOW_THREADS";

/** What a condition, or an operand of one, asks first. */
export function askedFirstIn(
  patient: Patient,
  statement: Statement,
  condition: Span,
  call: CallEffect,
): Hoisted | Refusal {
  const { analysed, code } = patient;
  const isLocal = (name: string): boolean => analysed.effects.locals[name]?.isStatic === false;
  const whole = shift(call.whole, code.body.start);
  const type = typeOf(patient, call);
  const taken = askedFirst(code, statement, condition, whole, type, isLocal);
  if (taken !== null) return taken;
  return new Refusal(
    type === null
      ? `The type of what ${call.macro ?? call.callee} gives is not known, so that no variable can keep it.`
      : "Something else in the same expression is worked out before it.",
  );
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

/** What the wait is handed out of objects, each kept in a variable; refused where the rest of the part needs the GIL too. */
export function operandsOf(patient: Patient, part: Span, call: CallEffect, prefix = ""): Operand[] | Refusal {
  const { evidence, analysed, code } = patient;
  const stretch = shift(part, -code.body.start);
  if (!contains(stretch, call.span)) return new Refusal("It is not clear when it is run.");
  const asked = callsIn(analysed, stretch).filter(
    (one, i, all) =>
      contains(call.whole, one.whole) &&
      demandOf(evidence, analysed, one) === "gil" &&
      all.findIndex((other) => contains(other.whole, one.whole) && demandOf(evidence, analysed, other) === "gil") === i,
  );
  // What is asked in some cases only is not asked in front.
  if (asked.length > 0 && /&&|\|\||\?/.test(code.masked(part)))
    return new Refusal("What it is handed is asked of objects in some cases only.");
  const operands: Operand[] = [];
  for (const one of asked) {
    const operand = operandOf(patient, one, prefix, operands);
    if (operand === null)
      return new Refusal(`${one.macro ?? one.callee} needs the GIL, and what it gives cannot be kept in a variable.`);
    operands.push(operand);
  }
  const apart = asked.map(({ whole }) => whole);
  const need = needOfPart(patient, part, apart);
  return need === null ? operands : new Refusal(need);
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

export function rewritten({ code }: Patient, part: Span, operands: readonly Operand[]): string {
  const edits = operands.map(({ edit }) => ({ ...edit, span: shift(edit.span, -part.start) }));
  return applyEdits(code.slice(part), edits);
}

/** Edits, and the declarations that they need. */
export function declaredInFront(
  code: Code,
  statement: Statement,
  declarations: readonly string[],
  edits: readonly TextEdit[] | Refusal | null,
): TextEdit[] | Refusal {
  const above = declaredAbove(code, statement, declarations);
  if (above === null || edits === null) return new Refusal("There is no place for a declaration in front of it.");
  return edits instanceof Refusal ? edits : [...above, ...edits];
}
