// Whole lines moved: down, behind the end of a region, or up, in front of where it begins.

import type { TextEdit } from "../text/edits.ts";
import { wordsOf } from "../text/names.ts";
import { span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { behindComment, endOfLineText, indentationAt, isFirstOnLine, startOfLine } from "./layout.ts";
import type { Statement } from "./statements.ts";
import { insertion } from "./surround.ts";

/** Null where the lines hold more than the statements, or the statements speak of what is declared in the region, from `begin` on. */
export function moveBehind(
  code: Code,
  begin: number,
  first: Statement,
  last: Statement,
  end: Statement,
): TextEdit[] | null {
  const { text } = code;
  const behind = behindComment(text, last.end);
  const start = code.beginning(first);
  if (behind === null || !isFirstOnLine(text, start) || !isFirstOnLine(text, end.start)) return null;
  const target = endOfLineText(text, end.end);
  if (behindComment(text, end.end) === null || code.hasDirective(span(first.start, end.end))) return null;
  const siblings = first.parent?.children ?? [];
  const inRegion = siblings.filter((one) => one.start >= begin && one.end <= end.start && one.kind === "simple");
  const moved = code.masked(span(first.start, last.end));
  const declared = inRegion.flatMap((one) => declaredNames(code.masked(one)));
  if (declared.some((name) => new RegExp(`\\b${name}\\b`).test(moved))) return null;
  const from = startOfLine(text, start);
  const lines = text.slice(from, behind);
  const removed = span(from, startOfLine(text, end.start));
  // What stands between the moved lines and the end, as empty lines, goes with them.
  if (text.slice(behind, startOfLine(text, end.start)).trim() !== "") return null;
  const eol = text.slice(endOfLineText(text, last.end)).startsWith("\r\n") ? "\r\n" : "\n";
  return [{ span: removed, newText: "" }, insertion(target, eol + lines)];
}

/** Neighbouring statements that have their lines for themselves, and what is said above them, put in front of another one before them. */
export function moveLines(code: Code, first: Statement, last: Statement, before: Statement): TextEdit[] | null {
  const { text } = code;
  const start = aboveComments(code, first);
  const next = code.beginning(before);
  const from = startOfLine(text, start);
  if (!isFirstOnLine(text, start) || !isFirstOnLine(text, next)) return null;
  if (behindComment(text, last.end) === null || code.hasDirective(span(before.start, last.end))) return null;
  const rest = endOfLineText(text, last.end);
  const to = rest + (/^\r?\n/.exec(text.slice(rest, rest + 2))?.[0].length ?? 0);
  return [
    insertion(startOfLine(text, next), indentationAt(text, next) + text.slice(start, to)),
    { span: span(from, to), newText: "" },
  ];
}

/** Where a statement begins with the comments that have the lines above it, up to an empty line or the statement before. */
function aboveComments(code: Code, statement: Statement): number {
  const { text } = code;
  const start = code.beginning(statement);
  const siblings = statement.parent?.children ?? [];
  const end = siblings[siblings.indexOf(statement) - 1]?.end;
  const behind = end === undefined ? null : behindComment(text, end);
  if (behind === null) return start;
  const line = startOfLine(text, start);
  const gap = text.slice(endOfLineText(text, behind), line);
  const [spaced = ""] = /^.*\n[ \t]*\r?\n|^\r?\n/s.exec(gap) ?? [];
  const comments = gap.slice(spaced.length).trimStart();
  return comments === "" ? start : line - comments.length;
}

/** Names a statement may declare: two words or a word and stars, and then a name. Too many rather than too few. */
export function declaredNames(statement: string): string[] {
  if (!/^[A-Za-z_]\w*[\s*]+[A-Za-z_*]/.test(statement)) return [];
  return wordsOf(statement).slice(1);
}
