// The words of a declaration of C++: qualified names, template arguments and operators in one piece.
import type { Span } from "../text/span.ts";
import type { HeaderToken } from "./index-state.ts";

/** A word of a declaration: `ns::T<int>::f`, `operator==`, `~T` and each sign are one. */
export interface Unit extends Span {
  readonly text: string;
}

/** Attributes and `template <…>` are left out. */
export function unitsOf(text: string, tokens: readonly HeaderToken[]): Unit[] {
  const word = (i: number): string => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  const units: Unit[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (word(i) === "template" && word(i + 1) === "<") {
      i = Math.max(i, angleClose(text, tokens, i + 1));
      continue;
    }
    if (word(i) === "[" && word(i + 1) === "[") {
      i = squareClose(word, i, tokens.length);
      continue;
    }
    if (word(i) === "-" && word(i + 1) === ">") {
      units.push({ text: "->", start: token.start, end: token.start + 2 });
      i++;
      continue;
    }
    const end = endOfName(text, tokens, i);
    const last = tokens[end] ?? token;
    units.push({ text: compact(text.slice(token.start, last.end)), start: token.start, end: last.end });
    i = end;
  }
  return units;
}

/** Index of the last token of the qualified name that begins at `at`; `at` itself for everything else. */
function endOfName(text: string, tokens: readonly HeaderToken[], at: number): number {
  const word = (i: number): string => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  const colons = (i: number): boolean =>
    word(i) === ":" && word(i + 1) === ":" && tokens[i]?.end === tokens[i + 1]?.start;
  let i = at;
  if (colons(i) && /^[A-Za-z_]/.test(word(i + 2))) i += 2;
  if (word(i) === "~" && /^[A-Za-z_]/.test(word(i + 1))) return i + 1;
  if (!/^[A-Za-z_$\u0080-\uffff]/.test(word(i))) return at;
  for (;;) {
    if (word(i) === "operator") return endOfOperator(word, i, tokens.length);
    if (word(i + 1) === "<" && word(i) !== "template") {
      const close = angleClose(text, tokens, i + 1);
      if (close > i) i = close;
    }
    if (!colons(i + 1)) return i;
    const next = i + 3;
    if (word(next) === "~") return next + 1;
    if (!/^[A-Za-z_]/.test(word(next))) return i;
    i = next;
  }
}

function endOfOperator(word: (i: number) => string, at: number, length: number): number {
  if (word(at + 1) === "(" && word(at + 2) === ")") return at + 2;
  let i = at;
  while (i + 1 < length && word(i + 1) !== "(" && i - at < 12) i++;
  return i;
}

/** Index of the `>` for the `<` at `open`; -1 where it is a comparison. */
function angleClose(text: string, tokens: readonly HeaderToken[], open: number): number {
  let depth = 0;
  let parens = 0;
  for (let i = open; i < tokens.length && i < open + 400; i++) {
    const c = text[tokens[i]?.start ?? 0];
    if (c === "(") parens++;
    else if (c === ")" && --parens < 0) return -1;
    else if (c === ";" || (c === "{" && parens === 0)) return -1;
    else if (parens > 0) continue;
    else if (c === "<") depth++;
    else if (c === ">" && text[(tokens[i]?.start ?? 1) - 1] !== "-" && --depth === 0) return i;
  }
  return -1;
}

function squareClose(word: (i: number) => string, open: number, length: number): number {
  let depth = 0;
  for (let i = open; i < length; i++) {
    if (word(i) === "[") depth++;
    else if (word(i) === "]" && --depth === 0) return i;
  }
  return open;
}

function compact(text: string): string {
  return /\s/.test(text)
    ? text
        .replace(/\s+/g, " ")
        .replace(/ ?(::|[<>,*&()]) ?/g, "$1")
        .trim()
    : text;
}
