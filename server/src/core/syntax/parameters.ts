// The parameters of a function, read from the text between its parentheses.

import { Kind, tokenize } from "../mask/scanner.ts";
import type { Language } from "../text/language.ts";

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

export function parametersOf(text: string, language: Language = "c"): Parameter[] {
  const tokens = tokenize(text).filter((token) => token.kind !== Kind.directive);
  const result: Parameter[] = [];
  let words: string[] = [];
  let depth = 0;
  let hasDefault = false;
  const isCplusplus = language === "cpp";
  const finish = (): void => {
    hasDefault = false;
    const parameter = parameterOf(words);
    if (parameter !== null) result.push(parameter);
    words = [];
  };
  for (const { start, end } of tokens) {
    const word = text.slice(start, end);
    if (word === "(" || word === "[" || (isCplusplus && /^[<{]$/.test(word))) depth++;
    else if (word === ")" || word === "]" || (isCplusplus && /^[>}]$/.test(word))) depth--;
    if (word === "," && depth === 0) finish();
    else if (isCplusplus && word === "=" && depth === 0) hasDefault = true;
    else if (!hasDefault) words.push(word);
  }
  finish();
  return result;
}

function parameterOf(words: readonly string[]): Parameter | null {
  if (words.length === 0 || (words.length === 1 && words[0] === "void")) return null;
  const isName = (word: string | undefined): word is string => word !== undefined && /^[A-Za-z_]\w*$/.test(word);
  // `int (*name)(void)`, else the last name before any `[`; `Py_UNUSED(name)` names it in its argument.
  const star = words.findIndex((word, i) => word === "(" && words[i + 1] === "*");
  const bracket = words.indexOf("[");
  const end = bracket < 0 ? words.length : bracket;
  const called = star >= 0 ? -1 : functionAt(words);
  if (called >= 0) return { name: words[called] ?? "", type: `${words.slice(0, called).join(" ")} (*)()` };
  let at = star >= 0 ? star + 2 : end - 1;
  while (at > 0 && star < 0 && !isName(words[at])) at--;
  const name = words[at];
  if (!isName(name)) return null;
  const suffix = bracket < 0 ? "" : "*";
  const type = words
    .slice(0, at)
    .join(" ")
    .replace(/ ?: : ?/g, "::")
    .replace(/ ?([<>]) ?/g, "$1");
  return { name, type: `${type}${suffix}${star >= 0 ? " (*)()" : ""}`.trim() };
}

/** Where the name of a parameter declared as a function stands, as in `int compare(const void *, int n)`; -1 for other parameters. */
function functionAt(words: readonly string[]): number {
  const open = words.indexOf("(");
  const before = words[open - 1];
  if (open < 2 || before === undefined || !/^[A-Za-z_]\w*$/.test(before)) return -1;
  const inside = words.slice(open + 1, words.indexOf(")", open));
  // One name alone is a macro's argument, `Py_UNUSED(self)`, unless it is a type's.
  const isMacro =
    inside.length === 1 && !/^(?:void|int|char|long|short|float|double|size_t|unsigned)$/.test(inside[0] ?? "");
  return isMacro || inside.length === 0 || words.indexOf(")", open) !== words.length - 1 ? -1 : open - 1;
}
