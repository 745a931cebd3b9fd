// The word at a place, and the function it means.
import type { FunctionEffects } from "../core/analyze.ts";
import type { Span } from "../core/text/span.ts";
import type { View } from "./view.ts";

/** The texts of an analysed project; a project is one. */
export interface Texts {
  readonly paths: readonly string[];
  text(path: string): string;
}

/** A place in an analysed file. */
export interface Spot {
  readonly view: View;
  readonly texts: Texts;
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

/** The function the word names: one of this file before one that another file lets others call. */
export function functionNamedAt(spot: Spot): FunctionEffects | undefined {
  const word = wordAt(spot);
  if (word === undefined) return undefined;
  return spot.view.functionNamed(word.text, spot.path) ?? functionElsewhere(spot, word.text);
}

/** Where two files define it for others, nobody knows which one is meant. */
function functionElsewhere({ view, texts, path }: Spot, name: string): FunctionEffects | undefined {
  const definition = new RegExp(`(?:^|[\\s*])${name}\\s*\\([^;{}]*\\)\\s*\\{`);
  // What a file's functions do is worth working out only where the text shows that one of them is meant.
  const found = texts.paths
    .filter((other) => other !== path && texts.text(other).includes(name) && definition.test(texts.text(other)))
    .flatMap((other) => view.functionNamed(name, other) ?? [])
    .filter((effects) => !isStatic(texts.text(effects.path), effects));
  return found.length === 1 ? found[0] : undefined;
}

function isStatic(text: string, { span, nameSpan }: FunctionEffects): boolean {
  return /\bstatic\b/.test(text.slice(span.start, nameSpan.start));
}

function isPart(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
