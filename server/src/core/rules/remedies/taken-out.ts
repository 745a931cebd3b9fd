// A field taken out of its object in front of a region that ends what it holds: nobody else finds it there meanwhile.
import type { CallEffect } from "../../effects/effect.ts";
import { type EmptiedLate, empties } from "../../evidence/emptied-late.ts";
import { type Place, placesOf } from "../../evidence/places.ts";
import type { Code } from "../../fixes/code.ts";
import { declaredBefore } from "../../fixes/declarations.ts";
import { isStraight } from "../../fixes/exits.ts";
import { behindComment } from "../../fixes/layout.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { withoutStatement } from "../../fixes/remove.ts";
import { ancestors, type Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import { isStoreUse } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import { contains, type Span, shift, span } from "../../text/span.ts";
import type { Remedies, Remedy } from "../rule.ts";
import { callsIn } from "./calls.ts";
import { needOfPart } from "./free.ts";
import { BEGIN, END } from "./operands.ts";
import { isWritten } from "./read-before.ts";
import { openingOf, type Patient, releaseAt } from "./region.ts";

/** Copied to a variable and reset before the region, which uses the variable instead. */
export function takenOut(patient: Patient, { access, emptied }: EmptiedLate): Remedies {
  const { code } = patient;
  const { place, use } = access;
  const frame = releaseAt(use);
  const opening = frame === null ? null : openingOf(patient, frame);
  const refusal = new Refusal(`${place.text} has to be copied to a variable and reset before the region.`);
  if (opening === null) return refusal;
  const { statement: opened, name: begin } = opening;
  const reset = code.statementAt(emptied.effect.span.start + code.body.start);
  const edits = taking(patient, place, opened, span(opened.end, reset.start), reset);
  if (edits === null) return refusal;
  return [{ title: `Take ${place.text} out of the object before ${begin}`, safe: false, edits }];
}

/** The same in front of a statement that gets a region then; null where the field is not reset plainly behind it. */
export function endedOutside(patient: Patient, call: CallEffect, statement: Statement): Remedy | null {
  const { evidence, analysed, code } = patient;
  const places = (call.args ?? []).map(({ text }) => placesOf(evidence.program).of(analysed, text));
  const place = places.find((one) => one?.owner.isObject === true && one.copied < 0) ?? null;
  const emptied = analysed.uses
    .filter(isStoreUse)
    .find(({ effect }) => empties(effect) && effect.target === place?.text && effect.span.start >= call.whole.end);
  if (place === null || emptied === undefined) return null;
  const reset = code.statementAt(emptied.effect.span.start + code.body.start);
  const edits = taking(patient, place, statement, span(statement.start, reset.start), reset);
  // What nobody else finds any more is ended as well without the GIL.
  const taken = (usesOf(code, place.text, statement) ?? []).map((one) => shift(one, -code.body.start));
  if (needOfPart(patient, statement, taken) !== null) return null;
  const region = surround(code, statement, statement, [BEGIN], [END]);
  if (edits === null || region === null) return null;
  const title = `Take ${place.text} out of the object, and release the GIL around this`;
  return { title, safe: false, edits: [...edits, ...region] };
}

/** The field copied and reset in front of a statement, and the variable used in a stretch behind that; null where something else could tell. */
function taking(
  patient: Patient,
  { text, field, object, owner }: Place,
  statement: Statement,
  stretch: Span,
  reset: Statement,
): TextEdit[] | null {
  const { code } = patient;
  const type = owner.fields.get(field);
  if (type === undefined || !isPlain(patient, statement, stretch, reset)) return null;
  const uses = usesOf(code, text, stretch);
  if (uses === null || isHandedOver(patient, object, stretch)) return null;
  // The variable is seen in the statement's block only.
  if (!uses.every((use) => contains(statement.parent ?? statement, use))) return null;
  const variable = code.freshName(field);
  const declared = declaredBefore(code, statement, type.replace(/\* (?=\*)/g, "*"), variable, text);
  // With what is said of it on its line.
  const line = { ...reset, end: behindComment(code.text, reset.end) ?? reset.end };
  const emptied = surround(code, statement, statement, [code.slice(line)], []);
  // In a block around the region's, other ways come to it too.
  const moved = reset.parent === statement.parent ? withoutStatement(code, line) : undefined;
  if (declared === null || emptied === null || moved === null) return null;
  const edits = [...declared, ...emptied, ...uses.map((use) => ({ span: use, newText: variable }))];
  return moved === undefined ? edits : [...edits, moved];
}

/** One way leads through the stretch to the reset, which is a statement of its own. */
function isPlain({ analysed, code }: Patient, statement: Statement, stretch: Span, reset: Statement): boolean {
  if (analysed.ref.extent.cplusplus !== undefined || analysed.effects.damage !== null) return false;
  if (statement.kind !== "simple" || statement.parent?.kind !== "block" || reset.parent === null) return false;
  if (reset.kind !== "simple" || !/^[\w.>-]+\s*=\s*[\w-]+;$/.test(code.slice(reset))) return false;
  if (![statement, ...ancestors(statement)].some(({ parent }) => parent === reset.parent)) return false;
  if (stretch.start > stretch.end || code.hasDirective(stretch) || code.isConditional(statement)) return false;
  return isStraight(code, reset.parent, stretch);
}

/** Where the field is read in the stretch; null where it is written, or its address is taken. */
function usesOf(code: Code, text: string, stretch: Span): readonly Span[] | null {
  const pattern = new RegExp(
    `(?<![\\w.>])${text.replace(/->|\./g, (dot) => `\\s*${dot === "." ? "\\." : dot}\\s*`)}(?!\\w)`,
    "g",
  );
  const uses: Span[] = [];
  for (const { index, 0: found } of code.masked(stretch).matchAll(pattern)) {
    const use = shift(span(index, index + found.length), stretch.start);
    if (isWritten(code, stretch, use)) return null;
    uses.push(use);
  }
  return uses.length === 0 ? null : uses;
}

/** Who gets the object itself could look into the field. */
function isHandedOver({ analysed, code }: Patient, object: string, stretch: Span): boolean {
  const calls = callsIn(analysed, shift(stretch, -code.body.start));
  return calls.some(({ args }) => args?.some(({ text }) => text === object || text === `&${object}`) === true);
}
