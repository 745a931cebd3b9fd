// Macros that open a scope, where C has room for one statement: `else Py_BEGIN_ALLOW_THREADS … Py_END_ALLOW_THREADS`.
import type { Expression, Statement } from "../syntax/ast.ts";
import type { FlowOf } from "./builder.ts";

/** The statements up to the macro that closes the scope belong to the branch or the loop that begins with the one that opens it. */
export function withMacroScopes(statements: readonly Statement[], flowOf: FlowOf): Statement[] {
  const result: Statement[] = [];
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i];
    if (statement === undefined) break;
    const close = hasOpenTail(statement, flowOf) ? closing(statements, i + 1, flowOf) : -1;
    const inside = close < 0 ? [] : statements.slice(i + 1, close + 1);
    result.push(inside.length === 0 ? statement : withTail(statement, inside));
    i += inside.length;
  }
  return result;
}

/** Where the scope ends that was opened before `from`; -1 if it does not. */
function closing(statements: readonly Statement[], from: number, flowOf: FlowOf): number {
  let depth = 1;
  for (let i = from; i < statements.length; i++) {
    const scope = scopeOf(statements[i], flowOf);
    if (scope === "opens") depth++;
    if (scope === "closes" && --depth === 0) return i;
  }
  return -1;
}

function hasOpenTail(statement: Statement, flowOf: FlowOf): boolean {
  const tail = tailOf(statement);
  return tail !== null && (scopeOf(tail, flowOf) === "opens" || hasOpenTail(tail, flowOf));
}

/** The last statement that the grammar lets a branch or a loop have. */
function tailOf(statement: Statement): Statement | null {
  switch (statement.kind) {
    case "if":
      return statement.otherwise ?? statement.then;
    case "while":
    case "for":
      return statement.body;
    default:
      return null;
  }
}

function withTail(statement: Statement, inside: readonly Statement[]): Statement {
  const end = inside.at(-1)?.end ?? statement.end;
  switch (statement.kind) {
    case "if":
      return statement.otherwise === null
        ? { ...statement, end, then: withTail(statement.then, inside) }
        : { ...statement, end, otherwise: withTail(statement.otherwise, inside) };
    case "while":
    case "for":
      return { ...statement, end, body: withTail(statement.body, inside) };
    default:
      return { start: statement.start, end, macro: statement.macro, kind: "block", body: [statement, ...inside] };
  }
}

function scopeOf(statement: Statement | undefined, flowOf: FlowOf): ReturnType<FlowOf> {
  const name = statement?.kind === "expression" ? nameOf(statement.expression) : null;
  return name === null ? null : flowOf(name);
}

function nameOf(expression: Expression): string | null {
  if (expression.kind === "call") return nameOf(expression.callee);
  return expression.kind === "name" ? expression.name : null;
}
