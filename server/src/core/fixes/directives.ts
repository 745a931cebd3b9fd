// Lines of the preprocessor between two offsets.
import { Kind, tokenize } from "../mask/scanner.ts";
import { type Span, span } from "../text/span.ts";

export interface Directive extends Span {
  /** `include`, `if`, … */
  readonly word: string;
  /** How many `#if` are open behind it, counted from where the search began. */
  readonly depth: number;
}

export function directivesIn(text: string, start: number, end: number): Directive[] {
  let depth = 0;
  return tokenize(text, start, end)
    .filter(({ kind }) => kind === Kind.directive)
    .map((token) => {
      const word = /^#\s*(\w+)/.exec(text.slice(token.start, token.end))?.[1] ?? "";
      if (word.startsWith("if")) depth++;
      else if (word === "endif") depth--;
      return { ...span(token.start, token.end), word, depth };
    });
}

export function conditionalDepth(text: string, start: number, end: number): number {
  return directivesIn(text, start, end).at(-1)?.depth ?? 0;
}
