// What decides whether a part of an expression is run at all: `a` of `a && f()`, of `a || f()`, of `a ? f() : b`.
import { contains, type Span, span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { isFirst, trimmed } from "./hoist.ts";

export interface Guard {
  /** What is asked before the part. */
  readonly asked: Span;
  /** Whether the part is run where that holds, or where it does not. */
  readonly ifHolds: boolean;
  /** What holds the part, and is run under the guard. */
  readonly operand: Span;
}

/** Null where the part is run whenever the expression is; `several` where more than one guard, in each other, decides. */
export function guardOf(code: Code, expression: Span, part: Span): Guard | "several" | null {
  const inside = assignedIn(code, expression);
  const choice = chosenIn(code, inside, part);
  if (choice === null) {
    const group = groupAround(code, inside, part);
    return group === null ? null : guardOf(code, group, part);
  }
  if ("first" in choice) return guardOf(code, choice.first, part);
  return guardOf(code, choice.operand, part) === null ? choice : "several";
}

/** Whether an expression is one of `&&` or `||`, so that it gives 0 or 1. */
export function isLogical(code: Code, expression: Span): boolean {
  const words = separators(code.masked(expression)).map(({ word }) => word);
  return !words.some((word) => /^[?,=]$/.test(word)) && words.some((word) => word === "&&" || word === "||");
}

/** What is assigned, where the expression is an assignment to something plain. */
function assignedIn(code: Code, expression: Span): Span {
  const text = code.masked(expression);
  const assign = separators(text).find(({ word }) => word === "=");
  if (assign === undefined || !/^[\s*]*[A-Za-z_][\w\s.[\]]*(?:->[\w\s.[\]]+)*$/.test(text.slice(0, assign.at)))
    return expression;
  return span(expression.start + assign.at + 1, expression.end);
}

/** The weakest operator outside of brackets that makes a choice, and on which side of it the part stands. */
function chosenIn(code: Code, expression: Span, part: Span): Guard | { readonly first: Span } | null {
  const { start, end } = expression;
  const found = separators(code.masked(expression));
  if (found.some(({ word }) => word === ",")) return null;
  const question = found.find(({ word }) => word === "?");
  if (question !== undefined) {
    const asked = span(start, start + question.at);
    const colon = matching(found, question);
    if (colon === null) return null;
    if (contains(asked, part)) return { first: asked };
    const [then, otherwise] = [span(asked.end + 1, start + colon), span(start + colon + 1, end)];
    return contains(then, part) ? guard(code, asked, true, then) : guard(code, asked, false, otherwise);
  }
  for (const operator of ["||", "&&"]) {
    const places = found.filter(({ word }) => word === operator).map(({ at }) => start + at);
    const [first] = places;
    if (first === undefined) continue;
    if (part.end <= first) return { first: span(start, first) };
    const before = places.findLast((at) => at < part.start) ?? first;
    const behind = places.find((at) => at >= part.end) ?? end;
    return guard(code, span(start, before), operator === "&&", span(before + 2, behind));
  }
  return null;
}

function guard(code: Code, asked: Span, ifHolds: boolean, operand: Span): Guard {
  return { asked: trimmed(code, asked), ifHolds, operand: trimmed(code, operand) };
}

/** The inside of the brackets around the part, where they are what the expression runs first. */
function groupAround(code: Code, { start, end }: Span, part: Span): Span | null {
  const text = code.masked(span(start, end));
  const open = text.slice(0, part.start - start).indexOf("(");
  if (open < 0 || !isFirst(text.slice(0, open))) return null;
  const close = closingBracket(text, open);
  const inside = span(start + open + 1, start + close);
  return close >= 0 && contains(inside, part) ? inside : null;
}

interface Separator {
  readonly word: string;
  readonly at: number;
}

const TOKEN = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|&&|\|\||[=!<>]=|<<=?|>>=?|[-+*/%&|^]=|[()[\]{}?:,=]/g;

/** Operators outside of all brackets. */
function separators(text: string): Separator[] {
  const found: Separator[] = [];
  let depth = 0;
  for (const { 0: word, index } of text.matchAll(TOKEN)) {
    if (/^[([{]$/.test(word)) depth++;
    else if (/^[)\]}]$/.test(word)) depth--;
    else if (depth === 0 && /^(?:&&|\|\||[?:,=])$/.test(word)) found.push({ word, at: index });
  }
  return found;
}

function matching(found: readonly Separator[], question: Separator): number | null {
  let open = 0;
  for (const { word, at } of found.slice(found.indexOf(question) + 1))
    if (word === "?") open++;
    else if (word === ":" && open-- === 0) return at;
  return null;
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (const { 0: word, index } of text.slice(open).matchAll(TOKEN)) {
    if (word === "(") depth++;
    else if (word === ")" && --depth === 0) return open + index;
  }
  return -1;
}
