// Labels and `goto`, forward and backward.
import type { Statement } from "../../syntax/ast.ts";
import type { GraphBuilder } from "../builder.ts";

export function addLabel(b: GraphBuilder, s: Extract<Statement, { kind: "label" }>): void {
  b.enter(b.label(s.name));
  b.lands(b.label(s.name), s.start);
  if (s.body !== null) b.statement(s.body);
}

export function addGoto(b: GraphBuilder, s: Extract<Statement, { kind: "goto" }>): void {
  b.leave(b.scopes.around(s.label), { start: s.start, end: s.end });
  b.goTo(b.label(s.label), { kind: "goto", span: { start: s.start, end: s.end }, macro: s.macro });
}
