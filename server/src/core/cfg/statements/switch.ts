// `switch`, with fall-through and cases anywhere in its body.
import type { Statement } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";
import { simplifyExpression } from "./expression.ts";

export function addSwitch(b: GraphBuilder, s: Extract<Statement, { kind: "switch" }>): void {
  const subject = simplifyExpression(b, s.value);
  b.add({ kind: "evaluate", expression: subject });
  const head = b.here();
  const after = b.newBlock();
  b.lands(after, s.end);
  const scope = { subject, head, hasDefault: false };
  b.switches.push(scope);
  b.current = null;
  b.within(after, null, () => b.statement(s.body));
  b.switches.pop();
  b.edge(b.current, after);
  if (!scope.hasDefault) b.edge(head, after, { kind: "case", subject, value: null });
  b.current = after;
}

export function addCase(b: GraphBuilder, s: Extract<Statement, { kind: "case" }>): void {
  const scope = b.switches.at(-1);
  const block = b.newBlock();
  if (scope !== undefined) {
    if (s.value === null) scope.hasDefault = true;
    b.edge(scope.head, block, { kind: "case", subject: scope.subject, value: s.value });
  }
  b.enter(block);
  b.list(s.body);
}
