// What a fix adds to a file outside of functions: an include, a mutex, an entry of a list.
import { type FunctionExtent, type IndexedFile, isConditional, type StaticVariable } from "../mask/file-index.ts";
import { tokenize } from "../mask/scanner.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";
import { endOfLineText, lineEndAt } from "./layout.ts";
import { insertion } from "./surround.ts";

/** A kind of mutex that needs no more than a declaration. */
export interface MutexKind {
  readonly type: string;
  /** What follows the name in the declaration. */
  readonly initializer: string;
  /** Without the brackets; null where the file has it anyway. */
  readonly header: string | null;
}

export interface Mutex {
  readonly name: string;
  /** What brings it, where the file has none. */
  readonly edits: readonly TextEdit[];
}

/** The file's own mutex, if it has one above `before`, or a new one behind its includes; null where there is no place for it. */
export function mutexFor(file: IndexedFile, before: number, words: string, kind: MutexKind): Mutex | null {
  const { text, index } = file;
  const { type, initializer, header } = kind;
  const known = index.variables.filter((one) => one.span.end <= before && isMutexOf(kind, one, text));
  const [only] = known;
  if (known.length === 1 && only !== undefined && !isConditional(index, only.span.start))
    return { name: only.name, edits: [] };
  // Where the function is not there, a mutex of its own would be an unused variable.
  if (isConditional(index, before)) return null;
  const includes = index.includeLines
    .filter(({ end }) => end <= before)
    .map(({ start, end }) => ({ line: text.slice(start, end), end: endOfLineText(text, end) }));
  const place = includes.at(-1)?.end;
  if (place === undefined) return null;
  const eol = lineEndAt(text, place);
  const name = freshIn(text, inStyleOf(file, words));
  const declaration = `${eol}${eol}static ${type} ${name}${initializer};`;
  if (header === null || includes.some(({ line }) => line.includes(`<${header}>`)))
    return { name, edits: [insertion(place, declaration)] };
  const system = includes.findLast(({ line }) => line.includes("<"))?.end ?? place;
  const include = `${eol}#include <${header}>`;
  const edits =
    system === place
      ? [insertion(place, include + declaration)]
      : [insertion(system, include), insertion(place, declaration)];
  return { name, edits };
}

/** Why a function's file has no place for a new mutex, as a sentence; null where it has one. */
export function whyNoMutex(
  { index }: IndexedFile,
  { name, span }: Pick<FunctionExtent, "name" | "span">,
): string | null {
  if (isConditional(index, span.start))
    return `An #if decides whether ${name} is there: a mutex for it would have to be under that as well.`;
  if (!index.includeLines.some(({ end }) => end <= span.start))
    return `Nothing is included above ${name}: what declares mutexes would have to be.`;
  return null;
}

/** Declared alone, with the initializer of its kind; one that is made when the module is may have none. */
function isMutexOf({ type, initializer }: MutexKind, variable: StaticVariable, text: string): boolean {
  if (variable.type !== `static ${type}`) return false;
  const written = initializer.replace(/ /g, "\\s*");
  const value = initializer === " = NULL" ? `(?:${written})?` : written;
  return new RegExp(`\\b${variable.name}${value}\\s*;?$`).test(text.slice(variable.span.start, variable.span.end));
}

/** `state_lock` as the file writes the names of its static variables: `stateLock`, `g_state_lock`. */
function inStyleOf({ index }: IndexedFile, words: string): string {
  const names = index.variables.filter(({ isStatic }) => isStatic).map(({ name }) => name);
  const most = (pattern: RegExp): boolean => names.filter((name) => pattern.test(name)).length * 2 > names.length;
  const [prefix = ""] = ["g_", "s_", "_"].filter((one) => most(new RegExp(`^${one}[A-Za-z]`)));
  const bare = names.map((name) => name.slice(name.startsWith(prefix) ? prefix.length : 0));
  const joined = bare.filter((name) => /[a-z][A-Z]/.test(name) && !name.includes("_")).length;
  const split = bare.filter((name) => /[a-z]_[a-z]/.test(name)).length;
  return prefix + (joined > split ? words.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) : words);
}

/** The brace of the last entry of a list, if it is the one that ends it. */
export function terminator(text: string, table: Span): number | null {
  const tokens = tokenize(text, table.start, table.end);
  const word = (i: number): string => text.slice(tokens[i]?.start, tokens[i]?.end);
  const last = tokens.findLastIndex((_, i) => word(i) === "{");
  return last > 0 && /^(?:0|NULL)$/.test(word(last + 1)) ? (tokens[last]?.start ?? null) : null;
}

function freshIn(text: string, name: string): string {
  let fresh = name;
  for (let n = 2; new RegExp(`\\b${fresh}\\b`).test(text); n++) fresh = `${name}${n}`;
  return fresh;
}
