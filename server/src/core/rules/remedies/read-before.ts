// An object read in front of the region, into a variable that the region uses.
import { accessorType } from "../../capi/rewrites.ts";
import type { CallEffect, Effect, FieldEffect } from "../../effects/effect.ts";
import type { Code } from "../../fixes/code.ts";
import { declaredBefore } from "../../fixes/declarations.ts";
import { isStraight } from "../../fixes/exits.ts";
import { conditionOf } from "../../fixes/in-front.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { ancestors, type Statement } from "../../fixes/statements.ts";
import type { Use } from "../../summaries/uses.ts";
import { wordsOf } from "../../text/names.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import type { Remedies } from "../rule.ts";
import { callsIn } from "./calls.ts";
import { openingOf, type Patient, releaseAt } from "./region.ts";

interface Reading {
  /** The expression, in the file. */
  readonly expression: Span;
  /** The name of the accessor or field. */
  readonly name: string;
  /** The variables it reads, and fields of what they point to: `x`, `x->y.z`. */
  readonly operands: readonly string[];
}

/** Only what runs whenever the region does, and whose operands are the same in front of it. */
export function readBeforeRegion(patient: Patient, use: Use): Remedies {
  const { analysed, code } = patient;
  const reading = readingOf(code, use.effect);
  const fact = reading === null ? undefined : accessorType(reading.name);
  const frame = releaseAt(use);
  const opening = frame === null ? null : openingOf(patient, frame);
  if (opening === null)
    return new Refusal("The ways that lead here release the GIL in different places, or not all of them do.");
  if (reading === null) return new Refusal("It reads more than a variable of the function.");
  if (fact === undefined) return new Refusal(`The type of what ${reading.name} gives is not known.`);
  if (analysed.ref.extent.cplusplus !== undefined || analysed.effects.damage !== null)
    return new Refusal(`${analysed.ref.extent.name} is C++, or cannot be read whole.`);
  const { statement: opened, name: begin } = opening;
  const statement = code.statementAt(reading.expression.start);
  if (opened === statement) return new Refusal(`${begin} releases the GIL around all of this.`);
  if (opened.kind !== "simple" || !alwaysRuns(code, opened, statement))
    return new Refusal("It is read on some ways through the region only: in front of it, it could not be there yet.");
  if (isWritten(code, statement, reading.expression) || isMeasured(code, statement, reading.expression))
    return new Refusal("It is written, or its address taken.");
  if (!isSameBefore(patient, reading.operands, span(opened.end, statement.end)) || mayChange(patient, reading, opened))
    return new Refusal("What it is read of changes in the region.");
  const name = code.freshName(fact.variable);
  if (Object.hasOwn(analysed.effects.locals, name)) return new Refusal(`There is a variable ${name} already.`);
  const declared = declaredBefore(code, opened, fact.type, name, code.slice(reading.expression));
  if (declared === null) return new Refusal("There is no place for a declaration in front of the region.");
  const edits = [...declared, { span: reading.expression, newText: name }];
  return [{ title: `Read ${code.slice(reading.expression)} before ${begin}`, safe: false, edits }];
}

function readingOf(code: Code, effect: Effect): Reading | null {
  if (effect.kind === "call") return accessorCall(code, effect);
  return effect.kind === "field" ? fieldRead(code, effect) : null;
}

/** `F(x)`, `F(x->y)`, `F(x, 0)`: of variables, fields and numbers only. */
function accessorCall(code: Code, { callee, args, macro, pointer, whole }: CallEffect): Reading | null {
  const expression = shift(whole, code.body.start);
  if (macro !== null || pointer !== null || args === null || args.length === 0) return null;
  if (!code.slice(expression).startsWith(callee) || /[\n#]|\/[/*]/.test(code.slice(expression))) return null;
  const texts = args.map(({ text }) => text);
  if (!texts.every((text) => /^\w+(?:(?:->|\.)\w+)*$/.test(text))) return null;
  return { expression, name: callee, operands: texts.filter((text) => !/^\d/.test(text)) };
}

/** `x->ob_size` of a variable. */
function fieldRead(code: Code, { base, field, macro, span: place }: FieldEffect): Reading | null {
  const { start, end } = shift(place, code.body.start);
  const before = code.masked(span(code.statementAt(start).start, start));
  const [object = "", name = ""] = /(?<![\w.>)\]]\s*)(?<!\w)([A-Za-z_]\w*)\s*->\s*$/.exec(before) ?? [];
  if (macro !== null || name === "" || name !== base || code.slice({ start, end }) !== field) return null;
  return { expression: span(start - object.length, end), name: field, operands: [name] };
}

/** In the region's own block, with no way round it: what is checked first may be what makes the reading possible. */
function alwaysRuns(code: Code, opened: Statement, statement: Statement): boolean {
  const top = [statement, ...ancestors(statement)].find(({ parent }) => parent === opened.parent);
  const blocks = ancestors(statement).slice(0, ancestors(statement).indexOf(opened.parent ?? statement));
  if (top === undefined || opened.parent?.kind !== "block" || !blocks.every(({ kind }) => kind === "block"))
    return false;
  const part = partRunOnce(code, statement);
  if (part === null || statement.start < opened.end || /&&|\|\||\?/.test(code.masked(part))) return false;
  if (code.isConditional(opened) || code.hasDirective(span(opened.start, statement.end))) return false;
  return isStraight(code, opened.parent, span(opened.end, statement.start));
}

/** A statement, or what an `if` or `switch` asks; null for what is run for each turn of a loop. */
function partRunOnce(code: Code, statement: Statement): Span | null {
  if (statement.kind === "simple") return statement;
  return statement.word === "if" || statement.word === "switch" ? conditionOf(code, statement) : null;
}

/** What `sizeof` asks is not read at all. */
function isMeasured(code: Code, { start }: Statement, expression: Span): boolean {
  return /\bsizeof\s*\(*\s*$/.test(code.masked(span(start, expression.start)));
}

/** Assigned to in a stretch of code, or its address taken. */
export function isWritten(code: Code, stretch: Span, { start, end }: Span): boolean {
  const before = code.masked(span(stretch.start, start));
  const after = code.masked(span(end, stretch.end));
  return /(?:(?<!&)&|\+\+|--)\s*\(*\s*$/.test(before) || /^[\s)]*(?:=(?!=)|[-+*/%&|^]=|<<=|>>=|\+\+|--)/.test(after);
}

/** Variables of the function, and their fields, that nothing in the stretch changes, while nobody takes the GIL there. */
function isSameBefore({ evidence, analysed, code }: Patient, operands: readonly string[], stretch: Span): boolean {
  const { locals, blocks } = analysed.effects;
  const variables = operands.map((text) => /^\w+/.exec(text)?.[0] ?? "");
  const fields = operands.flatMap((text) => text.split(/->|\./).slice(1));
  if (!variables.every((name) => locals[name]?.isStatic === false)) return false;
  const inside = shift(stretch, -code.body.start);
  return blocks.every(({ effects }) =>
    effects.every((effect) => {
      if (!contains(inside, effect.span)) return true;
      if (effect.kind === "store")
        return effect.through === "name"
          ? !variables.includes(effect.target)
          : !wordsOf(effect.target).some((word) => fields.includes(word));
      if (effect.kind !== "call") return true;
      const handsOver = (effect.args ?? []).some(
        ({ kind, base }) => kind === "address" && base !== null && variables.includes(base),
      );
      return !evidence.program.changesGil(analysed.ref, effect) && !handsOver && !variables.includes(effect.result);
    }),
  );
}

/** Whether what is called between the release and a reading could give a field another value. */
function mayChange(
  { evidence, analysed, code }: Patient,
  { expression, operands }: Reading,
  opened: Statement,
): boolean {
  if (operands.every((text) => /^\w+$/.test(text))) return false;
  const between = shift(span(opened.end, expression.start), -code.body.start);
  return callsIn(analysed, between).some((call) => {
    // A call is made after what it is handed has been worked out.
    const isAround = contains(call.whole, shift(expression, -code.body.start));
    return !isAround && evidence.program.target(call, analysed.ref.path).kind !== "external";
  });
}
