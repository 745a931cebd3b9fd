// Declarations with initial values.
import type { Declarator, Expression, Statement } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";
import { addExpression, simplifyExpression } from "./expression.ts";

export function addDeclarator(
  b: GraphBuilder,
  declarator: Declarator,
  s: Extract<Statement, { kind: "declaration" }>,
): void {
  const { value, nameSpan, name, object } = declarator;
  const { type, isStatic } = s;
  if (object?.atEnd !== undefined) {
    b.scopes.declare(declarator, object);
    return;
  }
  if (object !== undefined && !isStatic) {
    const args = object.args?.map((arg) => simplifyExpression(b, arg)) ?? null;
    const made = {
      ...declarator,
      value: value === null ? null : simplifyExpression(b, value),
      object: { ...object, args },
    };
    b.add({ kind: "declare", declarator: made, type, isStatic });
    b.scopes.declare(made, made.object);
    return;
  }
  if (value?.kind === "conditional" && !isStatic) {
    // `T *save = c ? f() : NULL`: declared, then each side stores its own value.
    b.add({ kind: "declare", declarator: { ...declarator, value: null }, type, isStatic });
    const left: Expression = { kind: "name", name, ...nameSpan, macro: s.macro };
    addExpression(b, {
      kind: "assign",
      operator: "=",
      left,
      right: value,
      start: declarator.start,
      end: declarator.end,
      macro: s.macro,
    });
    return;
  }
  const simple = value === null ? null : simplifyExpression(b, value);
  b.add({ kind: "declare", declarator: { ...declarator, value: simple }, type, isStatic });
}
