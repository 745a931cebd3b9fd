// The part of C that control flow and effects need, read once from the tree: plain objects, no tree-sitter nodes.
// Spans are UTF-16 offsets into the function's body; code from a macro's expansion has the span of the macro's use.
import type { Span } from "../text/span.ts";

export type Expression =
  | (Node & {
      readonly kind: "name";
      readonly name: string;
      /** Of a lambda: what its closure holds. */
      readonly captures?: Captures;
    })
  | (Node & { readonly kind: "literal"; readonly text: string })
  | (Node & { readonly kind: "call"; readonly callee: Expression; readonly args: readonly Expression[] })
  | (Node & {
      readonly kind: "assign";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Node & { readonly kind: "update"; readonly operand: Expression })
  | (Node & { readonly kind: "unary"; readonly operator: string; readonly operand: Expression })
  | (Node & {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Node & {
      readonly kind: "conditional";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    })
  | (Node & {
      readonly kind: "field";
      readonly object: Expression;
      readonly name: string;
      readonly arrow: boolean;
      readonly nameSpan: Span;
    })
  | (Node & { readonly kind: "index"; readonly object: Expression; readonly index: Expression })
  | (Node & { readonly kind: "cast"; readonly type: string; readonly operand: Expression })
  | (Node & { readonly kind: "sequence"; readonly items: readonly Expression[] })
  /** `({ … })`. */
  | (Node & { readonly kind: "block"; readonly body: readonly Statement[] });

export interface Captures {
  /** By value and by reference. */
  readonly copied: readonly string[];
  readonly borrowed: readonly string[];
  /** `[=]`: by value what else the body names. */
  readonly all: boolean;
}

export type Statement =
  | (Node & { readonly kind: "expression"; readonly expression: Expression })
  | (Node & {
      readonly kind: "declaration";
      readonly type: string;
      readonly isStatic: boolean;
      readonly declarators: readonly Declarator[];
    })
  | (Node & { readonly kind: "block"; readonly body: readonly Statement[] })
  | (Node & {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | null;
    })
  | (Node & { readonly kind: "while"; readonly test: Expression; readonly body: Statement })
  | (Node & { readonly kind: "do"; readonly test: Expression; readonly body: Statement })
  | (Node & {
      readonly kind: "for";
      readonly init: Statement | null;
      readonly test: Expression | null;
      readonly update: Expression | null;
      readonly body: Statement;
    })
  | (Node & { readonly kind: "switch"; readonly value: Expression; readonly body: Statement })
  | (Node & { readonly kind: "case"; readonly value: Expression | null; readonly body: readonly Statement[] })
  | (Node & { readonly kind: "label"; readonly name: string; readonly body: Statement | null })
  | (Node & { readonly kind: "return"; readonly value: Expression | null })
  | (Node & { readonly kind: "goto"; readonly label: string })
  | (Node & { readonly kind: "break" })
  | (Node & { readonly kind: "continue" })
  /** C++. Each handler catches what it may. */
  | (Node & {
      readonly kind: "try";
      readonly body: readonly Statement[];
      readonly handlers: readonly (readonly Statement[])[];
    })
  | (Node & { readonly kind: "throw"; readonly value: Expression | null })
  /** `#if` between statements. */
  | (Node & {
      readonly kind: "conditional";
      readonly condition: string;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    })
  | (Node & { readonly kind: "empty" });

export interface Node extends Span {
  /** The macro whose expansion this comes from; null for code as written. */
  readonly macro: string | null;
}

export interface Declarator extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** `*` and `[]` around the name. */
  readonly shape: string;
  readonly value: Expression | null;
  /** C++: what a loop goes over, in whose elements this is. */
  readonly elementOf?: Expression;
  /** C++: a variable whose type may be a class, so that it is destroyed when its scope ends. */
  readonly object?: {
    readonly type: string;
    /** Given to its constructor; null where it is made by `value`. */
    readonly args: readonly Expression[] | null;
    /** What it was given to run when it goes: the body of a lambda that a macro makes of its argument. */
    readonly atEnd?: readonly Statement[];
  };
}

/** The canonical text of an expression: no white space, parentheses or casts. The identity of locks, streams, variables. */
export function textOf(e: Expression): string {
  switch (e.kind) {
    case "name":
      return e.name;
    case "literal":
      return e.text;
    case "call":
      return textOfCall(e);
    case "field":
      return fieldText(e);
    case "index":
      return `${textOf(e.object)}[${textOf(e.index)}]`;
    case "cast":
      return textOf(e.operand);
    case "unary": {
      const operand = textOf(e.operand);
      if (e.operator === "*" && operand.startsWith("&")) return operand.slice(1);
      if (e.operator === "&" && operand.startsWith("*")) return operand.slice(1);
      return `${e.operator}${operand}`;
    }
    case "update":
      return `${textOf(e.operand)}++`;
    case "assign":
      return `${textOf(e.left)}${e.operator}${textOf(e.right)}`;
    case "binary":
      return `${textOf(e.left)}${e.operator}${textOf(e.right)}`;
    case "conditional":
      return `${textOf(e.test)}?${textOf(e.then)}:${textOf(e.otherwise)}`;
    case "sequence":
      return e.items.map(textOf).join(",");
    case "block":
      return "({})";
  }
}

/** Remembered: what a chain of calls says contains what each of them says. */
function textOfCall(e: Extract<Expression, { kind: "call" }>): string {
  let text = calls.get(e);
  if (text === undefined) {
    text = `${textOf(e.callee)}(${e.args.map(textOf).join(",")})`;
    calls.set(e, text);
  }
  return text;
}

const calls = new WeakMap<Expression, string>();

/** `(&s)->x` is `s.x`, and `(*p).x` is `p->x`: macros are handed either. */
function fieldText({ object, arrow, name }: Extract<Expression, { kind: "field" }>): string {
  const inner = uncast(object);
  if (inner.kind === "unary" && inner.operator === (arrow ? "&" : "*"))
    return `${textOf(inner.operand)}${arrow ? "." : "->"}${name}`;
  return `${textOf(object)}${arrow ? "->" : "."}${name}`;
}

/** The expression under casts. */
export function uncast(e: Expression): Expression {
  return e.kind === "cast" ? uncast(e.operand) : e;
}

/** The variable an lvalue starts from: `self` in `self->a.b[1]`; null for a call's result. */
export function baseOf(e: Expression): string | null {
  switch (e.kind) {
    case "name":
      return e.name;
    case "field":
    case "index":
      return baseOf(e.object);
    case "cast":
    case "unary":
      return baseOf(e.operand);
    default:
      return null;
  }
}
