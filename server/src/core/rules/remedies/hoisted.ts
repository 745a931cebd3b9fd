// A wait inside of a larger statement, run in a region in front of it; and what it needs of objects, read before that.
import type { CallEffect } from "../../effects/effect.ts";
import { splitDeclaration } from "../../fixes/declarations.ts";
import { exitAt, returnedValue } from "../../fixes/exits.ts";
import { trimmed, valueOfReturn } from "../../fixes/hoist.ts";
import { conditionOf, forParts, runAtEnd, runInFront } from "../../fixes/in-front.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { guardOf } from "../../fixes/short-circuit.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { TextEdit } from "../../text/edits.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import { needOfPart } from "./free.ts";
import { guarded } from "./guarded.ts";
import { askedFirstIn, BEGIN, declaredInFront, END, operandsOf, rewritten } from "./operands.ts";
import type { Patient } from "./region.ts";

/** Refused where the statement would do things in another order, or something in a region that needs the GIL. */
export function hoisted(patient: Patient, statement: Statement, call: CallEffect): TextEdit[] | Refusal {
  const { code } = patient;
  const isExit = exitAt(code, statement.start) !== null;
  const isSimple = statement.kind === "simple" && !isExit;
  const expression = isExit ? returnedValue(code, statement) : isSimple ? statement : conditionOf(code, statement);
  const whole = shift(call.whole, code.body.start);
  if (statement.word === "for" && (expression === null || !contains(expression, whole)))
    return besidesCondition(patient, statement, whole);
  if (expression === null || !contains(expression, whole)) return new Refusal("It is not clear when it is run.");
  if (code.hasDirective(expression)) return new Refusal("An #if stands in the statement.");
  const guard = guardOf(code, expression, whole);
  if (guard !== null && (!isExit || needOfPart(patient, expression) !== null))
    return guarded(patient, statement, expression, guard, call);
  if (isSimple) return withOperands(patient, statement, call);
  const taken = isExit
    ? valueOfReturn(code, statement, patient.analysed.ref.extent.returns)
    : askedFirstIn(patient, statement, expression, call);
  if (taken === null) return new Refusal("The value of the return cannot be kept in a variable in front of it.");
  if (taken instanceof Refusal) return taken;
  const operands = operandsOf(patient, taken.part, call);
  if (operands instanceof Refusal) return operands;
  const { part, declarations, assigned, edit } = taken;
  const line = `${assigned}${rewritten(patient, part, operands)};`;
  const before = [...(isExit ? declarations : []), ...operands.map((one) => one.line), BEGIN, line, END];
  const above = [...operands.map(({ declaration }) => declaration), ...(isExit ? [] : declarations)];
  return declaredInFront(code, statement, above, runInFront(code, statement, before, edit));
}

/** What a `for` does before its first turn, or after each. */
function besidesCondition(patient: Patient, statement: Statement, call: Span): TextEdit[] | Refusal {
  const { code } = patient;
  const parts = forParts(code, statement);
  const isFirst = parts !== null && contains(parts.first, call);
  if (parts === null || (!isFirst && !contains(parts.step, call)))
    return new Refusal("It is not clear when it is run.");
  const part = trimmed(code, isFirst ? parts.first : parts.step);
  const written = code.slice(part);
  if (/^\w+[\s*]+\w+\s*(?:=|\[)/.test(written)) return new Refusal("The loop declares there what it counts with.");
  if (/\n|\/[/*]/.test(written) || code.hasDirective(part)) return new Refusal("It goes over several lines.");
  const need = needOfPart(patient, part);
  if (need !== null) return new Refusal(need);
  const lines = [BEGIN, `${written};`, END];
  const edit = { span: isFirst ? part : span(parts.step.start, part.end), newText: "" };
  return isFirst ? runInFront(code, statement, lines, edit) : runAtEnd(code, statement, lines, edit);
}

/** A statement of its own that asks objects for what it hands to the wait. */
function withOperands(patient: Patient, statement: Statement, call: CallEffect): TextEdit[] | Refusal {
  const { code } = patient;
  const split = splitDeclaration(code, statement);
  // Beside declarations there may be others of the same kind: the name says whose it is.
  const prefix = split === null ? "" : `${split.name}_`;
  const operands = operandsOf(patient, statement, call, prefix);
  if (operands instanceof Refusal) return operands;
  if (operands.length === 0) return new Refusal("It is a part of a statement that cannot be run in a region.");
  if (split === null && /^(?:static\b|\w+[\s*]+\w+\s*[=;,[])/.test(code.masked(statement)))
    return new Refusal("What it declares would be seen in the region only, and cannot be taken apart.");
  const lines = [...(split === null ? [] : [split.declaration]), ...operands.map(({ line }) => line), BEGIN];
  const name = split === null ? [] : [{ span: span(statement.start, split.value), newText: `${split.name} = ` }];
  const declarations = operands.map(({ declaration }) => declaration);
  const around = surround(code, statement, statement, lines, [END]);
  const edits = around === null ? null : [...around, ...name, ...operands.map(({ edit }) => edit)];
  return declaredInFront(code, statement, declarations, edits);
}
