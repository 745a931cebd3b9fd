// Which bracket closes which.
import { Kind, type Token } from "./scanner.ts";

/** The index of the parenthesis that closes the one at `open`; the last word where it is missing. */
export function closing(words: readonly string[], open: number): number {
  let depth = 0;
  for (let i = open; i < words.length; i++) {
    if (words[i] === "(") depth++;
    else if (words[i] === ")" && --depth === 0) return i;
  }
  return words.length - 1;
}

/** For each opening bracket among tokens the index of its closing one; -1 elsewhere and where it is missing. */
export function partners(text: string, tokens: readonly Token[]): Int32Array {
  const result = new Int32Array(tokens.length).fill(-1);
  const stack: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== Kind.punctuation) return;
    const c = text.charCodeAt(token.start);
    if (c === 40 || c === 91 || c === 123) stack.push(i);
    else if (c === 41 || c === 93 || c === 125) {
      const wanted = c === 41 ? 40 : c - 2;
      const at = stack.findLastIndex((open) => text.charCodeAt(tokens[open]?.start ?? 0) === wanted);
      if (at < 0) return;
      result[stack[at] ?? 0] = i;
      stack.length = at;
    }
  });
  return result;
}
