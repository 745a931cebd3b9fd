// Expressions: `&&`, `||`, `?:` and `({ … })` become control flow where an operand does something.
import type { Expression } from "../../syntax/ast.ts";
import { uncast } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";

export function addExpression(b: GraphBuilder, e: Expression): void {
  if (e.kind === "block") {
    b.list(e.body);
    return;
  }
  if (flowOf(b, e) === "checks") {
    addCheck(b, uncast(e));
    return;
  }
  const simple = simplifyExpression(b, e);
  if (simple.kind !== "literal") b.add({ kind: "evaluate", expression: simple });
  const flow = flowOf(b, simple);
  if (flow === "returns") b.returns(null, simple, simple.macro);
  if (flow === "returns" || flow === "never") b.current = null;
}

/** `g_return_val_if_fail(condition, value)` goes on, or returns. */
function addCheck(b: GraphBuilder, e: Expression): void {
  const [condition, value = null] = e.kind === "call" ? e.args : [];
  if (condition === undefined) return;
  const [on, out] = [b.newBlock(), b.newBlock()];
  b.here();
  addCondition(b, condition, on, out);
  b.current = out;
  b.returns(value, e, e.macro);
  b.current = on;
}

/** Branches on a condition: ends the current block with edges to both sides. */
export function addCondition(b: GraphBuilder, e: Expression, yes: number, no: number): void {
  if (e.kind === "binary" && (e.operator === "&&" || e.operator === "||")) {
    const middle = b.newBlock();
    if (e.operator === "&&") addCondition(b, e.left, middle, no);
    else addCondition(b, e.left, yes, middle);
    b.current = middle;
    addCondition(b, e.right, yes, no);
    return;
  }
  if (e.kind === "unary" && e.operator === "!") {
    addCondition(b, e.operand, no, yes);
    return;
  }
  const meant = standsFor(b, e);
  if (meant !== null) {
    addCondition(b, meant, yes, no);
    return;
  }
  const simple = simplifyExpression(b, e);
  const constant = constantOf(b, simple);
  if (constant === null) b.add({ kind: "evaluate", expression: simple });
  const from = b.here();
  if (constant !== false) b.edge(from, yes, { kind: "test", expression: simple, value: true });
  if (constant !== true) b.edge(from, no, { kind: "test", expression: simple, value: false });
  b.current = null;
}

/** Runs the control flow inside `e` and returns what is left to evaluate. */
export function simplifyExpression(b: GraphBuilder, e: Expression): Expression {
  if (!hasFlow(e)) return e;
  switch (e.kind) {
    case "binary": {
      if (e.operator !== "&&" && e.operator !== "||")
        return { ...e, left: simplifyExpression(b, e.left), right: simplifyExpression(b, e.right) };
      const after = b.newBlock();
      addCondition(b, e, after, after);
      b.current = after;
      return value(e);
    }
    case "conditional": {
      const { then, otherwise } = e;
      addChoice(
        b,
        e.test,
        () => addExpression(b, then),
        () => addExpression(b, otherwise),
      );
      return value(e);
    }
    case "block": {
      b.list(e.body);
      return value(e);
    }
    case "call": {
      const callee = simplifyExpression(b, e.callee);
      return { ...e, callee, args: e.args.map((arg) => simplifyExpression(b, arg)) };
    }
    case "assign": {
      // `save = c ? f() : NULL`: each side stores its own value.
      if (e.right.kind === "conditional" && hasFlow(e.right)) {
        const { test, then, otherwise } = e.right;
        addChoice(
          b,
          test,
          () => addExpression(b, { ...e, right: then }),
          () => addExpression(b, { ...e, right: otherwise }),
        );
        return value(e);
      }
      const right = simplifyExpression(b, e.right);
      return { ...e, left: simplifyExpression(b, e.left), right };
    }
    case "unary":
    case "update":
    case "cast":
      return { ...e, operand: simplifyExpression(b, e.operand) };
    case "field":
      return { ...e, object: simplifyExpression(b, e.object) };
    case "index":
      return { ...e, object: simplifyExpression(b, e.object), index: simplifyExpression(b, e.index) };
    case "sequence": {
      const last = e.items.length - 1;
      const items = e.items.map((item, i) => {
        if (i === last) return simplifyExpression(b, item);
        addExpression(b, item);
        return value(item);
      });
      return { ...e, items };
    }
    default:
      return e;
  }
}

function addChoice(b: GraphBuilder, test: Expression, then: () => void, otherwise: () => void): void {
  const [yes, no, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  b.here();
  addCondition(b, test, yes, no);
  b.current = yes;
  then();
  b.edge(b.current, after);
  b.current = no;
  otherwise();
  b.edge(b.current, after);
  b.current = after;
}

/** What is left of an expression whose control flow has run already. */
function value(e: Expression): Expression {
  return { kind: "sequence", items: [], start: e.start, end: e.end, macro: e.macro };
}

/** Whether something inside branches, and one of the branches does something. */
function hasFlow(e: Expression): boolean {
  if (e.kind === "name" || e.kind === "literal") return false;
  let flow = flows.get(e);
  if (flow === undefined) {
    flow = findsFlow(e);
    flows.set(e, flow);
  }
  return flow;
}

/** Asked again at each level of an expression: answered once. */
const flows = new WeakMap<Expression, boolean>();

function findsFlow(e: Expression): boolean {
  switch (e.kind) {
    case "block":
      return true;
    case "binary":
      if (e.operator === "&&" || e.operator === "||") return hasEffect(e.left) || hasEffect(e.right);
      return hasFlow(e.left) || hasFlow(e.right);
    case "conditional":
      return hasEffect(e.then) || hasEffect(e.otherwise) || hasFlow(e.test);
    default:
      return children(e).some(hasFlow);
  }
}

function hasEffect(e: Expression): boolean {
  if (e.kind === "call" || e.kind === "assign" || e.kind === "update" || e.kind === "block") return true;
  return children(e).some(hasEffect);
}

/** The direct operands, in evaluation order. */
export function children(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case "call":
      return [e.callee, ...e.args];
    case "assign":
      return [e.right, e.left];
    case "binary":
      return [e.left, e.right];
    case "conditional":
      return [e.test, e.then, e.otherwise];
    case "unary":
    case "update":
    case "cast":
      return [e.operand];
    case "field":
      return [e.object];
    case "index":
      return [e.object, e.index];
    case "sequence":
      return e.items;
    default:
      return [];
  }
}

/** What a name comes out as that stands for its first argument: `__builtin_expect(e, n)` and the macros made of it. */
function standsFor(b: GraphBuilder, e: Expression): Expression | null {
  return e.kind === "call" && flowOf(b, e) === "argument" ? (e.args[0] ?? null) : null;
}

function constantOf(b: GraphBuilder, e: Expression): boolean | null {
  const flow = flowOf(b, e);
  if (flow === "true" || flow === "false") return flow === "true";
  const inner = uncast(e);
  if (inner.kind !== "literal") return null;
  if (/^(?:0[xX]?0*|false|NULL)[uUlL]*$/.test(inner.text)) return false;
  return /^(?:\d+|true)[uUlL]*$/.test(inner.text) ? true : null;
}

function flowOf(b: GraphBuilder, e: Expression): ReturnType<GraphBuilder["flowOf"]> {
  const inner = uncast(e);
  if (inner.kind === "name") return b.flowOf(inner.name);
  return inner.kind === "call" && inner.callee.kind === "name" ? b.flowOf(inner.callee.name) : null;
}
