// Comments taken out, with the line they had for themselves.
import { conflict, type TextEdit } from "../text/edits.ts";
import { type Span, span } from "../text/span.ts";
import { endOfLineText, startOfLine } from "./layout.ts";

/** The edits that remove comments; null where they get in each other's way. */
export function withoutComments(text: string, comments: readonly Span[]): TextEdit[] | null {
  const edits = comments.map((comment) => ({ span: stretchOf(text, comment), newText: "" }));
  return conflict(edits) ? null : edits;
}

function stretchOf(text: string, { start, end }: Span): Span {
  const line = startOfLine(text, start);
  const rest = endOfLineText(text, end);
  const isAtStart = text.slice(line, start).trim() === "";
  const isAtEnd = text.slice(end, rest).trim() === "";
  if (isAtStart && isAtEnd) return span(line, rest + (/^\r?\n/.exec(text.slice(rest, rest + 2))?.[0].length ?? 0));
  const before = start - (/[ \t]*$/.exec(text.slice(line, start))?.[0].length ?? 0);
  if (isAtEnd) return span(before, rest);
  const after = end + (/^[ \t]*/.exec(text.slice(end, rest))?.[0].length ?? 0);
  // Of the white space on both sides, one side stays: a comment can be all that keeps two words apart.
  return after > end ? span(start, after) : before < start ? span(before, end) : span(start, end);
}
