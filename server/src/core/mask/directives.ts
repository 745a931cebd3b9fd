// Lines of the preprocessor between two offsets.
import { type Span, span } from "../text/span.ts";
import { endOfComment, endOfDirective, endOfQuoted, endOfRawString } from "./scanner.ts";

export interface Directive extends Span {
  /** `include`, `if`, … */
  readonly word: string;
  /** How many `#if` are open behind it, counted from where the search began. */
  readonly depth: number;
}

/** What may begin a directive, or something in which `#` means nothing. */
const INTERESTING = /[#"']|\/[*/]/g;

export function directivesIn(text: string, start: number, end: number): Directive[] {
  const found: Directive[] = [];
  let depth = 0;
  for (let at = start; at < end; ) {
    INTERESTING.lastIndex = at;
    const next = INTERESTING.exec(text);
    if (next === null || next.index >= end) break;
    const { index } = next;
    if (next[0] === "#") {
      if (!startsLine(text, index, start)) {
        at = index + 1;
        continue;
      }
      at = endOfDirective(text, index, end);
      const word = /^#\s*(\w+)/.exec(text.slice(index, Math.min(at, index + 40)))?.[1] ?? "";
      if (word.startsWith("if")) depth++;
      else if (word === "endif") depth--;
      found.push({ ...span(index, at), word, depth });
    } else if (next[0] === "'" || next[0] === '"') {
      const raw = next[0] === '"' && /(?:^|\W)(?:u8|u|U|L)?R$/.test(text.slice(Math.max(start, index - 4), index));
      at = raw ? endOfRawString(text, index, end) : endOfQuoted(text, index, end);
    } else at = endOfComment(text, index, end);
  }
  return found;
}

export function conditionalDepth(text: string, start: number, end: number): number {
  return directivesIn(text, start, end).at(-1)?.depth ?? 0;
}

/** Only white space and comments stand before it on its line. */
function startsLine(text: string, at: number, start: number): boolean {
  let from = at;
  while (from > start && !/[\n\r]/.test(text.charAt(from - 1))) from--;
  return /^(?:\s|\/\*[\s\S]*?\*\/)*$/.test(text.slice(from, at));
}
