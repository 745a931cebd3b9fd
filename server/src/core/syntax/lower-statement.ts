// Statements: from the grammar's nodes to the syntax the core works on.

import { conditionalOf } from "../mask/conditions.ts";
import type { Expression, Statement } from "./ast.ts";
import { bare, DeclarationLowering, withDeclarator } from "./lower-declaration.ts";
import { ExpressionLowering } from "./lower-expression.ts";
import type { Placement, Raw } from "./reader.ts";

/** The statements under the root of a parsed body. */
export function lowerStatements(root: Raw, at: Placement): Statement[] {
  return new StatementLowering(at).list(root.children);
}

class StatementLowering {
  readonly #at: Placement;
  readonly #expressions: ExpressionLowering;
  readonly #declarations: DeclarationLowering;

  constructor(at: Placement) {
    this.#at = at;
    this.#expressions = new ExpressionLowering(at, (raw) => this.list(raw.children));
    this.#declarations = new DeclarationLowering(at, this.#expressions);
  }

  list(children: readonly Raw[]): Statement[] {
    const result: Statement[] = [];
    for (const child of children) {
      if (!child.named && child.type !== ";") continue;
      // `case` bodies swallow the following statements; the grammar nests what C does not.
      const statement = this.#statement(child);
      if (statement.kind !== "empty") result.push(statement);
    }
    return result;
  }

  #statement(raw: Raw): Statement {
    const node = this.#expressions.node(raw);
    const parts = raw.children.filter((child) => child.named);
    switch (raw.type) {
      case "expression_statement":
        return this.#expressionStatement(raw, parts);
      case "declaration":
        return this.#declarations.lower(raw);
      case "compound_statement":
      case "ERROR":
        return { ...node, kind: "block", body: this.list(raw.children) };
      case "if_statement":
        return this.#if(raw, parts);
      case "else_clause":
        return this.#one(parts, raw);
      case "while_statement":
        return { ...node, kind: "while", test: this.#expression(parts[0], raw), body: this.#one(parts.slice(1), raw) };
      case "do_statement":
        return {
          ...node,
          kind: "do",
          test: this.#expression(parts.at(-1), raw),
          body: this.#one(parts.slice(0, -1), raw),
        };
      case "for_statement":
        return this.#for(raw);
      case "switch_statement":
        return {
          ...node,
          kind: "switch",
          value: this.#expression(parts[0], raw),
          body: this.#one(parts.slice(1), raw),
        };
      case "case_statement":
        return this.#case(raw, parts);
      case "labeled_statement":
        return {
          ...node,
          kind: "label",
          name: this.#labelAt(raw.start),
          body: parts[1] === undefined ? null : this.#statement(parts[1]),
        };
      case "return_statement":
        return { ...node, kind: "return", value: parts[0] === undefined ? null : this.#expressions.lower(parts[0]) };
      case "goto_statement":
        return { ...node, kind: "goto", label: this.#expressions.textOf(parts[0]) };
      case "break_statement":
        return { ...node, kind: "break" };
      case "continue_statement":
        return { ...node, kind: "continue" };
      case "co_return_statement":
        return { ...node, kind: "return", value: parts[0] === undefined ? null : this.#expressions.lower(parts[0]) };
      case "throw_statement":
        return { ...node, kind: "throw", value: parts[0] === undefined ? null : this.#expressions.lower(parts[0]) };
      case "try_statement":
        return this.#try(raw, parts);
      case "for_range_loop":
        return this.#forRange(raw, parts);
      case "preproc_if":
      case "preproc_ifdef":
      case "preproc_elif":
      case "preproc_elifdef":
        return this.#conditional(raw);
      case "attributed_statement":
      case "seh_try_statement":
      case "seh_finally_clause":
      case "linkage_specification":
        return { ...node, kind: "block", body: this.list(raw.children) };
      case "type_definition":
      case "preproc_def":
      case "preproc_function_def":
      case "preproc_call":
      case "preproc_include":
      case "struct_specifier":
      case "class_specifier":
      case "using_declaration":
      case "alias_declaration":
      case "namespace_alias_definition":
      case "static_assert_declaration":
      case "template_declaration":
      case "union_specifier":
      case "enum_specifier":
      case "function_definition":
        return { ...node, kind: "empty" };
      case ";":
        return this.#expressions.emptied(raw);
      default:
        return { ...node, kind: "expression", expression: this.#expressions.lower(raw) };
    }
  }

  /** As written: masking may have shortened it. */
  #labelAt(start: number): string {
    return /[A-Za-z_]\w*/.exec(this.#at.source.slice(start, start + 200))?.[0] ?? "";
  }

  #one(parts: readonly Raw[], raw: Raw): Statement {
    const first = parts[0];
    return first === undefined ? { ...this.#expressions.node(raw), kind: "empty" } : this.#statement(first);
  }

  #expression(raw: Raw | undefined, parent: Raw): Expression {
    return raw === undefined
      ? { ...this.#expressions.node(parent), kind: "sequence", items: [] }
      : this.#expressions.lower(raw);
  }

  #expressionStatement(raw: Raw, parts: readonly Raw[]): Statement {
    const first = parts[0];
    if (first === undefined) return this.#expressions.emptied(raw);
    if (this.#at.initialisers.has(first.start)) return this.#initialiser(raw, first);
    return { ...this.#expressions.node(raw), kind: "expression", expression: this.#expressions.lower(first) };
  }

  /** `member(value)` before a constructor's body gives the member its value; with other arguments it makes an object. */
  #initialiser(raw: Raw, first: Raw): Statement {
    const made = this.#expressions.lower(first);
    const [value] = made.kind === "call" ? made.args : [];
    if (made.kind !== "call" || value === undefined || made.args.length !== 1 || made.callee.kind !== "name")
      return { ...this.#expressions.node(raw), kind: "expression", expression: made };
    const node = this.#expressions.node(raw);
    const expression: Expression = { ...node, kind: "assign", operator: "=", left: made.callee, right: value };
    return { ...node, kind: "expression", expression };
  }

  #try(raw: Raw, parts: readonly Raw[]): Statement {
    const body = parts.find(({ type }) => type === "compound_statement");
    const handlers = parts
      .filter(({ type }) => type === "catch_clause")
      .map((clause) => [
        ...this.#caught(clause),
        ...this.list(clause.children.filter(({ type }) => type === "compound_statement")),
      ]);
    return {
      ...this.#expressions.node(raw),
      kind: "try",
      body: body === undefined ? [] : this.list(body.children),
      handlers,
    };
  }

  /** What a handler calls the exception: a name for what the runtime owns, whether as a reference or a copy. */
  #caught(clause: Raw): readonly Statement[] {
    const parameters = clause.children.find(({ type }) => type === "parameter_list")?.children ?? [];
    return parameters.flatMap((parameter): Statement[] => {
      const declared = parameter.type === "parameter_declaration" ? this.#declarations.lower(parameter) : null;
      if (declared?.kind !== "declaration") return [];
      const declarators = declared.declarators.map(({ object: _, ...declarator }) => ({ ...declarator, shape: "&" }));
      return declarators.length === 0 ? [] : [{ ...declared, declarators }];
    });
  }

  /** `for (T x : range)`: the range is evaluated once, the variable is new each time. */
  #forRange(raw: Raw, parts: readonly Raw[]): Statement {
    const node = this.#expressions.node(raw);
    const body = parts.at(-1);
    const range = parts.at(-2);
    const at = raw.children.findIndex((child) => child.type === ":");
    const head = raw.children.slice(0, at).filter(({ named }) => named);
    const inner: Statement = body === undefined ? { ...node, kind: "empty" } : this.#statement(body);
    const over = range === undefined ? null : this.#expressions.lower(range);
    const variable = inElementsOf(over, this.#declarations.lower({ ...raw, children: head }));
    const loop: Statement = {
      ...node,
      kind: "for",
      init:
        over === null
          ? null
          : { ...over, kind: "expression", expression: { ...over, kind: "unary", operator: "range", operand: over } },
      test: { ...node, kind: "sequence", items: [] },
      update: null,
      body: { ...node, kind: "block", body: [variable, inner] },
    };
    return loop;
  }

  #if(raw: Raw, parts: readonly Raw[]): Statement {
    const [test, then, otherwise] = parts.filter(({ type }) => type !== "attribute_declaration");
    const before = this.#beforeCondition(test);
    if (before.length > 0 && test !== undefined) {
      const rest = { ...raw, children: raw.children.map((child) => (child === test ? bare(test) : child)) };
      const inner = this.#if(
        rest,
        rest.children.filter(({ named }) => named),
      );
      return { ...this.#expressions.node(raw), kind: "block", body: [...before, inner] };
    }
    return {
      ...this.#expressions.node(raw),
      kind: "if",
      test: this.#expression(test, raw),
      then: then === undefined ? { ...this.#expressions.node(raw), kind: "empty" } : this.#statement(then),
      otherwise: otherwise === undefined ? null : this.#statement(otherwise),
    };
  }

  /** `if (T x = f(); x)`, `while (T x = f())`: what is declared in the condition. */
  #beforeCondition(test: Raw | undefined): Statement[] {
    if (test?.type !== "condition_clause") return [];
    return test.children
      .filter(({ type }) => type === "init_statement" || type === "declaration")
      .flatMap((child) =>
        child.type === "init_statement" ? this.list(child.children) : [this.#declarations.lower(withDeclarator(child))],
      );
  }

  #for(raw: Raw): Statement {
    let semicolons = 0;
    let closed = false;
    let init: Statement | null = null;
    let test: Expression | null = null;
    let update: Expression | null = null;
    let body: Statement | null = null;
    for (const child of raw.children) {
      if (child.type === ";" && !closed) semicolons++;
      else if (child.type === ")") closed = true;
      else if (!child.named || child.type === "(") continue;
      else if (closed) body ??= this.#statement(child);
      else if (semicolons === 0) {
        init = this.#statement(child);
        if (child.type === "declaration") semicolons++;
      } else if (semicolons === 1) test = this.#expressions.lower(child);
      else update = this.#expressions.lower(child);
    }
    const node = this.#expressions.node(raw);
    return { ...node, kind: "for", init, test, update, body: body ?? { ...node, kind: "empty" } };
  }

  #case(raw: Raw, parts: readonly Raw[]): Statement {
    const colon = raw.children.findIndex((child) => child.type === ":");
    const isDefault = raw.children[0]?.type === "default";
    const label = isDefault ? null : this.#expression(parts[0], raw);
    // The mask writes `||` for the `...` of a range; nobody has another in a label.
    const value = label?.kind === "binary" && label.operator === "||" ? { ...label, operator: "..." } : label;
    return { ...this.#expressions.node(raw), kind: "case", value, body: this.list(raw.children.slice(colon + 1)) };
  }

  #conditional(raw: Raw): Statement {
    const directive = this.#at.text.slice(raw.start, this.#lineEnd(raw.start));
    const condition = conditionalOf(directive)?.condition ?? "";
    const isBranch = (child: Raw): boolean => /^preproc_(?:else|elif|elifdef)$/.test(child.type);
    const start = raw.start + directive.length;
    const then = this.list(raw.children.filter((child) => child.start >= start && !isBranch(child)));
    const branch = raw.children.find(isBranch);
    const otherwise =
      branch === undefined
        ? []
        : branch.type === "preproc_else"
          ? this.list(branch.children)
          : [this.#conditional(branch)];
    return { ...this.#expressions.node(raw), kind: "conditional", condition, then, otherwise };
  }

  #lineEnd(at: number): number {
    const match = /(?:\\\r?\n|[^\r\n])*/y;
    match.lastIndex = at;
    return at + (match.exec(this.#at.text)?.[0].length ?? 0);
  }
}

/** The variable of a loop: an element of what the loop goes over. */
function inElementsOf(over: Expression | null, variable: Statement): Statement {
  if (over === null || variable.kind !== "declaration") return variable;
  return { ...variable, declarators: variable.declarators.map((one) => ({ ...one, elementOf: over })) };
}
