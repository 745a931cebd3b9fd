// Operators that may be functions of C++: `o[key]`, `a < b`, `for (auto x : o)`, `callables[i](…)`. What is named here may be a Python object.
import { elementType, pythonType } from "../capi/cplusplus.ts";
import { baseOf, type Expression, textOf, uncast } from "../syntax/ast.ts";
import type { Local } from "./effect.ts";
import { spanOf } from "./operands.ts";
import { named, type Unwritten } from "./unwritten.ts";

type Locals = Readonly<Record<string, Local>>;

/** What is called where an object is indexed, an element of it is called, and where a loop goes over it. */
export const INDEX = "[]";
export const ELEMENT = "[]()";
export const RANGE = "range";

/** What is called where an operator stands; nothing where its operands are no objects. */
export function operations(e: Expression, locals: Locals): readonly Unwritten[] {
  switch (e.kind) {
    case "index":
      return operation(INDEX, e.object, e, locals);
    case "call": {
      const callee = uncast(e.callee);
      return callee.kind === "index" ? operation(ELEMENT, callee.object, callee, locals) : [];
    }
    case "unary":
      return e.operator === RANGE ? operation(RANGE, e.operand, e.operand, locals) : [];
    case "binary":
      return binary(e.operator, e, locals);
    case "assign":
      return e.operator === "=" ? [] : binary(e.operator, e, locals);
    default:
      return [];
  }
}

/** `a + b`: only of variables that are declared as objects, since numbers are compared and added everywhere. */
function binary(operator: string, e: Extract<Expression, { left: Expression }>, locals: Locals): readonly Unwritten[] {
  if (!OVERLOADED.test(operator)) return [];
  const sides = /^(?:<<|>>)=?$|^.=$/.test(operator) && !/^[=!<>]=$/.test(operator) ? [e.left] : [e.left, e.right];
  const object = sides.find((side) => isObject(side, locals));
  return object === undefined ? [] : operation(operator, object, e, locals);
}

const OVERLOADED = /^(?:[<>]=?|[=!]=|[-+*/%|&^]=?|(?:<<|>>)=?)$/;

function isObject(e: Expression, locals: Locals): boolean {
  const type = e.kind === "name" ? (locals[e.name]?.type ?? "") : "";
  return !type.endsWith("*") && pythonType(type) !== null;
}

function operation(operator: string, on: Expression, at: Expression, locals: Locals): readonly Unwritten[] {
  const target = uncast(on);
  if (target.kind !== "name" && target.kind !== "field" && target.kind !== "call") return [];
  const head = locals[baseOf(target) ?? ""]?.type;
  const type = target.kind === "call" ? madeType(target) : target.kind === "name" ? (head ?? null) : null;
  if (target.kind === "call" && type === null) return [];
  if (type !== null && (/[*\]]$/.test(type) || (pythonType(type) ?? elementType(type)) === null)) return [];
  const text = target.kind === "call" ? `${type ?? ""}(…)` : textOf(target);
  const pointer = { text: `${text}${operator}`, slot: operator };
  return [{ ...named("", spanOf(at), at.macro), pointer, object: { role: "operator", text, type, head, made: [] } }];
}

/** `py::list(o)`: the object it makes. */
function madeType({ callee }: Extract<Expression, { kind: "call" }>): string | null {
  return callee.kind === "name" && pythonType(callee.name) === "object" ? callee.name : null;
}
