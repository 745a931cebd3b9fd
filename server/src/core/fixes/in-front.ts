// Lines that run before what a statement asks first: in front of an `if`, in an `else` of their own, in each turn of a loop.
import { applyEdits, type TextEdit } from "../text/edits.ts";
import { contains, type Span, shift, span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { declaresLate, isDeclaration } from "./declarations.ts";
import { exitAt, leaves } from "./exits.ts";
import { negated } from "./hoist.ts";
import { behindComment, indentationAt, isFirstOnLine, lineEndAt, startOfLine } from "./layout.ts";
import { Refusal } from "./refusal.ts";
import { allStatements, type Statement } from "./statements.ts";
import { surround } from "./surround.ts";

/** What an `if`, `switch` or loop asks; null for other statements. */
export function conditionOf(code: Code, statement: Statement): Span | null {
  const { kind, word, start, headEnd, end, children } = statement;
  if (kind !== "control") return null;
  if (word === "for") return forParts(code, statement)?.condition ?? null;
  const head = word === "do" ? span(children[0]?.end ?? end, end) : span(start, headEnd);
  const [before = ""] = /^\s*(?:if|switch|while)\s*\(/.exec(code.masked(head)) ?? [];
  const close = code.masked(head).lastIndexOf(")");
  return before === "" || close < before.length ? null : span(head.start + before.length, head.start + close);
}

export interface ForParts {
  readonly first: Span;
  readonly condition: Span;
  readonly step: Span;
}

/** What stands between the brackets of a `for`; null where these are not three parts. */
export function forParts(code: Code, { start, headEnd }: Statement): ForParts | null {
  const head = code.masked(span(start, headEnd));
  const open = head.indexOf("(");
  const bare = head.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (text) => " ".repeat(text.length));
  const [one, other, ...more] = [...bare.matchAll(/;/g)].map(({ index }) => start + index);
  if (one === undefined || other === undefined || more.length > 0) return null;
  return { first: span(start + open + 1, one), condition: span(one + 1, other), step: span(other + 1, headEnd - 1) };
}

/** `edit` is what changes in the statement then. */
export function runInFront(
  code: Code,
  statement: Statement,
  lines: readonly string[],
  edit: TextEdit,
): TextEdit[] | Refusal {
  const edits = placed(code, statement, lines, edit);
  return edits ?? new Refusal("The statement would have to be taken apart to put lines in front of it.");
}

/** At the end of each turn of a loop, where `edit` takes away what was done there so far. */
export function runAtEnd(
  code: Code,
  statement: Statement,
  lines: readonly string[],
  edit: TextEdit,
): TextEdit[] | Refusal {
  const edits = atEnd(code, statement, lines);
  return edits === null ? new Refusal("A continue could pass by the end of the loop's body.") : [...edits, edit];
}

function placed(code: Code, statement: Statement, lines: readonly string[], edit: TextEdit): TextEdit[] | null {
  const { word, parent } = statement;
  const isAsked = word === "for" && contains(conditionOf(code, statement) ?? span(0, 0), edit.span);
  if (word === "while" || isAsked) return endless(code, statement, lines, edit);
  const isChained = parent?.word === "else" && parent.kind === "control" && !isFirstOnLine(code.text, statement.start);
  if (isChained) return unchained(code, statement, parent, lines, edit);
  const edits = word === "do" ? atEnd(code, statement, lines) : surround(code, statement, statement, lines, []);
  return edits === null ? null : [...edits, edit];
}

/** `else if` as an `if` in the braces of the `else`: one edit, so that nobody takes apart what hangs on it meanwhile. */
function unchained(
  code: Code,
  statement: Statement,
  otherwise: Statement,
  lines: readonly string[],
  edit: TextEdit,
): TextEdit[] | null {
  const { text, style } = code;
  const behind = behindComment(text, statement.end);
  const isPlain = text.slice(otherwise.headEnd, statement.start).trim() === "" && !code.hasDirective(statement);
  if (!isPlain || behind === null || /\\\r?\n/.test(code.slice(statement))) return null;
  const eol = lineEndAt(text, statement.start);
  const outer = indentationAt(text, otherwise.start);
  const brace = style.braceOnOwnLine ? outer + style.braceIndentation : outer;
  const inner = brace + style.unit;
  const [before, after] = [span(statement.start, edit.span.start), span(edit.span.end, behind)];
  const asked = deeper(code.slice(before), style.unit) + edit.newText + deeper(code.slice(after), style.unit);
  const open = style.braceOnOwnLine ? `${eol}${brace}{` : " {";
  const newText = [open, ...lines.map((line) => inner + line), inner + asked, `${brace}}`].join(eol);
  return [{ span: span(otherwise.headEnd, behind), newText }];
}

/** The lines of a text, but for the first, with more white space in front. */
function deeper(text: string, more: string): string {
  return text.replace(/\n(?![\r\n])/g, `\n${more}`);
}

/** `while (a)` as a loop without a condition that is left where `a` does not hold; a `for` keeps its other parts. */
function endless(code: Code, statement: Statement, lines: readonly string[], edit: TextEdit): TextEdit[] | null {
  const { text, style } = code;
  const { start, headEnd, children } = statement;
  const [body] = children;
  const condition = conditionOf(code, statement);
  const head = span(start, headEnd);
  const isPlain = code.slice(head) === code.masked(head);
  if (body === undefined || condition === null || !isPlain) return null;
  const changed = applyEdits(code.slice(condition), [
    { span: shift(edit.span, -condition.start), newText: edit.newText },
  ]);
  const asked = negated(changed.replace(/\s*\n\s*/g, " "));
  const forever = /\bfor \(;;\)/.test(text) || !/\bwhile \((?:1|true)\)/.test(text) ? "for (;;)" : "while (1)";
  const loop = statement.word === "for" ? { span: condition, newText: "" } : { span: head, newText: forever };
  const [first] = body.kind === "block" ? body.children : [body];
  if (first === undefined || code.slice(body) === ";") {
    if (code.hasDirective(body) || /\/[/*]/.test(text.slice(headEnd, body.end))) return null;
    const eol = lineEndAt(text, headEnd);
    const outer = indentationAt(text, start);
    const brace = style.braceOnOwnLine ? outer + style.braceIndentation : outer;
    const inner = eol + brace + style.unit;
    const open = style.braceOnOwnLine ? `${eol}${brace}{` : " {";
    const stop = [`if (${asked})`, `${style.unit}break;`];
    const newText = `${open}${[...lines, ...stop].map((line) => inner + line).join("")}${eol}${brace}}`;
    return [loop, { span: span(headEnd, body.end), newText }];
  }
  // Behind what it declares first, the loop would go on declaring.
  if (isDeclaration(code, first) && !declaresLate(code)) return null;
  const isAlone = startOfLine(text, first.start) > headEnd;
  const stop = isAlone ? [`if (${asked})`, `${style.unit}break;`] : [`if (${asked}) break;`];
  const edits = surround(code, first, first, [...lines, ...stop], []);
  return edits === null ? null : [loop, ...edits];
}

/** Before the brace that closes the body of a `do`; null where a `continue` would pass by. */
function atEnd(code: Code, { children }: Statement, lines: readonly string[]): TextEdit[] | null {
  const [body] = children;
  const last = body?.kind === "block" ? body.children.at(-1) : undefined;
  if (body === undefined || last === undefined || last.kind === "label") return null;
  const passes = allStatements(body).some(
    (one) => one.word === "continue" && exitAt(code, one.start) === one && leaves(one, "continue", body),
  );
  return passes || code.hasDirective(span(last.end, body.end)) ? null : surround(code, last, last, [], lines);
}
