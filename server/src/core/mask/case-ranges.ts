// GNU's `case 1 ... 5:`, which the grammars do not know.
import type { Token } from "./scanner.ts";

/** Where the `...` of case labels stand. */
export function caseRanges(text: string, tokens: readonly Token[], words: readonly string[]): readonly number[] {
  const found: number[] = [];
  if (!text.includes("...")) return found;
  for (let i = words.indexOf("case"); i >= 0; i = words.indexOf("case", i + 1))
    for (let at = i + 1; at < tokens.length && !endsLabel(words, at); at++) {
      const start = tokens[at]?.start ?? 0;
      if (!text.startsWith("...", start)) continue;
      found.push(start);
      break;
    }
  return found;
}

/** A colon that is no part of `::`. */
function endsLabel(words: readonly string[], at: number): boolean {
  const word = words[at] ?? "";
  return /^[;{}]$/.test(word) || (word === ":" && words[at - 1] !== ":" && words[at + 1] !== ":");
}
