// Releases and acquisitions that are one too many, taken out.
import type { CallEffect } from "../../effects/effect.ts";
import type { Code } from "../../fixes/code.ts";
import { declaresBetween, partnerOf, withoutStatement } from "../../fixes/remove.ts";
import type { Statement } from "../../fixes/statements.ts";
import { surround } from "../../fixes/surround.ts";
import type { Use } from "../../summaries/uses.ts";
import type { TextEdit } from "../../text/edits.ts";
import type { Remedy } from "../rule.ts";
import { missingEnd } from "./missing-end.ts";
import { type Patient, releaseAt } from "./region.ts";

const BEGIN = "Py_BEGIN_ALLOW_THREADS";
const END = "Py_END_ALLOW_THREADS";

/** The inner one of two regions, where the GIL is released on every way to it. */
export function withoutInnerRegion(patient: Patient, use: Use<CallEffect>): Remedy[] {
  const frame = releaseAt(use);
  if (frame === null) return [];
  const missing = missingEnd(patient, frame)?.map((remedy) => ({ ...remedy, safe: false }));
  return missing ?? withoutRegion(patient, use, "Remove the inner region");
}

/** The two macros of a region; what is between them stays. */
export function withoutRegion({ analysed, code }: Patient, use: Use<CallEffect>, title: string): Remedy[] {
  const begin = code.statementAt(use.effect.span.start + code.body.start);
  if (use.effect.macro !== null || analysed.effects.damage !== null || wordOf(code.slice(begin)) !== BEGIN) return [];
  const end = partnerOf(code, begin, BEGIN, END);
  if (end === null || declaresBetween(code, begin, end) || code.hasDirective({ start: begin.start, end: end.end }))
    return [];
  if (/\b(?:_save|Py_(?:UN)?BLOCK_THREADS)\b/.test(code.slice({ start: begin.end, end: end.start }))) return [];
  return removal(title, [withoutStatement(code, begin), withoutStatement(code, end)]);
}

/** An acquisition where the GIL is held on every way to it: taken out, or undone in front of the end of a region. */
export function withoutAcquire({ analysed, code }: Patient, use: Use<CallEffect>): Remedy[] {
  const isSure = use.released.length + use.unknown.length === 0 && analysed.effects.damage === null;
  const statement = code.statementAt(use.effect.span.start + code.body.start);
  if (!isSure || statement.kind !== "simple" || use.effect.macro !== null) return [];
  const word = wordOf(code.slice(statement));
  if (word === END) return released(code, statement);
  return word === "Py_BLOCK_THREADS" || /^PyEval_RestoreThread\(\w+\)$/.test(word)
    ? removal("Remove this second acquisition", [withoutStatement(code, statement)])
    : [];
}

/** Py_BLOCK_THREADS stands above the end in the same block: its partner is what is missing. */
function released(code: Code, end: Statement): Remedy[] {
  const siblings = end.parent?.children ?? [];
  const words = siblings.slice(0, siblings.indexOf(end)).map((one) => wordOf(code.slice(one)));
  if (
    words.lastIndexOf("Py_BLOCK_THREADS") <= Math.max(words.lastIndexOf(BEGIN), words.lastIndexOf("Py_UNBLOCK_THREADS"))
  )
    return [];
  const edits = surround(code, end, end, ["Py_UNBLOCK_THREADS"], []);
  return edits === null ? [] : [{ title: "Release the GIL again before the end of the region", safe: false, edits }];
}

function removal(title: string, edits: readonly (TextEdit | null)[]): Remedy[] {
  const all = edits.filter((edit) => edit !== null);
  return all.length < edits.length ? [] : [{ title, safe: false, edits: all }];
}

function wordOf(text: string): string {
  return text.replace(/\s*;$/, "");
}
