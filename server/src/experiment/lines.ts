// Judges printed lines: by their grammar, and by how often each legal line came, since two lines that run together
// leave a blank one that looks legal.
import type { LineKind, Lines } from "./result.ts";

/** What a thread is asked to print: the words 0, 1, … below `words`, each followed by a blank. */
export function askedLine(words: number): string {
  let line = "";
  for (let word = 0; word < words; word++) line += `${word} `;
  return line;
}

/** `asked[n]` is how many of the threads that printed `output` together were asked for a line of `n` words. */
export function judgeLines(output: string, asked: readonly number[]): Lines {
  const due = new Map(asked.map((threads, words) => [askedLine(words), threads]));
  const examples = new Map<LineKind, string>();
  let malformed = 0;
  const lines = splitLines(output);
  for (const line of lines) {
    const left = due.get(line);
    if (left !== undefined && left > 0) {
      due.set(line, left - 1);
      continue;
    }
    malformed++;
    const kind = left === undefined ? kindOf(line) : "surplus";
    if (!examples.has(kind)) examples.set(kind, line);
  }
  const lost = [...due.values()].reduce((sum, left) => sum + left, 0);
  return {
    asked: asked.reduce((sum, threads) => sum + threads, 0),
    printed: lines.length,
    malformed,
    lost,
    examples: [...examples].map(([kind, line]) => ({ kind, line })),
  };
}

function splitLines(output: string): string[] {
  const lines = output.replaceAll("\r\n", "\n").split("\n");
  // What follows the last line end is a line only if something is there.
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function kindOf(line: string): LineKind {
  // A line begins with 0 and has no other.
  if (line.split("0").length > 2) return "merged";
  return line.startsWith("0 ") ? "scrambled" : "torn";
}
