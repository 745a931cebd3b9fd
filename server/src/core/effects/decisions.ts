// Edges of the graph with what was decided on them, in normal form and in words.
import type { Decision, Edge, Graph } from "../cfg/graph.ts";
import { type Expression, textOf, uncast } from "../syntax/ast.ts";
import type { Span } from "../text/span.ts";
import type { EffectEdge, Fact } from "./effect.ts";
import { constantOf, factOf } from "./facts.ts";

export function edgeOf({ to, decision, jump, raises }: Edge, graph: Graph): EffectEdge {
  return {
    to,
    fact: decision === null ? null : decided(decision),
    decision: decision === null ? null : described(decision),
    jump: jump === null ? null : { ...jump, target: graph.blocks[to]?.start ?? -1 },
    ...(raises === undefined ? {} : { raises }),
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
      return { ...inWords(expression, value), span: spanOf(expression), macro: expression.macro };
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

/** `!(p != nullptr)` is asked as `p != nullptr` the other way round. What is decided beforehand is no decision: it has no text. */
function inWords(expression: Expression, value: boolean): { readonly text: string; readonly value: boolean } {
  const inner = uncast(expression);
  if (typeof constantOf(inner) === "number") return { text: "", value };
  if (inner.kind === "unary" && inner.operator === "!" && uncast(inner.operand).kind === "binary")
    return inWords(inner.operand, !value);
  return { text: spaced(textOf(inner)), value };
}

function spanOf(e: Span): Span {
  return { start: e.start, end: e.end };
}
