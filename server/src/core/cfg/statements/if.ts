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
  for (const value of [true, false]) {
    // Another platform's branch is compiled elsewhere; `#if 0` nowhere.
    if (value ? isNever(s.condition) : isNever(`!(${s.condition})`)) continue;
    const branch = b.newBlock();
    b.edge(from, branch, { kind: "platform", condition: s.condition, value, span });
    b.current = branch;
    b.list(value ? s.then : s.otherwise);
    b.edge(b.current, after);
  }
  b.current = after;
}
