// What the words before a brace or a semicolon at file scope declare.

import { type Span, span } from "../text/span.ts";
import { closing } from "./brackets.ts";
import type { HeaderToken, OpenScope } from "./index-state.ts";

export interface DeclaredVariable {
  readonly name: string;
  readonly type: string;
  readonly isStatic: boolean;
  readonly isArray: boolean;
}

export type Header =
  | {
      readonly kind: "function";
      readonly name: string;
      readonly nameSpan: Span;
      readonly params: Span;
      readonly isStatic: boolean;
      readonly returns: string;
      /** C++: what stands before the name, as `ns::A` in `ns::A::f`. */
      readonly qualifier?: string;
      /** C++: offset of the colon before the member initialisers. */
      readonly initialisers?: number;
      readonly isNoexcept?: boolean;
    }
  | { readonly kind: "initialiser"; readonly variables: readonly DeclaredVariable[] }
  | { readonly kind: "variables"; readonly variables: readonly DeclaredVariable[] }
  /** `extern "C" {` and `namespace n {`: what they hold is at file scope. */
  | { readonly kind: "transparent"; readonly scope?: Pick<OpenScope, "kind" | "name" | "bases"> }
  /** C++: braces that belong to the declaration, as in `T x{1};`. */
  | { readonly kind: "inner" }
  | { readonly kind: "other" };

const OTHER: Header = { kind: "other" };
const ATTRIBUTE =
  /^(?:__attribute__|__attribute|__declspec|Py_GCC_ATTRIBUTE|_Py_NO_SANITIZE\w*|__asm__|asm|throw|noexcept|alignas|_Alignas|__nonnull|Py_DEPRECATED)$/;
const TYPE_WORD = /^(?:struct|union|enum|class)$/;

/** Reads the tokens before a `{` (`brace`) or a `;` (`declaration`). */
export function readHeader(text: string, tokens: readonly HeaderToken[], before: "brace" | "declaration"): Header {
  const words = tokens.map(({ start, end }) => text.slice(start, end));
  if (words.length === 0) return OTHER;
  if (before === "brace") {
    if (words.length === 2 && words[0] === "extern" && words[1]?.startsWith('"')) return { kind: "transparent" };
    if (words.includes("namespace") && !words.includes("(")) return { kind: "transparent" };
    if (topLevel(words, "=") >= 0 && !endsLikeFunction(words))
      return { kind: "initialiser", variables: variablesOf(words) };
    return functionOf(text, tokens, words);
  }
  if (words[0] === "typedef" || words[0] === "using" || words[0] === "template") return OTHER;
  return { kind: "variables", variables: variablesOf(words) };
}

/** `static T x = static int f(void)`: half-typed code before a function. A compound literal has no name before its `(`. */
function endsLikeFunction(words: readonly string[]): boolean {
  if (words.at(-1) !== ")") return false;
  let depth = 0;
  for (let i = words.length - 1; i > 0; i--) {
    if (words[i] === ")") depth++;
    else if (words[i] === "(" && --depth === 0)
      return /^(?!sizeof$)[A-Za-z_]\w*$/.test(words[i - 1] ?? "") && /^[A-Za-z_*]/.test(words[i - 2] ?? "");
  }
  return false;
}

/** The last `name(…)` before the brace that is not an attribute is the declarator. */
function functionOf(text: string, tokens: readonly HeaderToken[], words: readonly string[]): Header {
  // A macro without a semicolon before a type: `MACRO(x) struct s {`.
  if (words.slice(-2).some((word) => TYPE_WORD.test(word))) return OTHER;
  let found: { name: number; open: number; close: number } | null = null;
  for (let i = 0; i < words.length; i++) {
    // `void (*name(int n))(int)`: the declarator is inside.
    if (words[i] !== "(" || words[i + 1] === "*") continue;
    const close = closing(words, i);
    const before = words[i - 1] ?? "";
    const named =
      /^[A-Za-z_$\u0080-\uffff]/.test(before) && !ATTRIBUTE.test(before) && before !== "if" && before !== "while";
    if (named && !(found !== null && isTrailing(words, found.close, i))) found = { name: i - 1, open: i, close };
    i = close;
  }
  if (found === null) return OTHER;
  const name = tokens[found.name];
  const open = tokens[found.open];
  const close = tokens[Math.min(found.close, tokens.length - 1)];
  if (name === undefined || open === undefined || close === undefined) return OTHER;
  if (found.name === 0 && TYPE_WORD.test(words[0] ?? "")) return OTHER;
  const returns = words.slice(0, found.name);
  // `NAME(x)(…)`: a name pasted together by a macro; it cannot be linked, but its body can be read.
  return {
    kind: "function",
    name: text.slice(name.start, name.end),
    nameSpan: span(name.start, name.end),
    params: span(open.end, Math.max(open.end, close.start)),
    isStatic:
      returns.includes("static") ||
      returns.some((word) => /^(?:Py_LOCAL|Py_LOCAL_INLINE|NPY_NO_EXPORT_STATIC)$/.test(word)),
    returns: returns.join(" "),
  };
}

/** A macro with arguments after the parameter list, directly before the brace (`f(void) FOO(x) {`), is no declarator. */
function isTrailing(words: readonly string[], close: number, open: number): boolean {
  return close === open - 2 && /^[A-Z_0-9]+$/.test(words[open - 1] ?? "") && closing(words, open) === words.length - 1;
}

function topLevel(words: readonly string[], word: string): number {
  let depth = 0;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "(") depth++;
    else if (words[i] === ")") depth--;
    else if (depth === 0 && words[i] === word) return i;
  }
  return -1;
}

/** The variables of `static int a, *b[3] = …`; nothing for prototypes and macro invocations. */
export function variablesOf(words: readonly string[]): DeclaredVariable[] {
  const declarators = splitDeclarators(words);
  const first = declarators[0];
  if (first === undefined) return [];
  const base: string[] = [];
  const result: DeclaredVariable[] = [];
  for (const [index, declarator] of declarators.entries()) {
    const { name, at, isArray } = nameOf(declarator);
    if (name === null) return result;
    if (index === 0) {
      base.push(...declarator.slice(0, at));
      if (base.length === 0 || base[0] === "return" || base[0] === "goto" || base[0] === "PyMODINIT_FUNC") return [];
    }
    // A star belongs to its declarator, not to the type they share.
    const words =
      index === 0
        ? base
        : [...base.slice(0, base.findLastIndex((word) => word !== "*") + 1), ...declarator.slice(0, at)];
    result.push({ name, type: words.join(" "), isStatic: base.includes("static"), isArray });
  }
  return result;
}

function splitDeclarators(words: readonly string[]): string[][] {
  const result: string[][] = [[]];
  let depth = 0;
  let value = false;
  for (const word of words) {
    if (word === "(" || word === "[") depth++;
    else if (word === ")" || word === "]") depth--;
    if (depth === 0 && word === ",") {
      result.push([]);
      value = false;
      continue;
    }
    if (depth === 0 && word === "=") value = true;
    if (!value) result.at(-1)?.push(word);
  }
  return result;
}

function nameOf(declarator: readonly string[]): { name: string | null; at: number; isArray: boolean } {
  const none = { name: null, at: 0, isArray: false };
  const bracket = declarator.indexOf("[");
  const end = bracket < 0 ? declarator.length : bracket;
  const paren = declarator.indexOf("(");
  if (paren >= 0 && paren < end) {
    // `int (*name)(…)` is a variable; `int name(…)` and `MACRO(…)` are not.
    const close = closing(declarator, paren);
    if (paren === 0 || !declarator.slice(paren + 1, close).includes("*") || declarator[close + 1] !== "(") return none;
    const inner = declarator.slice(paren + 1, close).findLastIndex((word) => /^[A-Za-z_]/.test(word));
    const at = paren + 1 + inner;
    return inner < 0 ? none : { name: declarator[at] ?? null, at, isArray: false };
  }
  for (let at = end - 1; at >= 0; at--) {
    const word = declarator[at] ?? "";
    if (/^[A-Za-z_]/.test(word)) return { name: word, at, isArray: bracket >= 0 };
    if (/^\d/.test(word) || word === ":") return none;
  }
  return none;
}
