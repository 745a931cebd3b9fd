// A graph as text, for debugging and for tests: one paragraph per block, what runs in it, and where control goes.
import { textOf } from "../syntax/ast.ts";
import type { Decision, Edge, Element, Graph } from "./graph.ts";

/** Blocks that nothing leads to are marked `unreached`. */
export function dumpGraph({ blocks }: Graph): string {
  const reached = new Set([0]);
  for (const block of reached) for (const { to } of blocks[block]?.edges ?? []) reached.add(to);
  return blocks
    .map(({ elements, edges }, number) =>
      [
        `${number}${reached.has(number) ? "" : " unreached"}:`,
        ...elements.map((element) => `  ${elementText(element)}`),
        ...edges.map((edge) => `  → ${edge.to}${edgeText(edge)}`),
      ].join("\n"),
    )
    .join("\n");
}

function elementText(element: Element): string {
  switch (element.kind) {
    case "evaluate":
      // What is left of an expression whose control flow has run has no text.
      return textOf(element.expression) || "value";
    case "declare": {
      const { name, value } = element.declarator;
      return value === null ? `declare ${name}` : `declare ${name}=${textOf(value)}`;
    }
    case "return":
      return element.value === null ? "return" : `return ${textOf(element.value)}`;
    case "destroy":
      return `destroy ${element.declarator.name}`;
    case "throw":
      return element.value === null ? "throw" : `throw ${textOf(element.value)}`;
    case "fall":
      return "end";
  }
}

function edgeText({ decision, jump, raises }: Edge): string {
  return `${raises === undefined ? "" : ` if ${raises} throws`}${decision === null ? "" : ` ${decisionText(decision)}`}${jump === null ? "" : ` by ${jump.kind}`}`;
}

function decisionText(decision: Decision): string {
  switch (decision.kind) {
    case "test":
      return `${decision.value ? "if" : "unless"} ${textOf(decision.expression)}`;
    case "platform":
      return `${decision.value ? "#if" : "#if not"} ${decision.condition}`;
    case "case":
      return decision.value === null ? `no case of ${textOf(decision.subject)}` : `case ${textOf(decision.value)}`;
  }
}
