// Loops.
import type { Statement } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";
import { addCondition, addExpression } from "./expression.ts";

export function addWhile(b: GraphBuilder, s: Extract<Statement, { kind: "while" }>): void {
  const head = b.newBlock();
  const body = b.newBlock();
  const after = b.newBlock();
  b.lands(head, s.start);
  b.lands(after, s.end);
  b.enter(head);
  addCondition(b, s.test, body, after);
  b.current = body;
  b.within(after, head, () => b.statement(s.body));
  b.edge(b.current, head);
  b.current = after;
}

export function addDo(b: GraphBuilder, s: Extract<Statement, { kind: "do" }>): void {
  const body = b.newBlock();
  const test = b.newBlock();
  const after = b.newBlock();
  b.lands(test, s.start);
  b.lands(after, s.end);
  b.enter(body);
  b.within(after, test, () => b.statement(s.body));
  b.enter(test);
  addCondition(b, s.test, body, after);
  b.current = after;
}

export function addFor(b: GraphBuilder, s: Extract<Statement, { kind: "for" }>): void {
  b.scopes.open(s.init === null ? [] : [s.init]);
  if (s.init !== null) b.statement(s.init);
  const head = b.newBlock();
  const body = b.newBlock();
  const update = b.newBlock();
  const after = b.newBlock();
  b.lands(update, s.start);
  b.lands(after, s.end);
  b.enter(head);
  if (s.test === null) b.goTo(body);
  else addCondition(b, s.test, body, after);
  b.current = body;
  b.within(after, update, () => b.statement(s.body));
  b.enter(update);
  if (s.update !== null) addExpression(b, s.update);
  b.edge(b.current, head);
  b.current = after;
  b.leave(b.scopes.depth - 1, { start: Math.max(0, s.end - 1), end: s.end });
  b.scopes.close();
}
