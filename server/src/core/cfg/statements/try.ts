// Exceptions of C++: `try` with its handlers, and `throw`.
import type { Statement } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";
import { simplifyExpression } from "./expression.ts";

/** A handler is entered as the block was, or from a `throw` in it: what calls may throw on the way is not followed. */
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
