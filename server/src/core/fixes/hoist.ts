// A part of a statement that is run before all the rest of it, taken out to stand in front.
import type { TextEdit } from "../text/edits.ts";
import { type Span, span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { declarationOf, returnedValue } from "./exits.ts";
import type { Statement } from "./statements.ts";

export interface Hoisted {
  /** What is run in front of the statement then. */
  readonly part: Span;
  /** What has to be declared for it. */
  readonly declarations: readonly string[];
  /** The part as a statement of its own. */
  readonly line: string;
  /** What then stands in its place. */
  readonly edit: TextEdit;
}

/** `x = f()` of `if ((x = f()) < 0)`: what an `if` asks first. */
export function assignmentInHead(code: Code, statement: Statement): Hoisted | null {
  const { kind, word, start, headEnd, parent } = statement;
  // What hangs on an `else` would have to be indented anew.
  if (kind !== "control" || word !== "if" || parent?.kind !== "block" || code.hasDirective(span(start, headEnd)))
    return null;
  const head = code.masked(span(start, headEnd));
  const [before = "", name = ""] = /^if\s*\(\s*\(\s*(?=(\w+(?:(?:\.|->)\w+)*)\s*=[^=])/.exec(head) ?? [];
  const end = before === "" ? -1 : closingBracket(head, before.trimEnd().length - 1);
  if (end < 0) return null;
  const part = span(start + before.length, start + end);
  const all = span(start + before.trimEnd().length - 1, start + end + 1);
  return { part, declarations: [], line: `${code.slice(part).trim()};`, edit: { span: all, newText: name } };
}

/** The value of a return, kept in a variable; null where its type cannot be written, or not there. */
export function valueOfReturn(code: Code, exit: Statement, returns: string): Hoisted | null {
  const part = returnedValue(code, exit);
  const before = exit.parent?.children[exit.parent.children.indexOf(exit) - 1];
  const name = code.freshName("result");
  const declaration = declarationOf(returns, name);
  if (part === null || declaration === null || before?.kind === "label" || code.hasDirective(exit)) return null;
  const line = `${name} = ${code.slice(part)};`;
  return { part, declarations: [`${declaration};`], line, edit: { span: part, newText: name } };
}

/** Where the bracket closes that opens at `open`; -1 if it does not. */
function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(open).matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()]/g)) {
    if (token === "(") depth++;
    else if (token === ")" && --depth === 0) return open + index;
  }
  return -1;
}
