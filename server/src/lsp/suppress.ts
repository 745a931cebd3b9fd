// Where a suppression comment goes, so that the code stays what it was for the compiler and for the reader.
import type { LineIndex } from "../core/text/line-index.ts";

/** An insertion at `offset`, in two halves: the reason stands between them. */
export interface Suppression {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** For a finding that begins at `offset`: a line of its own above; behind the code where the line continues a macro. */
export function suppression(text: string, lines: LineIndex, offset: number, rule: string): Suppression {
  const { line } = lines.positionAt(offset);
  const start = lines.lineStart(line);
  const code = /[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  const comment = `/* gilint: ignore[${rule}] `;
  if (/\\(?:\r\n|\r|\n)$/.test(text.slice(0, start))) {
    const kept = code.replace(/\s*\\?$/, "");
    return { offset: start + kept.length, before: ` ${comment}`, after: " */" };
  }
  const indent = /^[ \t]*/.exec(code)?.[0] ?? "";
  return { offset: start, before: indent + comment, after: ` */${lineBreak(text)}` };
}

/** As the file has them. */
function lineBreak(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
}
