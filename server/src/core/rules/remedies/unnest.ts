// Releases and acquisitions that are one too many, taken out.
import type { CallEffect } from "../../effects/effect.ts";
import type { Code } from "../../fixes/code.ts";
import { Refusal } from "../../fixes/refusal.ts";
import { declaresBetween, partnerOf, withoutStatement } from "../../fixes/remove.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import type { Remedies } from "../rule.ts";
import { missingEnd } from "./missing-end.ts";
import { type Patient, releaseAt } from "./region.ts";

const BEGIN = "Py_BEGIN_ALLOW_THREADS";
const END = "Py_END_ALLOW_THREADS";

/** The inner one of two regions, where the GIL is released on every way to it. */
export function withoutInnerRegion(patient: Patient, use: Use<CallEffect>): Remedies {
  const frame = releaseAt(use);
  if (frame === null)
    return new Refusal("The ways that lead here release the GIL in different places, or not all of them do.");
  const missing = missingEnd(patient, frame);
  if (missing instanceof Refusal) return missing;
  return (
    missing?.map((remedy) => ({ ...remedy, safe: false })) ?? withoutRegion(patient, use, "Remove the inner region")
  );
}

/** The two macros of a region; what is between them stays. */
export function withoutRegion({ analysed, code }: Patient, use: Use<CallEffect>, title: string): Remedies {
  const begin = code.statementAt(use.effect.span.start + code.body.start);
  if (use.effect.macro !== null || analysed.effects.damage !== null || wordOf(code.slice(begin)) !== BEGIN)
    return new Refusal(`${use.effect.macro ?? use.effect.callee} is no ${BEGIN} of its own, which could be taken out.`);
  const end = partnerOf(code, begin, BEGIN, END);
  if (end === null || code.hasDirective({ start: begin.start, end: end.end }))
    return new Refusal(`Which ${END} belongs to it cannot be told.`);
  if (declaresBetween(code, begin, end)) return new Refusal("What is declared in it would be seen behind it as well.");
  if (/\b(?:_save|Py_(?:UN)?BLOCK_THREADS)\b/.test(code.slice({ start: begin.end, end: end.start })))
    return new Refusal("The GIL is taken and given up again inside of it.");
  return removal(title, [withoutStatement(code, begin), withoutStatement(code, end)]);
}

/** An acquisition where the GIL is held on every way to it: taken out, or undone in front of the end of a region. */
export function withoutAcquire({ analysed, code }: Patient, use: Use<CallEffect>): Remedies {
  const isSure = use.released.length + use.unknown.length === 0 && analysed.effects.damage === null;
  const statement = code.statementAt(use.effect.span.start + code.body.start);
  if (!isSure) return new Refusal("The GIL may be released here on other ways, which need this.");
  if (statement.kind !== "simple" || use.effect.macro !== null)
    return new Refusal("It is a part of something larger, which cannot be taken out.");
  const word = wordOf(code.slice(statement));
  if (word === END) return released(code, statement);
  return word === "Py_BLOCK_THREADS" || /^PyEval_RestoreThread\(\w+\)$/.test(word)
    ? removal("Remove this second acquisition", [withoutStatement(code, statement)])
    : new Refusal("It does more than take the GIL.");
}

/** Py_BLOCK_THREADS stands above the end in the same block: its partner is what is missing. */
function released(code: Code, end: Statement): Remedies {
  const siblings = end.parent?.children ?? [];
  const words = siblings.slice(0, siblings.indexOf(end)).map((one) => wordOf(code.slice(one)));
  if (
    words.lastIndexOf("Py_BLOCK_THREADS") <= Math.max(words.lastIndexOf(BEGIN), words.lastIndexOf("Py_UNBLOCK_THREADS"))
  )
    return new Refusal("Why the GIL is held where the region ends cannot be told from the block it ends in.");
  const edits = surround(code, end, end, ["Py_UNBLOCK_THREADS"], []);
  return edits === null
    ? new Refusal("There is no place for Py_UNBLOCK_THREADS.")
    : [{ title: "Release the GIL again before the end of the region", safe: false, edits }];
}

function removal(title: string, edits: readonly (TextEdit | null)[]): Remedies {
  const all = edits.filter((edit) => edit !== null);
  if (all.length < edits.length) return new Refusal("It is all there is to an if, else or loop.");
  return [{ title, safe: false, edits: all }];
}

function wordOf(text: string): string {
  return text.replace(/\s*;$/, "");
}
