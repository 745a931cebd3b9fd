// The parameters of a function, read from the text between its parentheses.
import { Kind, tokenize } from "../mask/scanner.ts";

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

export function parametersOf(text: string): Parameter[] {
  const tokens = tokenize(text).filter((token) => token.kind !== Kind.directive);
  const result: Parameter[] = [];
  let words: string[] = [];
  let depth = 0;
  const finish = (): void => {
    const parameter = parameterOf(words);
    if (parameter !== null) result.push(parameter);
    words = [];
  };
  for (const { start, end } of tokens) {
    const word = text.slice(start, end);
    if (word === "(" || word === "[") depth++;
    else if (word === ")" || word === "]") depth--;
    if (word === "," && depth === 0) finish();
    else words.push(word);
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
  let at = star >= 0 ? star + 2 : end - 1;
  while (at > 0 && star < 0 && !isName(words[at])) at--;
  const name = words[at];
  if (!isName(name)) return null;
  const suffix = bracket < 0 ? "" : "*";
  return { name, type: `${words.slice(0, at).join(" ")}${suffix}${star >= 0 ? " (*)()" : ""}`.trim() };
}
