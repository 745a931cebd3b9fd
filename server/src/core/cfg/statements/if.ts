// `if`, and `#if` between statements.

import { isNever } from "../../mask/conditions.ts";
import type { Statement } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";
import { addCondition } from "./expression.ts";

export function addIf(b: GraphBuilder, s: Extract<Statement, { kind: "if" }>): void {
  const yes = b.newBlock();
  const no = s.otherwise === null ? null : b.newBlock();
  const after = b.newBlock();
  b.here();
  addCondition(b, s.test, yes, no ?? after);
  b.current = yes;
  b.statement(s.then);
  b.edge(b.current, after);
  if (no !== null && s.otherwise !== null) {
    b.current = no;
    b.statement(s.otherwise);
    b.edge(b.current, after);
  }
  b.current = after;
}

export function addPlatform(b: GraphBuilder, s: Extract<Statement, { kind: "conditional" }>): void {
  const from = b.here();
  const after = b.newBlock();
  const span = { start: s.start, end: s.end };
  // Another platform's branch is compiled elsewhere; `#if 0` nowhere.
  const values = [true, false].filter((value) => !isNever(value ? s.condition : `!(${s.condition})`));
  for (const value of values) {
    const branch = b.newBlock();
    const platform = { kind: "platform", condition: s.condition, value, span } as const;
    b.edge(from, branch, platform);
    b.current = branch;
    const statements = value ? s.then : s.otherwise;
    if (values.length === 1) b.list(statements);
    else b.scopes.within(platform, () => b.list(statements));
    b.edge(b.current, after);
  }
  b.current = after;
}
