// Where lambda expressions begin, at the lexical level.
import { type Span, span } from "../text/span.ts";
import type { OpenFunction } from "./index-state.ts";
import { endOfQuoted, inIdentifier, isSpace } from "./scanner.ts";

/** The parts of a lambda expression before its body. */
export interface LambdaHead {
  /** Of the `[`. */
  readonly at: number;
  readonly params: Span;
  /** Of the brace of its body. */
  readonly open: number;
}

/** The lambda whose `[` is at `at`; null for a subscript, an attribute, a structured binding. `previous`: the token before it. */
export function lambdaHead(text: string, at: number, previous: string): LambdaHead | null {
  const isOperand =
    /^[\w$\u0080-\uffff)\]>"]/.test(previous) && !/^(?:return|co_return|co_yield|else|case)$/.test(previous);
  if (isOperand || text[at + 1] === "[") return null;
  let i = matched(text, at);
  if (i < 0) return null;
  i = skipSpace(text, i + 1);
  if (text[i] === "<") i = skipSpace(text, text.indexOf(">", i) + 1);
  let params = span(i, i);
  if (text[i] === "(") {
    const close = matched(text, i);
    if (close < 0) return null;
    params = span(i + 1, close);
    i = skipSpace(text, close + 1);
  }
  // `mutable`, `noexcept(…)`, `-> std::pair<A, B>`, attributes: no statement ends among them.
  for (const limit = i + 300; i < limit && i < text.length; ) {
    const c = text[i] ?? "";
    if (c === "{") return { at, params, open: i };
    if (c === "(" || c === "[") {
      const close = matched(text, i);
      if (close < 0) return null;
      i = close + 1;
    } else if (/[\w\s<>:,&*.-]/.test(c)) i++;
    else return null;
    // After a bare `[…]` only a specifier or the body can follow.
    if (params.start === params.end && c === ",") return null;
  }
  return null;
}

/** Tells the function that a lambda is in where its body, which ends at `end`, has been. */
export function noteInside({ outer, header, open }: OpenFunction, end: number): void {
  const at = outer?.lambdas.findIndex(({ name }) => name === header.name) ?? -1;
  const place = outer?.lambdas[at];
  if (outer === null || place === undefined) return;
  outer.lambdas[at] = { ...place, inside: span(open + 1 - outer.open, end - 1 - outer.open) };
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}

const LONGEST_LIST = 4_000;

/** Offset of the bracket that closes the one at `open`; -1 if that is not near. */
function matched(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length && i < open + LONGEST_LIST; i++) {
    const c = text[i];
    if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") {
      if (--depth === 0) return i;
    } else if (c === '"' || (c === "'" && !inIdentifier(text.charCodeAt(i - 1))))
      i = endOfQuoted(text, i, text.length) - 1;
    else if (c === ";" && depth < 2) return -1;
  }
  return -1;
}
