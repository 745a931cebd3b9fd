// What an expression says as an argument, as a value that is copied, and as text.

import { streamCall } from "../capi/sharing.ts";
import type { Element } from "../cfg/graph.ts";
import { baseOf, type Expression, textOf, uncast } from "../syntax/ast.ts";
import type { Span } from "../text/span.ts";
import type { Argument, Constant, StoreEffect, ThrowEffect } from "./effect.ts";
import { constantOf, resultKey } from "./facts.ts";

export function argumentOf(e: Expression): Argument {
  const inner = uncast(e);
  const address = inner.kind === "unary" && inner.operator === "&";
  const kind = address ? "address" : inner.kind === "name" ? "name" : inner.kind === "literal" ? "literal" : "other";
  return { text: textOf(inner), base: baseOf(inner), kind, span: spanOf(inner), ...pointsInto(inner) };
}

/** What a value that is stored is a copy of, or the address of, or computed from. */
export function sourceOf(value: Expression): Pick<StoreEffect, "from" | "into"> {
  return { from: lvalueText(value), ...pointsInto(value) };
}

/** The pointers that a value is computed from by an offset or a choice; nothing for a value that is only copied. */
function pointsInto(value: Expression): { readonly into?: readonly string[] } {
  const inner = uncast(value);
  const isCopied = inner.kind !== "binary" && inner.kind !== "conditional" && inner.kind !== "unary";
  const into = isCopied ? [] : pointersIn(inner);
  return into.length === 0 ? {} : { into };
}

function pointersIn(e: Expression): readonly string[] {
  const inner = uncast(e);
  switch (inner.kind) {
    case "name":
    case "field":
      return [textOf(inner)];
    case "call":
      return [resultKey(inner)];
    case "binary":
      return inner.operator === "+" ? [inner.left, inner.right].flatMap(pointersIn) : [];
    case "conditional":
      return [inner.then, inner.otherwise].flatMap(pointersIn);
    case "unary": {
      const place = uncast(inner.operand);
      return inner.operator === "&" && place.kind === "index" ? pointersIn(place.object) : [];
    }
    default:
      return [];
  }
}

/** `std::cout << a << b`: each part is a call of its own, and others can come between two of them. Null for all other operators. */
export function insertions(e: Extract<Expression, { kind: "binary" }>): readonly Expression[] | null {
  if (e.operator !== "<<") return null;
  const before = e.left.kind === "binary" ? insertions(e.left) : [];
  const last = before?.at(-1);
  const stream = last?.kind === "call" ? last.callee : e.left;
  if (before === null || stream.kind !== "name" || streamCall(stream.name)?.direction !== "write") return null;
  const { start, end, macro } = e;
  return [...before, { kind: "call", callee: stream, args: [e.right], start, end, macro }];
}

/** What a function gives back: as text, and as a constant where it is one. */
export function returned(value: Expression | null): {
  readonly value: string | null;
  readonly constant: Constant | null;
} {
  if (value === null) return { value: null, constant: null };
  const inner = uncast(value);
  return { value: inner.kind === "call" ? resultKey(inner) : textOf(inner), constant: constantOf(value) };
}

export function thrown({ value, span, macro }: Extract<Element, { kind: "throw" }>): ThrowEffect {
  return { kind: "throw", rethrows: value === null, span, macro };
}

/** `::f` and `::T::f`. */
export function isGlobal(e: Expression): boolean {
  const inner = uncast(e);
  return inner.kind === "name" && inner.name.startsWith("::");
}

function lvalueText(e: Expression): string | null {
  const inner = uncast(e);
  const isPlace =
    inner.kind === "unary" ? /^[*&]$/.test(inner.operator) : inner.kind === "name" || inner.kind === "field";
  return isPlace ? textOf(inner) : null;
}

/** Whether the target stands in an expression as a whole word, and not in a string. Error recovery leaves targets without a text. */
export function mentions(e: Expression, target: string): boolean {
  const written = textOf(e);
  if (target === "" || !written.includes(target)) return false;
  const text = written.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  for (let at = text.indexOf(target); at >= 0; at = text.indexOf(target, at + 1))
    if (!/\w/.test(text[at - 1] ?? " ") && !/\w/.test(text[at + target.length] ?? " ")) return true;
  return false;
}

export function spanOf(e: Span): Span {
  return { start: e.start, end: e.end };
}
