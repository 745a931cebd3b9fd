// From the control-flow graph to effects: what each block does, in the order C does it.

import { madeBy } from "../capi/cplusplus.ts";
import type { Element, Graph } from "../cfg/graph.ts";
import { baseOf, type Declarator, type Expression, textOf, uncast } from "../syntax/ast.ts";
import { withoutTemplates } from "../text/names.ts";
import { edgeOf } from "./decisions.ts";
import type {
  Argument,
  CallEffect,
  CplusplusCall,
  Effect,
  EffectBlock,
  FunctionEffects,
  Local,
  StoreEffect,
} from "./effect.ts";
import { constantOf, resultKey } from "./facts.ts";
import { argumentOf, insertions, isGlobal, mentions, returned, sourceOf, spanOf, thrown } from "./operands.ts";
import { operations } from "./operations.ts";
import { captured, copied, deleted, given, lifetime, type Unwritten } from "./unwritten.ts";
import { type CplusplusVariables, eachWithLocals, localsOf, slotOf, variablesOf } from "./variables.ts";

/** `parameters` are the function's, in order; `own`: for C++, the namespaces and classes it lies in, and the type of its result. */
export function extractEffects(
  graph: Graph,
  parameters: readonly { readonly name: string; readonly type: string }[],
  damage: FunctionEffects["damage"],
  own: Pick<CplusplusVariables, "scope" | "gives"> | null = null,
): FunctionEffects {
  const locals = localsOf(graph, parameters);
  const cplusplus = own === null ? null : { ...own, ...variablesOf(graph) };
  const blocks = graph.blocks.map(
    (block): EffectBlock => ({
      effects: eachWithLocals(block, locals, (element, visible) => new Extractor(visible, cplusplus).element(element)),
      edges: block.edges.map((edge) => edgeOf(edge, graph)),
    }),
  );
  return { blocks, locals, damage };
}

class Extractor {
  readonly #locals: Readonly<Record<string, Local>>;
  readonly #cplusplus: CplusplusVariables | null;
  readonly #effects: Effect[] = [];

  constructor(locals: Readonly<Record<string, Local>>, cplusplus: CplusplusVariables | null) {
    this.#locals = locals;
    this.#cplusplus = cplusplus;
  }

  element(element: Element): readonly Effect[] {
    switch (element.kind) {
      case "evaluate":
        if (element.expression.kind === "name") this.#bareName(element.expression);
        else this.#evaluate(element.expression);
        if (element.isResult === true) this.#unwritten(given(element.expression, this.#cplusplus, this.#locals));
        break;
      case "declare":
        this.#declare(element);
        break;
      case "return": {
        const { value, span, macro } = element;
        if (value !== null && element.isEvaluated !== true) {
          this.#evaluate(value);
          this.#unwritten(given(value, this.#cplusplus, this.#locals));
        }
        this.#effects.push({ kind: "return", ...returned(value), span, macro });
        break;
      }
      case "destroy":
        this.#unwritten([lifetime("destroy", element.declarator, this.#made(element.object), element.span)]);
        break;
      case "throw":
        this.#effects.push(thrown(element));
        break;
      case "fall":
        this.#effects.push({ kind: "fall", span: element.span, macro: null });
    }
    return this.#effects;
  }

  /** A name alone as a statement or a condition: a macro, or a variable that is read. */
  #bareName(e: Extract<Expression, { kind: "name" }>): void {
    if (this.#locals[e.name] !== undefined) return;
    const { name: callee, macro } = e;
    const [span, result] = [spanOf(e), resultKey(e)];
    this.#effects.push({ kind: "call", callee, pointer: null, args: null, span, whole: span, result, macro });
  }

  #declare({ declarator, isStatic }: Extract<Element, { kind: "declare" }>): void {
    const { name, nameSpan, value, shape, object } = declarator;
    if (isStatic) return;
    if (object?.args != null) {
      for (const arg of object.args) this.#evaluate(arg);
      this.#unwritten([lifetime("construct", declarator, this.#made(object), nameSpan)]);
    }
    if (value === null) return;
    if (object?.args == null) {
      this.#evaluate(value, name);
      const type = object === undefined || /\bauto\b/.test(object.type) ? null : object.type;
      if (shape === "" && this.#cplusplus !== null) this.#unwritten(copied({ text: name, type }, value, this.#locals));
    }
    if (shape.includes("[]")) return;
    const macro = value.macro;
    this.#effects.push({
      kind: "store",
      target: name,
      base: name,
      through: "name",
      modifies: false,
      value: constantOf(value),
      ...sourceOf(value),
      span: nameSpan,
      macro,
    });
  }

  #operations(e: Expression): void {
    if (this.#cplusplus !== null) this.#unwritten(operations(e, this.#locals));
  }

  #unwritten(calls: readonly Unwritten[]): void {
    if (this.#cplusplus === null) return;
    for (const { object, ...call } of calls) this.#effects.push({ ...call, ...this.#inCplusplus(object) });
  }

  /** `::f` is looked for in no namespace but the global one. */
  #inCplusplus(object: CplusplusCall["object"], callee?: Expression): Pick<CallEffect, "cplusplus"> {
    if (this.#cplusplus === null) return {};
    const makes = callee?.kind === "name" ? madeBy(callee.name) : null;
    const scope = callee !== undefined && isGlobal(callee) ? "" : this.#cplusplus.scope;
    return { cplusplus: { scope, object, ...(makes === null ? {} : { makes }) } };
  }

  /** The object a method is called of. */
  #receiver(callee: Expression): CplusplusCall["object"] {
    if (this.#cplusplus === null) return null;
    if (callee.kind === "name") {
      const type = this.#locals[callee.name]?.type;
      return type === undefined ? null : { role: "member", text: callee.name, type, made: [] };
    }
    if (callee.kind !== "field") return null;
    const object = uncast(callee.object);
    const text = textOf(object);
    const head = this.#locals[baseOf(object) ?? ""]?.type;
    const made = this.#cplusplus.objects.get(text);
    const own = made?.type ?? (object.kind === "name" ? head : undefined);
    const type = own ?? (object.kind === "call" && object.callee.kind === "name" ? object.callee.name : null);
    return { role: "member", text, type, head, made: made === undefined ? [] : this.#made(made) };
  }

  #made({ args }: NonNullable<Declarator["object"]>): readonly Argument[] {
    return (args ?? []).map((arg) => this.#argument(arg));
  }

  #argument(e: Expression): Argument {
    const argument = argumentOf(e);
    const lambda = this.#cplusplus?.lambdas.get(argument.text.replace(/^&/, ""));
    return lambda === undefined ? argument : { ...argument, text: lambda, kind: "name" };
  }

  /** `result` is the lvalue that takes the value, where one does. */
  #evaluate(e: Expression, result?: string): void {
    switch (e.kind) {
      case "literal":
      case "block":
        return;
      case "name":
        if (e.captures !== undefined) this.#unwritten(captured(e, this.#locals));
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
        this.#operations(e);
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
        this.#operations(e);
        return;
      case "binary":
        for (const part of insertions(e) ?? [e.left, e.right]) this.#evaluate(part);
        this.#operations(e);
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
    else if (e.kind === "index") this.#evaluate(e);
    else if (e.kind === "unary" || e.kind === "cast") this.#evaluate(e.operand);
    else if (e.kind !== "name") this.#evaluate(e);
  }

  #call(e: Extract<Expression, { kind: "call" }>, result: string | undefined): void {
    const callee = this.#callee(uncast(e.callee));
    const direct =
      callee.kind === "name" && (this.#locals[callee.name] === undefined || this.#locals[callee.name]?.type === "");
    if (!direct && callee.kind !== "name") this.#evaluate(callee);
    for (const arg of e.args) this.#evaluate(arg);
    const text = textOf(callee);
    this.#effects.push({
      kind: "call",
      callee: direct ? callee.name : "",
      pointer: direct ? null : { text, slot: slotOf(callee, text) },
      args: e.args.map((arg) => this.#argument(arg)),
      span: callee.kind === "field" ? callee.nameSpan : spanOf(callee),
      whole: spanOf(e),
      result: result ?? resultKey(e),
      macro: e.macro ?? callee.macro,
      ...this.#inCplusplus(this.#receiver(callee), e.callee),
    });
    this.#operations(e);
    const [gone] = e.args;
    if (text === "delete" && gone !== undefined) this.#unwritten(deleted(gone, e.callee, this.#locals));
  }

  /** A variable that holds a lambda is called as that; the names of templates go without their arguments. */
  #callee(e: Expression): Expression {
    if (this.#cplusplus === null || e.kind !== "name") return e;
    const lambda = this.#cplusplus.lambdas.get(e.name);
    return { ...e, name: lambda ?? withoutTemplates(e.name).replace(/^::/, "") };
  }

  #assign(e: Extract<Expression, { kind: "assign" }>): void {
    const target = textOf(e.left);
    const plain = e.operator === "=";
    this.#evaluate(e.right, plain ? target : undefined);
    const type = this.#locals[target]?.type ?? null;
    if (plain && this.#cplusplus !== null) this.#unwritten(copied({ text: target, type }, e.right, this.#locals));
    this.#inside(e.left);
    this.#operations(e);
    const modifies = !plain || mentions(e.right, target);
    this.#store(e.left, {
      modifies,
      value: plain ? constantOf(e.right) : null,
      ...(plain ? sourceOf(e.right) : { from: null }),
    });
  }

  #store(left: Expression, value: Pick<StoreEffect, "modifies" | "value" | "from" | "into">): void {
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
      ...value,
      span: spanOf(inner),
      macro,
    });
  }
}
