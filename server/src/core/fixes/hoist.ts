// A part of a statement that is run before all the rest of it, taken out to stand in front.
import type { TextEdit } from "../text/edits.ts";
import { contains, type Span, span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { isDeclaration } from "./declarations.ts";
import { declarationOf, returnedValue } from "./exits.ts";
import { ancestors, type Statement } from "./statements.ts";

export interface Hoisted {
  /** What is run in front of the statement then. */
  readonly part: Span;
  /** What has to be declared for it. */
  readonly declarations: readonly string[];
  /** What stands in front of the part to keep its value: `x = `. */
  readonly assigned: string;
  /** What then stands in the statement instead. */
  readonly edit: TextEdit;
}

/** The value of a return, kept in a variable; null where its type cannot be written, or not there. */
export function valueOfReturn(code: Code, exit: Statement, returns: string): Hoisted | null {
  const part = returnedValue(code, exit);
  const before = exit.parent?.children[exit.parent.children.indexOf(exit) - 1];
  if (part === null || before?.kind === "label" || code.hasDirective(exit)) return null;
  return inVariable(part, code.freshName("result"), returns);
}

/** What a condition asks first: `call` itself, or the assignment that keeps what it gives in a local variable. */
export function askedFirst(
  code: Code,
  statement: Statement,
  condition: Span,
  call: Span,
  type: string | null,
  isLocal: (name: string) => boolean,
): Hoisted | null {
  if (!contains(condition, call) || code.hasDirective(condition)) return null;
  const assignment = assignmentOf(code, condition, call);
  if (assignment === null)
    return type === null || !isFirst(code.masked(span(condition.start, call.start)))
      ? null
      : inTemporary(code, statement, call, type);
  const { part, around, name } = assignment;
  if (!isFirst(code.masked(span(condition.start, around.start)))) return null;
  if (isLocal(name)) return { part, declarations: [], assigned: "", edit: { span: around, newText: name } };
  // The GIL guards what is not the function's own: that is written behind the region.
  return type === null ? null : inTemporary(code, statement, call, type);
}

function inVariable(part: Span, name: string, type: string): Hoisted | null {
  const declaration = declarationOf(type, name);
  if (declaration === null) return null;
  return { part, declarations: [`${declaration};`], assigned: `${name} = `, edit: { span: part, newText: name } };
}

/** In a new variable, or in the one that was made for another part. */
function inTemporary(code: Code, statement: Statement, part: Span, type: string): Hoisted | null {
  const old = inVariable(part, "result", type);
  const isDeclared = (block: Statement): boolean =>
    block.children.some((one) => one.end <= statement.start && code.slice(one) === old?.declarations[0]);
  if (old !== null && ancestors(statement).some(isDeclared) && isTemporary(code, "result"))
    return { ...old, declarations: [] };
  return inVariable(part, code.freshName("result"), type);
}

/** Whether a variable has its value for no longer than from one statement, over the end of a region, to the next. */
function isTemporary(code: Code, name: string): boolean {
  const isWord = new RegExp(`\\b${name}\\b`, "g");
  const isSet = (one: Statement | undefined): boolean => one !== undefined && code.slice(one).startsWith(`${name} = `);
  return [...code.masked(code.body).matchAll(isWord)].every(({ index }) => {
    const one = code.statementAt(index + code.body.start);
    const siblings = one.parent?.children ?? [];
    const at = siblings.indexOf(one);
    const isEnd = (i: number): boolean => siblings[i]?.word === "Py_END_ALLOW_THREADS";
    return isDeclaration(code, one) || (isSet(one) && isEnd(at + 1)) || (isEnd(at - 1) && isSet(siblings[at - 2]));
  });
}

interface Assignment {
  readonly part: Span;
  /** With the brackets around it. */
  readonly around: Span;
  readonly name: string;
}

/** `x = f()` in brackets, or as all there is to a condition. */
function assignmentOf(code: Code, condition: Span, call: Span): Assignment | null {
  const before = code.masked(span(condition.start, call.start));
  const match = /(\(\s*|^\s*)((?:\w+(?:\.|->))*\w+)\s*=\s*(?:\([\w\s*]+\)\s*)?$/.exec(before);
  if (match === null) return null;
  const [, open = "", name = ""] = match;
  const start = condition.start + match.index;
  if (!open.startsWith("(")) return { part: trimmed(code, condition), around: condition, name };
  const end = closingBracket(code.masked(span(start, condition.end)));
  if (end < 0) return null;
  return { part: trimmed(code, span(start + 1, start + end)), around: span(start, start + end + 1), name };
}

export function trimmed(code: Code, part: Span): Span {
  const text = code.masked(part);
  const start = part.start + (text.length - text.trimStart().length);
  return span(start, start + text.trim().length);
}

/** Whether nothing that stands in front of a part is run before it: `(`, `!`, `0 ==`. */
export function isFirst(before: string): boolean {
  return /^[\s(!]*(?:-?\w+\s*(?:[=!<>]=|[<>])[\s(!]*)?$/.test(before);
}

/** Where the bracket closes that a text begins with; -1 if it does not. */
function closingBracket(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()]/g)) {
    if (token === "(") depth++;
    else if (token === ")" && --depth === 0) return index;
  }
  return -1;
}

/** The opposite of a condition, as one would write it. */
export function negated(condition: string): string {
  const text = condition.trim();
  const compared = /^(-?[\w.>-]*\w) ?(==|!=|<=|>=|<|>) ?(-?\w+)$/.exec(text);
  const [, left = "", operator = "", right = ""] = compared ?? [];
  const opposite = OPPOSITES[operator];
  if (opposite !== undefined) return `${left} ${opposite} ${right}`;
  if (/^\w+$/.test(text)) return `!${text}`;
  return /^!\s*\w+$/.test(text) ? text.slice(1).trim() : `!(${text})`;
}

const OPPOSITES: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  ">=": "<",
  ">": "<=",
  "<=": ">",
};
