// Where a function must have ended although its braces do not match: half-typed code loses no more than one function.
import { endOfComment, endOfDirective, isSpace } from "./scanner.ts";

/** What stands in the first column outside of functions only: a function's head and its brace, a table, a type, a declaration. */
const DEFINITION = new RegExp(
  [
    String.raw`[A-Za-z_]\w*[\s*]+(?:[A-Za-z_]\w*[\s*]+)*[A-Za-z_]\w*[ \t]*\([^;{}]*\)(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/)*\{`,
    String.raw`[A-Za-z_]\w*[\s*]+(?:[A-Za-z_]\w*[\s*]+)*[A-Za-z_]\w*[ \t]*\[[^\];{}]*\]\s*=\s*\{`,
    String.raw`typedef\s|(?:static|extern)\s[^;{}()]*[;=]|(?:static|extern)\s[^;{}]*\([^;{}]*\);`,
    String.raw`(?:struct|union|enum)\b[^;{}()]*\{`,
  ].join("|"),
  "y",
);

/** How far a head may reach, in UTF-16 code units. */
const MAX_HEAD = 1_000;

/** Whether `at` is a brace in the first column with a definition behind it: whatever is still open was never closed. */
export function resumesAfter(text: string, at: number): boolean {
  if (at > 0 && text.charCodeAt(at - 1) !== 10) return false;
  const start = nextCode(text, at + 1);
  if (start === 0 || text.charCodeAt(start - 1) !== 10) return false;
  const head = text.slice(start, start + MAX_HEAD);
  DEFINITION.lastIndex = 0;
  return DEFINITION.test(head);
}

/** Behind white space, comments, directives and stray semicolons. */
function nextCode(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (isSpace(c) || c === 10 || c === 13 || c === 59) at++;
    else if (c === 47 && (next === 42 || next === 47)) at = endOfComment(text, at, text.length);
    else if (c === 35) at = endOfDirective(text, at, text.length);
    else break;
  }
  return at;
}
