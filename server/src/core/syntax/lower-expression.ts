// Expressions: from the grammar's nodes to the syntax the core works on.

import type { MacroUse } from "../mask/mask.ts";
import { withoutTemplates } from "../text/names.ts";
import type { Span } from "../text/span.ts";
import type { Expression, Statement } from "./ast.ts";
import { lowerCast, lowerCplusplusExpression } from "./lower-cplusplus.ts";
import type { Placement, Raw } from "./reader.ts";

/** How a nested statement (`({ … })`, a lambda's body) is lowered; given by the statement lowering. */
export type LowerBlock = (raw: Raw) => Statement[];

export class ExpressionLowering {
  readonly #at: Placement;
  readonly #block: LowerBlock;

  constructor(at: Placement, block: LowerBlock) {
    this.#at = at;
    this.#block = block;
  }

  lower(raw: Raw): Expression {
    const parts = raw.children.filter((child) => child.named);
    switch (raw.type) {
      case "identifier":
      case "type_identifier":
      case "field_identifier":
      case "statement_identifier":
        return this.#name(raw);
      case "parenthesized_expression":
        return this.#only(raw, parts);
      case "call_expression":
        return lowerCast(this, raw, parts) ?? this.#call(raw, parts);
      case "assignment_expression":
        return this.#pair(raw, parts, (left, right, operator, node) => ({
          ...node,
          kind: "assign",
          operator,
          left,
          right,
        }));
      case "binary_expression":
        return this.#pair(raw, parts, (left, right, operator, node) => ({
          ...node,
          kind: "binary",
          operator,
          left,
          right,
        }));
      case "comma_expression":
        return this.#comma(raw, parts);
      case "update_expression":
        return { ...this.node(raw), kind: "update", operand: this.#only(raw, parts) };
      case "unary_expression":
      case "pointer_expression":
        return { ...this.node(raw), kind: "unary", operator: this.#operator(raw), operand: this.#only(raw, parts) };
      case "conditional_expression":
        return this.#conditional(raw, parts);
      case "field_expression":
        return this.#field(raw, parts);
      case "subscript_expression":
        return this.#subscript(raw, parts);
      case "cast_expression":
        return {
          ...this.node(raw),
          kind: "cast",
          type: this.textOf(parts[0]),
          operand: this.#only(raw, parts.slice(1)),
        };
      case "compound_statement":
        return { ...this.node(raw), kind: "block", body: this.#block(raw) };
      case "sizeof_expression":
      case "alignof_expression":
      case "offsetof_expression":
      case "number_literal":
      case "string_literal":
      case "char_literal":
      case "concatenated_string":
      case "true":
      case "false":
      case "null":
      case "type_descriptor":
        return { ...this.node(raw), kind: "literal", text: this.textOf(raw) };
      case "generic_expression":
        // Only the chosen association runs; the controlling expression never does.
        return {
          ...this.node(raw),
          kind: "sequence",
          items: parts
            .slice(1)
            .filter(({ type }) => type !== "type_descriptor")
            .map((part) => this.lower(part)),
        };
      default:
        return lowerCplusplusExpression(this, raw, parts) ?? this.sequence(raw, parts);
    }
  }

  sequence(raw: Span, parts: readonly Raw[]): Expression {
    return { ...this.node(raw), kind: "sequence", items: parts.map((part) => this.lower(part)) };
  }

  get isInMacro(): boolean {
    return this.#at.macro !== null;
  }

  /** The statements of a block within an expression. */
  statementsOf(raw: Raw): readonly Statement[] {
    return this.#block(raw);
  }

  /** The name of the lambda that begins at an offset of the text. */
  lambdaAt(offset: number): string | null {
    return this.#at.lambdaAt(offset);
  }

  node(raw: Span): Span & { macro: string | null } {
    const { start, end } = this.#at.place(raw.start, raw.end);
    return { start, end, macro: this.#at.macro };
  }

  textOf(raw: Raw | undefined): string {
    return raw === undefined ? "" : this.#at.text.slice(raw.start, raw.end).replace(/\s+/g, " ").trim();
  }

  #only(raw: Raw, parts: readonly Raw[]): Expression {
    const first = parts[0];
    if (parts.length === 1 && first !== undefined) return this.lower(first);
    return { ...this.node(raw), kind: "sequence", items: parts.map((part) => this.lower(part)) };
  }

  #name(raw: Raw): Expression {
    const use = this.#at.uses.get(raw.start);
    if (use === undefined) {
      const name = this.textOf(raw);
      return this.#at.expand(name, null, raw, this.#at) ?? { ...this.node(raw), kind: "name", name };
    }
    return this.#use(use, raw, []);
  }

  /** A macro of one letter that is a statement gave that letter for its semicolon: `R value;`, where `R` is `return`. */
  emptied(raw: Raw): Statement {
    const use = this.#at.uses.get(raw.start);
    const node = this.node(raw);
    return use === undefined
      ? { ...node, kind: "empty" }
      : { ...node, kind: "expression", expression: this.#use(use, raw, []) };
  }

  /** A macro used as a statement without a semicolon. */
  #use(use: MacroUse, raw: Raw, args: readonly Raw[]): Expression {
    const expansion = this.#at.expand(use.name, use.args, use.nameSpan, this.#at);
    if (expansion !== null) return expansion;
    const callee: Expression = { ...this.node(use.nameSpan), kind: "name", name: use.name };
    const end = Math.max(raw.end, use.nameSpan.end);
    return { ...this.node({ start: raw.start, end }), kind: "call", callee, args: args.map((arg) => this.lower(arg)) };
  }

  #operator(raw: Raw): string {
    return this.textOf(raw.children.find((child) => !child.named));
  }

  #pair(
    raw: Raw,
    parts: readonly Raw[],
    make: (left: Expression, right: Expression, operator: string, node: Span & { macro: string | null }) => Expression,
  ): Expression {
    const [left, right] = parts;
    if (left === undefined || right === undefined) return this.#only(raw, parts);
    return make(this.lower(left), this.lower(right), this.#operator(raw), this.node(raw));
  }

  #call(raw: Raw, parts: readonly Raw[]): Expression {
    const [callee, list] = parts;
    if (callee === undefined) return this.#only(raw, parts);
    // Assertions are compiled out of what people run.
    if (callee.type === "identifier" && this.textOf(callee) === "assert")
      return { ...this.node(raw), kind: "literal", text: "assert" };
    if (callee.type === "identifier" && !this.#at.uses.has(callee.start)) {
      const spans = (list?.children ?? []).filter((child) => child.named);
      const expansion = this.#at.expand(this.textOf(callee), spans, callee, this.#at);
      if (expansion !== null) return expansion;
    }
    const args = (list?.children ?? []).filter((child) => child.named).map((child) => this.lower(child));
    return { ...this.node(raw), kind: "call", callee: this.lower(callee), args };
  }

  /** `NAME,a, b;` stands for the statement macro `NAME(a, b)`. */
  #comma(raw: Raw, parts: readonly Raw[]): Expression {
    const items = parts.flatMap((part) =>
      part.type === "comma_expression" ? part.children.filter(({ named }) => named) : [part],
    );
    const use = this.#at.uses.get(items[0]?.start ?? -1);
    if (use !== undefined) return this.#use(use, raw, flatten(items.slice(1)));
    return { ...this.node(raw), kind: "sequence", items: parts.map((part) => this.lower(part)) };
  }

  #conditional(raw: Raw, parts: readonly Raw[]): Expression {
    const [test, then, otherwise] = parts.map((part) => this.lower(part));
    if (test === undefined || then === undefined) return this.#only(raw, parts);
    if (otherwise === undefined) return { ...this.node(raw), kind: "conditional", test, then: test, otherwise: then };
    return { ...this.node(raw), kind: "conditional", test, then, otherwise };
  }

  #field(raw: Raw, parts: readonly Raw[]): Expression {
    const [object, field] = parts;
    if (object === undefined || field === undefined) return this.#only(raw, parts);
    const arrow = raw.children.some((child) => child.type === "->");
    const name = withoutTemplates(this.textOf(field));
    return {
      ...this.node(raw),
      kind: "field",
      object: this.lower(object),
      name,
      arrow,
      nameSpan: this.#at.place(field.start, field.end),
    };
  }

  #subscript(raw: Raw, parts: readonly Raw[]): Expression {
    const [object, index] = parts.map((part) => this.lower(part));
    if (object === undefined || index === undefined) return this.#only(raw, parts);
    return { ...this.node(raw), kind: "index", object, index };
  }
}

function flatten(parts: readonly Raw[]): Raw[] {
  return parts.flatMap((part) =>
    part.type === "comma_expression" ? flatten(part.children.filter(({ named }) => named)) : [part],
  );
}
