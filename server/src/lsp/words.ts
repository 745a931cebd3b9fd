// The word at a place, and the function it means.
import type { FunctionEffects } from "../core/analyze.ts";
import type { Span } from "../core/text/span.ts";
import type { View } from "./view.ts";

/** A place in an analysed file. */
export interface Spot {
  readonly view: View;
  readonly path: string;
  readonly text: string;
  readonly offset: number;
}

export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** The identifier an offset is in or at the end of. */
export function wordAt({ text, offset }: Pick<Spot, "text" | "offset">): Word | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && isPart(text.charCodeAt(start - 1))) start--;
  while (end < text.length && isPart(text.charCodeAt(end))) end++;
  const word = text.slice(start, end);
  return /^[A-Za-z_]/.test(word) ? { text: word, span: { start, end } } : undefined;
}

/** The function the word names, else the one the offset is in. */
export function functionMeantAt(spot: Spot): FunctionEffects | undefined {
  return functionNamedAt(spot) ?? spot.view.functionAt(spot.path, spot.offset);
}

/** The function the word names: one of this file before one of another. */
export function functionNamedAt(spot: Spot): FunctionEffects | undefined {
  const word = wordAt(spot);
  return word && spot.view.functionNamed(word.text, spot.path);
}

function isPart(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
