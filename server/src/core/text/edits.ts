// Replacements in one text: applying them, and the edits that undo them.
import { overlaps, type Span } from "./span.ts";

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** In order of position; insertions at one place keep the order they were given in. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index)
    .map(({ edit }) => edit);
}

/** Whether two of the edits change the same characters. */
export function conflict(edits: readonly TextEdit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some((edit, i) => {
    const next = sorted[i + 1];
    return next !== undefined && overlaps(edit.span, next.span);
  });
}

/** Applies edits that do not conflict; spans refer to the text before any of them. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { span, newText } of inOrder(edits)) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** The edits that, applied to the result of `applyEdits(text, edits)`, give `text` back. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let moved = 0;
  return inOrder(edits).map(({ span, newText }) => {
    const start = span.start + moved;
    moved += newText.length - (span.end - span.start);
    return { span: { start, end: start + newText.length }, newText: text.slice(span.start, span.end) };
  });
}
