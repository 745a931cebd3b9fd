// Exceptions of C++: `try` with its handlers, and `throw`.
import type { Expression, Statement } from "../../syntax/ast.ts";
import type { Span } from "../../text/span.ts";
import type { GraphBuilder } from "../builder.ts";
import type { Element } from "../graph.ts";
import { children, simplifyExpression } from "./expression.ts";

/** A handler is entered as the block was, from a `throw` in it, or from a call: which calls throw is seen when names are resolved. */
export function addTry(b: GraphBuilder, s: Extract<Statement, { kind: "try" }>): void {
  const after = b.newBlock();
  const handlers = s.handlers.map(() => b.newBlock());
  for (const handler of handlers) b.edge(b.here(), handler);
  b.lands(after, s.end);
  const body = b.newBlock();
  b.enter(body);
  b.scopes.tries.push({ scopes: b.scopes.depth, handlers });
  b.scope(s.body, s.end);
  b.scopes.tries.pop();
  b.edge(b.current, after);
  for (const [i, statements] of s.handlers.entries()) {
    const [first] = statements;
    const handler = handlers[i];
    if (handler === undefined) continue;
    b.current = handler;
    b.lands(handler, first?.start ?? s.end);
    b.scope(statements, s.end);
    b.edge(b.current, after);
  }
  b.current = after;
}

export function addThrow(b: GraphBuilder, s: Extract<Statement, { kind: "throw" }>): void {
  const span = { start: s.start, end: s.end };
  const value = s.value === null ? null : simplifyExpression(b, s.value);
  if (value !== null) b.add({ kind: "evaluate", expression: value });
  const caught = b.scopes.tries.at(-1);
  b.leave(caught?.scopes ?? 0, span);
  if (caught === undefined) b.add({ kind: "throw", value, span, macro: s.macro });
  for (const handler of caught?.handlers ?? [])
    b.edge(b.here(), handler, null, { kind: "throw", span, macro: s.macro });
  b.current = null;
}

/** In a `try`: the way to its handlers from before an element whose calls may throw. */
export function addUnwinding(b: GraphBuilder, element: Element): void {
  const caught = b.scopes.tries.at(-1);
  const span = caught === undefined ? null : spanOfCalls(element);
  if (caught === undefined || span === null) return;
  const from = b.here();
  const [runs, unwinds] = [b.newBlock(), b.newBlock()];
  b.edge(from, runs);
  b.edge(from, unwinds, null, null, runs);
  b.current = unwinds;
  b.destroy(
    b.scopes.from(caught.scopes).filter(({ object }) => object.atEnd === undefined),
    span,
  );
  for (const handler of caught.handlers) b.edge(b.current, handler, null, { kind: "throw", span, macro: null });
  b.current = runs;
}

/** Where an element stands that calls something; null for the others. */
function spanOfCalls(element: Element): Span | null {
  switch (element.kind) {
    case "evaluate":
      return calls(element.expression) ? spanOf(element.expression) : null;
    case "declare": {
      const { value, object } = element.declarator;
      return object?.args != null || (value !== null && calls(value)) ? spanOf(element.declarator) : null;
    }
    case "return":
      return element.value !== null && element.isEvaluated !== true && calls(element.value) ? element.span : null;
    default:
      return null;
  }
}

function calls(e: Expression): boolean {
  return e.kind === "call" || children(e).some(calls);
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
