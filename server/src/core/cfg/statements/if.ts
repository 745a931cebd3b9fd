// `if`, and `#if` between statements.

import { evaluate } from "../../mask/conditions.ts";
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
  const known = evaluate(s.condition);
  const from = b.here();
  const after = b.newBlock();
  const span = { start: s.start, end: s.end };
  for (const value of [true, false]) {
    if (known === !value && isImpossible(s.condition)) continue;
    const branch = b.newBlock();
    b.edge(from, branch, { kind: "platform", condition: s.condition, value, span });
    b.current = branch;
    b.list(value ? s.then : s.otherwise);
    b.edge(b.current, after);
  }
  b.current = after;
}

/** `#if 0` and the like are never compiled; another platform's branch is, elsewhere. */
function isImpossible(condition: string): boolean {
  return /^[\s()!]*\d+[\s)]*$/.test(condition);
}
