// From the control-flow graph to effects: what each block does, in the order C does it.
import type { Decision, Edge, Element, Graph } from "../cfg/graph.ts";
import { baseOf, type Expression, textOf, uncast } from "../syntax/ast.ts";
import type { Span } from "../text/span.ts";
import type { Argument, Effect, EffectBlock, EffectEdge, Fact, FunctionEffects, Local, StoreEffect } from "./effect.ts";
import { constantOf, factOf, resultKey } from "./facts.ts";

/** `parameters` are the function's, in order. */
export function extractEffects(
  graph: Graph,
  parameters: readonly { readonly name: string; readonly type: string }[],
  damage: FunctionEffects["damage"],
): FunctionEffects {
  const locals: Record<string, Local> = Object.create(null) as Record<string, Local>;
  for (const [parameter, { name, type }] of parameters.entries()) locals[name] = { type, isStatic: false, parameter };
  for (const block of graph.blocks)
    for (const element of block.elements)
      if (element.kind === "declare") {
        const { name, shape } = element.declarator;
        locals[name] = { type: `${element.type}${shape}`, isStatic: element.isStatic, parameter: -1 };
      }
  const blocks = graph.blocks.map(
    (block): EffectBlock => ({
      effects: block.elements.flatMap((element) => new Extractor(locals).element(element)),
      edges: block.edges.map((edge) => edgeOf(edge, graph)),
    }),
  );
  return { blocks, locals, damage };
}

class Extractor {
  readonly #locals: Readonly<Record<string, Local>>;
  readonly #effects: Effect[] = [];

  constructor(locals: Readonly<Record<string, Local>>) {
    this.#locals = locals;
  }

  element(element: Element): readonly Effect[] {
    switch (element.kind) {
      case "evaluate":
        if (element.expression.kind === "name") this.#bareName(element.expression);
        else this.#evaluate(element.expression);
        break;
      case "declare":
        this.#declare(element);
        break;
      case "return": {
        const { value, span, macro } = element;
        if (value !== null) this.#evaluate(value);
        const inner = value === null ? null : uncast(value);
        const text = inner === null ? null : inner.kind === "call" ? resultKey(inner) : textOf(inner);
        this.#effects.push({
          kind: "return",
          value: text,
          constant: value === null ? null : constantOf(value),
          span,
          macro,
        });
        break;
      }
      case "fall":
        this.#effects.push({ kind: "fall", span: element.span, macro: null });
    }
    return this.#effects;
  }

  /** A name alone as a statement or a condition: a macro, or a variable that is read. */
  #bareName(e: Extract<Expression, { kind: "name" }>): void {
    if (this.#locals[e.name] !== undefined) return;
    const span = spanOf(e);
    this.#effects.push({
      kind: "call",
      callee: e.name,
      pointer: null,
      args: null,
      span,
      whole: span,
      result: resultKey(e),
      macro: e.macro,
    });
  }

  #declare({ declarator, isStatic }: Extract<Element, { kind: "declare" }>): void {
    const { name, nameSpan, value, shape } = declarator;
    if (value === null || isStatic) return;
    this.#evaluate(value, name);
    if (shape.includes("[]")) return;
    const macro = value.macro;
    this.#effects.push({
      kind: "store",
      target: name,
      base: name,
      through: "name",
      modifies: false,
      value: constantOf(value),
      from: lvalueText(value),
      span: nameSpan,
      macro,
    });
  }

  /** `result` is the lvalue that takes the value, where one does. */
  #evaluate(e: Expression, result?: string): void {
    switch (e.kind) {
      case "literal":
      case "block":
        return;
      case "name":
        if (this.#locals[e.name] === undefined || this.#locals[e.name]?.isStatic === true)
          this.#effects.push({ kind: "read", name: e.name, span: spanOf(e), macro: e.macro });
        return;
      case "call":
        this.#call(e, result);
        return;
      case "assign":
        this.#assign(e);
        return;
      case "update":
        this.#inside(e.operand);
        this.#store(e.operand, { modifies: true, value: null, from: null });
        return;
      case "unary":
        // The address of something is taken without reading it.
        if (e.operator === "&") this.#inside(e.operand);
        else this.#evaluate(e.operand);
        return;
      case "field":
        this.#evaluate(e.object);
        this.#effects.push({
          kind: "field",
          object: textOf(e.object),
          base: baseOf(e.object),
          field: e.name,
          span: e.nameSpan,
          macro: e.macro,
        });
        return;
      case "index":
        this.#evaluate(e.object);
        this.#evaluate(e.index);
        return;
      case "binary":
        this.#evaluate(e.left);
        this.#evaluate(e.right);
        return;
      case "conditional":
        for (const part of [e.test, e.then, e.otherwise]) this.#evaluate(part);
        return;
      case "cast":
        this.#evaluate(e.operand, result);
        return;
      case "sequence":
        for (const item of e.items) this.#evaluate(item);
    }
  }

  /** What evaluating an lvalue runs, without the access to it. */
  #inside(e: Expression): void {
    if (e.kind === "field") this.#evaluate(e.object);
    else if (e.kind === "index") {
      this.#evaluate(e.object);
      this.#evaluate(e.index);
    } else if (e.kind === "unary" || e.kind === "cast") this.#evaluate(e.operand);
    else if (e.kind !== "name") this.#evaluate(e);
  }

  #call(e: Extract<Expression, { kind: "call" }>, result: string | undefined): void {
    const callee = uncast(e.callee);
    const direct =
      callee.kind === "name" && (this.#locals[callee.name] === undefined || this.#locals[callee.name]?.type === "");
    if (!direct && callee.kind !== "name") this.#evaluate(callee);
    for (const arg of e.args) this.#evaluate(arg);
    const text = textOf(callee);
    this.#effects.push({
      kind: "call",
      callee: direct ? callee.name : "",
      pointer: direct ? null : { text, slot: /(\w+)\W*$/.exec(text)?.[1] ?? text },
      args: e.args.map(argumentOf),
      span: callee.kind === "field" ? callee.nameSpan : spanOf(callee),
      whole: spanOf(e),
      result: result ?? resultKey(e),
      macro: e.macro ?? callee.macro,
    });
  }

  #assign(e: Extract<Expression, { kind: "assign" }>): void {
    const target = textOf(e.left);
    const plain = e.operator === "=";
    this.#evaluate(e.right, plain ? target : undefined);
    this.#inside(e.left);
    const modifies = !plain || mentions(e.right, target);
    this.#store(e.left, {
      modifies,
      value: plain ? constantOf(e.right) : null,
      from: plain ? lvalueText(e.right) : null,
    });
  }

  #store(left: Expression, { modifies, value, from }: Pick<StoreEffect, "modifies" | "value" | "from">): void {
    const inner = uncast(left);
    const through =
      inner.kind === "name" ? "name" : inner.kind === "field" ? "field" : inner.kind === "index" ? "index" : "pointer";
    const base = baseOf(inner);
    const macro = inner.macro;
    if (inner.kind === "field")
      this.#effects.push({
        kind: "field",
        object: textOf(inner.object),
        base,
        field: inner.name,
        span: inner.nameSpan,
        macro,
      });
    this.#effects.push({
      kind: "store",
      target: textOf(inner),
      base,
      through,
      modifies,
      value,
      from,
      span: spanOf(inner),
      macro,
    });
  }
}

function spanOf(e: Span): Span {
  return { start: e.start, end: e.end };
}

function argumentOf(e: Expression): Argument {
  const inner = uncast(e);
  const address = inner.kind === "unary" && inner.operator === "&";
  const kind = address ? "address" : inner.kind === "name" ? "name" : inner.kind === "literal" ? "literal" : "other";
  return { text: textOf(inner), base: baseOf(inner), kind, span: spanOf(inner) };
}

function lvalueText(e: Expression): string | null {
  const inner = uncast(e);
  const isPlace =
    inner.kind === "unary" ? /^[*&]$/.test(inner.operator) : inner.kind === "name" || inner.kind === "field";
  return isPlace ? textOf(inner) : null;
}

function mentions(e: Expression, target: string): boolean {
  const text = textOf(e);
  for (let at = text.indexOf(target); at >= 0; at = text.indexOf(target, at + 1))
    if (!/\w/.test(text[at - 1] ?? " ") && !/\w/.test(text[at + target.length] ?? " ")) return true;
  return false;
}

function edgeOf({ to, decision, jump }: Edge, graph: Graph): EffectEdge {
  return {
    to,
    fact: decision === null ? null : decided(decision),
    decision: decision === null ? null : described(decision),
    jump: jump === null ? null : { ...jump, target: graph.blocks[to]?.start ?? -1 },
  };
}

function decided(decision: Decision): Fact | null {
  switch (decision.kind) {
    case "test":
      return factOf(decision.expression, decision.value);
    case "platform": {
      const negated = /^!\s*(defined\s*\(?\s*\w+\s*\)?)$/.exec(decision.condition);
      const condition = (negated?.[1] ?? decision.condition).replace(/\s+/g, "");
      return { key: `#${condition}`, value: negated === null ? decision.value : !decision.value };
    }
    case "case": {
      if (decision.value === null) return null;
      const constant = constantOf(decision.value);
      return { key: `${textOf(decision.subject)}==${constant ?? textOf(decision.value)}`, value: true };
    }
  }
}

/** Canonical text with room around comparisons, for people. */
function spaced(text: string): string {
  return text.replace(/(?<![-<>=!])(==|!=|<=|>=|[<>])(?![<>=])/g, " $1 ").replace(/&&|\|\|/g, " $& ");
}

function described(decision: Decision): EffectEdge["decision"] {
  switch (decision.kind) {
    case "test": {
      const { expression, value } = decision;
      return { text: spaced(textOf(expression)), value, span: spanOf(expression), macro: expression.macro };
    }
    case "platform":
      return { text: `#if ${decision.condition}`, value: decision.value, span: decision.span, macro: null };
    case "case": {
      const { subject, value } = decision;
      const text = value === null ? "no case" : `case ${textOf(value)}`;
      return { text, value: true, span: spanOf(value ?? subject), macro: subject.macro };
    }
  }
}
