// How a text is laid out: line ends, indentation, where braces stand. A fix looks like what is around it.
import { allStatements, type Statement } from "./statements.ts";

/** The line end in use at an offset. */
export function lineEndAt(text: string, at: number): string {
  const next = text.indexOf("\n", at);
  const newline = next < 0 ? text.lastIndexOf("\n") : next;
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

export function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line's text ends, before its line end. */
export function endOfLineText(text: string, at: number): number {
  const length = text.slice(at).search(/\r?\n/);
  return length < 0 ? text.length : at + length;
}

/** The white space the line at an offset begins with. */
export function indentationAt(text: string, at: number): string {
  const start = startOfLine(text, at);
  return /^[ \t]*/.exec(text.slice(start, endOfLineText(text, start)))?.[0] ?? "";
}

export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(startOfLine(text, at), at).trim() === "";
}

/** Behind a comment that ends the line at `at`; null if there is code, or a comment that goes on below. */
export function behindComment(text: string, at: number): number | null {
  const rest = text.slice(at, endOfLineText(text, at));
  const comment = /^[ \t]*(?:\/\/.*[^\\]|\/\*(?:(?!\*\/).)*\*\/)?[ \t]*$/.exec(rest);
  return comment === null ? null : at + rest.trimEnd().length;
}

export interface Style {
  /** One level of indentation. */
  readonly unit: string;
  /** What stands between the head of a control statement and its brace: a space, or nothing where the brace has a line of its own. */
  readonly braceOnOwnLine: boolean;
  /** How much deeper than its statement such a brace stands. */
  readonly braceIndentation: string;
  /** `} else`. */
  readonly elseBehindBrace: boolean;
}

export function styleOf(text: string, root: Statement): Style {
  const statements = allStatements(root);
  const braces = statements.filter(({ kind, parent }) => kind === "block" && parent?.kind === "control");
  const own = braces.filter((block) => isFirstOnLine(text, block.start));
  const first = own[0];
  return {
    unit: unitOf(text, root, statements),
    braceOnOwnLine: braces.length > 0 ? own.length * 2 > braces.length : bracesOnOwnLine(text),
    braceIndentation:
      first?.parent === undefined || first.parent === null
        ? ""
        : deeper(indentationAt(text, first.parent.start), indentationAt(text, first.start)),
    elseBehindBrace: count(text, /\}[ \t]*else\b/g) >= count(text, /\}[ \t]*\r?\n[ \t]*else\b/g),
  };
}

/** How much deeper bodies stand than their heads; the function's own body, where it has no other. */
function unitOf(text: string, root: Statement, statements: readonly Statement[]): string {
  for (const statement of [...statements, ...root.children]) {
    const { parent } = statement;
    const holder = parent?.kind === "block" && parent.parent?.kind === "control" ? parent.parent : parent;
    if (holder === null || statement.kind === "label" || statement.kind === "block") continue;
    if (!isFirstOnLine(text, statement.start) || !isFirstOnLine(text, holder.start)) continue;
    const unit = deeper(indentationAt(text, holder.start), indentationAt(text, statement.start));
    if (unit !== "") return unit;
  }
  const only = root.children.find(({ start }) => isFirstOnLine(text, start));
  const unit = only === undefined ? "" : deeper(indentationAt(text, root.start), indentationAt(text, only.start));
  return unit === "" ? "    " : unit;
}

function deeper(outer: string, inner: string): string {
  return inner.startsWith(outer) ? inner.slice(outer.length) : "";
}

function bracesOnOwnLine(text: string): boolean {
  const own = count(text, /\b(?:if|for|while|switch)\b[^;{}\n]*\)[ \t]*\r?\n[ \t]*\{/g);
  return own > count(text, /\b(?:if|for|while|switch)\b[^;{}\n]*\)[ \t]*\{/g);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
