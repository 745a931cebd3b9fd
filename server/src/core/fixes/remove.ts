// Statements taken out, with the line they had for themselves.
import type { TextEdit } from "../text/edits.ts";
import { span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { endOfLineText, isFirstOnLine, startOfLine } from "./layout.ts";
import type { Statement } from "./statements.ts";

/** Null where the statement is all there is to an `if`, `else` or loop. */
export function withoutStatement(code: Code, statement: Statement): TextEdit | null {
  const { end, parent } = statement;
  if (parent?.kind !== "block") return null;
  const { text } = code;
  const start = code.beginning(statement);
  const rest = endOfLineText(text, end);
  const isAlone = isFirstOnLine(text, start) && text.slice(end, rest).trim() === "";
  if (isAlone) return { span: span(startOfLine(text, start), rest + lineEndLength(text, rest)), newText: "" };
  const after = /^[ \t]*/.exec(text.slice(end, rest))?.[0].length ?? 0;
  if (after > 0 && end + after < rest) return { span: span(start, end + after), newText: "" };
  const before = /[ \t]*$/.exec(text.slice(startOfLine(text, start), start))?.[0].length ?? 0;
  return { span: span(isFirstOnLine(text, start) ? start : start - before, end), newText: "" };
}

function lineEndLength(text: string, at: number): number {
  return /^\r?\n/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
}

/** The statement behind `open` in its block that closes what it opens, by their words. */
export function partnerOf(code: Code, open: Statement, opening: string, closing: string): Statement | null {
  const siblings = open.parent?.children ?? [];
  let depth = 0;
  for (const one of siblings.slice(siblings.indexOf(open))) {
    const word = code.slice(one).replace(/\s*;$/, "");
    if (word === opening) depth++;
    else if (word === closing && --depth === 0) return one;
  }
  return null;
}

/** Whether one of the statements from `first` to `last` seems to declare something. */
export function declaresBetween(code: Code, first: Statement, last: Statement): boolean {
  const siblings = first.parent?.children ?? [];
  return siblings
    .slice(siblings.indexOf(first) + 1, siblings.indexOf(last))
    .some(
      (one) =>
        one.kind === "simple" && /^(?!return\b|goto\b)[A-Za-z_]\w*(?:\s+|\s*\*+\s*)[A-Za-z_*]/.test(code.masked(one)),
    );
}
