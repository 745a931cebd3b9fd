// Lines put before and after statements, with braces where the code has none.
import type { TextEdit } from "../text/edits.ts";
import { span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { behindComment, indentationAt, isFirstOnLine, lineEndAt } from "./layout.ts";
import type { Statement } from "./statements.ts";

/** The edits that put lines around neighbouring statements; null where that cannot be done without taking code apart. */
export function surround(
  code: Code,
  first: Statement,
  last: Statement,
  before: readonly string[],
  after: readonly string[],
): TextEdit[] | null {
  if (first.parent === null || first.parent !== last.parent || followsMacro(code, first)) return null;
  if (first.parent.kind === "block") return inBlock(code, first, last, before, after);
  return first === last ? withBraces(code, first, first.parent, before, after) : null;
}

export function insertion(at: number, newText: string): TextEdit {
  return { span: span(at, at), newText };
}

/** `UNUSED(x) int n;`: a macro on the same line that may be a statement of its own, or belong to this one. */
function followsMacro(code: Code, first: Statement): boolean {
  const siblings = first.parent?.children ?? [];
  const before = siblings[siblings.indexOf(first) - 1];
  if (before?.kind !== "simple" || !code.slice(before).endsWith(")")) return false;
  return !code.slice(span(before.end, first.start)).includes("\n");
}

function inBlock(
  code: Code,
  first: Statement,
  last: Statement,
  before: readonly string[],
  after: readonly string[],
): TextEdit[] {
  const { text } = code;
  const start = code.beginning(first);
  const ownLine = isFirstOnLine(text, start);
  const newLine = lineEndAt(text, start) + indentationAt(text, start);
  const behind = behindComment(text, last.end);
  const edits: TextEdit[] = [];
  if (before.length > 0) edits.push(insertion(start, before.map((line) => line + (ownLine ? newLine : " ")).join("")));
  if (after.length > 0)
    edits.push(
      ownLine && behind !== null
        ? insertion(behind, after.map((line) => newLine + line).join(""))
        : insertion(last.end, after.map((line) => ` ${line}`).join("")),
    );
  return edits;
}

/** The statement is all there is to an `if`, `else` or loop. */
function withBraces(
  code: Code,
  statement: Statement,
  control: Statement,
  before: readonly string[],
  after: readonly string[],
): TextEdit[] | null {
  const { text, style } = code;
  if (code.hasDirective(span(control.start, statement.end))) return null;
  const start = code.beginning(statement);
  const behind = behindComment(text, statement.end);
  const gap = text.slice(control.headEnd, start);
  const ownLine = isFirstOnLine(text, start);
  if (behind === null || (!ownLine && gap.trim() !== "")) {
    const open = ["{", ...before, ""].join(" ");
    return [insertion(start, open), insertion(statement.end, ["", ...after, "}"].join(" "))];
  }
  const eol = lineEndAt(text, control.headEnd);
  const outer = indentationAt(text, control.start);
  const brace = style.braceOnOwnLine ? outer + style.braceIndentation : outer;
  const inner = ownLine ? indentationAt(text, start) : brace + style.unit;
  const open = style.braceOnOwnLine ? `${eol}${brace}{` : " {";
  const lines = before.map((line) => line + eol + inner).join("");
  const close = `${after.map((line) => eol + inner + line).join("")}${eol}${brace}}`;
  const opened = ownLine
    ? [insertion(control.headEnd, open), ...(lines === "" ? [] : [insertion(start, lines)])]
    : [{ span: span(control.headEnd, start), newText: open + eol + inner + lines }];
  return [...opened, closing(code, statement, control, behind, close)];
}

/** The closing brace, with the `else` behind it where that is the style. */
function closing(
  { text, style }: Code,
  statement: Statement,
  control: Statement,
  behind: number,
  close: string,
): TextEdit {
  const otherwise = control.children[1];
  const joins = otherwise !== undefined && otherwise !== statement && style.elseBehindBrace && !style.braceOnOwnLine;
  if (!joins || text.slice(behind, otherwise.start).trim() !== "") return insertion(behind, close);
  return { span: span(behind, otherwise.start), newText: `${close} ` };
}
