// The arguments of macros: where each stands, and those made into names that are types, jumps or operators, which no expression may be.
import { type Span, span } from "../text/span.ts";
import type { Body } from "./body.ts";
import { Kind, tokenize } from "./scanner.ts";
import { KEYWORDS, TYPE_WORDS } from "./vocabulary.ts";

/** Longer arguments are expressions: nobody writes types and jumps of that length, and nested calls would be read again and again. */
const MAX_ARGUMENT = 2_000;

/** Between the parentheses at `open` and `close`. */
export function argumentSpans(body: Body, open: number, close: number): Span[] {
  const spans: Span[] = [];
  let first = open + 1;
  for (let i = open + 1; i <= close; i++) {
    const word = body.word(i);
    if (i < close && (word === "(" || word === "[" || word === "{")) {
      i = Math.max(i, Math.min(body.close[i] ?? i, close - 1));
      continue;
    }
    if (i !== close && word !== ",") continue;
    if (i > first) spans.push(span(body.start(first), body.end(i - 1)));
    first = i + 1;
  }
  return spans;
}

/** What is no expression becomes a name of the same length; the comma of an argument that is not there goes. */
export function rewriteArguments(body: Body, open: number, close: number): void {
  blankEmpty(body, open, close);
  for (const { start, end } of argumentSpans(body, open, close))
    if (end - start <= MAX_ARGUMENT && !mayBeExpression(body.original.slice(start, end), body.isCplusplus))
      flatten(body, start, end);
}

/** Makes one name of all between two offsets. */
export function flatten({ letters }: Body, start: number, end: number): void {
  let line = true;
  for (let i = start; i < end; i++) {
    const c = letters.at(i);
    if (c === "\n" || c === "\r") line = false;
    else if (!line) letters.put(i, " ");
    else if (!/\w/.test(c) || (i === start && /\d/.test(c))) letters.put(i, "_");
  }
  const name = letters.between(start, end);
  if (KEYWORDS.has(name) || TYPE_WORDS.has(name)) letters.put(start, "_");
}

/** `f(a, )` and `f(, a)`. */
function blankEmpty(body: Body, open: number, close: number): void {
  for (let i = open + 1; i < close; i++) {
    const word = body.word(i);
    if (word === "(" || word === "[" || word === "{") i = Math.max(i, Math.min(body.close[i] ?? i, close));
    else if (word === "," && (i === open + 1 || /^[,)]$/.test(body.word(i + 1)))) body.blankTokens(i, i);
  }
}

/** Neither a type, a jump, a statement, nor a lone operator. */
function mayBeExpression(text: string, isCplusplus: boolean): boolean {
  // A lambda is an expression, whatever is in it.
  if (isCplusplus && /^\s*\[|[({,=]\s*\[[^\]]*\]\s*[({]/.test(text)) return true;
  const tokens = tokenize(text);
  const word = (i: number): string => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  const first = word(0);
  if (tokens.every((token) => token.kind === Kind.punctuation)) return false;
  if (/^(?:return|goto|break|continue|if|do|for|while|[;{])$/.test(first)) return false;
  if (TYPE_WORDS.has(first)) return tokens.some((_, i) => word(i) === "(" && i > 0 && !/^\*$/.test(word(i + 1)));
  // Strings made of macros stand side by side: `PRIu64 " of " PRIu64`.
  const words = tokens.every((token) => token.kind === Kind.identifier || token.kind === Kind.string);
  if (words && tokens.length > 1) return false;
  // A type, or the letters of a format that the macro makes a string of: `char *`, `O&`, `y#K`.
  if (/^[*&|/%<=!^?]$/.test(word(tokens.length - 1)) && tokens[0]?.kind === Kind.identifier) return false;
  return !tokens.some((_, i) => /^[;#]$/.test(word(i)));
}
