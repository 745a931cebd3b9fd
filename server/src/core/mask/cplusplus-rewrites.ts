// What the grammar of C++ cannot read although compilers can, rewritten to the same length.
import type { Body } from "./body.ts";
import { Kind } from "./scanner.ts";

export function rewriteCplusplus(code: Body): void {
  const { tokens, words } = code;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    const word = words[i];
    if (word === "delete" && words[i + 1] === "[" && words[i + 2] === "]") code.blankTokens(i + 1, i + 2);
    else if (word === "new") newExpression(code, i);
    else if (word === "&") reference(code, i);
    // `long(x)`: the grammar takes words of one type only for a function.
    else if (SIZED.test(word ?? "") && words[i + 1] === "(" && !SIZED.test(words[i - 1] ?? ""))
      code.letters.put(token.start, "int".padEnd(token.end - token.start));
    else if (word === "__try" || word === "__finally" || word === "FAR") code.letters.blank(token.start, token.end);
    else if (word === "__except") {
      code.letters.blank(token.start, token.end);
      code.letters.put(token.start, "if");
    } else if (token.kind === Kind.identifier && tokens[i - 1]?.kind === Kind.string) stringMacro(code, i);
  }
}

const SIZED = /^(?:long|short|signed|unsigned)$/;

/** `new T *[n]` and `new (T)`. */
function newExpression(code: Body, at: number): void {
  const { words } = code;
  const close = words[at + 1] === "(" ? (code.close[at + 1] ?? -1) : -1;
  if (close > 0 && /^[;,)]$/.test(words[close + 1] ?? "")) {
    code.blankTokens(at + 1, at + 1);
    code.blankTokens(close, close);
  }
  let i = at + 1;
  while (/^(?:[\w:]+)$/.test(words[i] ?? "")) i++;
  const first = i;
  while (words[i] === "*") i++;
  if (i > first && words[i] === "[") code.blankTokens(first, i - 1);
}

/** `const T& x(y.z());` becomes `const T& x=y.z() ;`. */
function reference(code: Body, at: number): void {
  const { tokens, words } = code;
  const open = at + 2;
  const close = words[open] === "(" ? (code.close[open] ?? -1) : -1;
  if (close < 0 || words[close + 1] !== ";" || tokens[at + 1]?.kind !== Kind.identifier) return;
  let i = at - 1;
  while (/^(?:[\w:<>,]+)$/.test(words[i] ?? "")) i--;
  if (i === at - 1 || !/^[;{}]$/.test(words[i] ?? ";")) return;
  code.letters.put(tokens[open]?.start ?? 0, "=");
  code.blankTokens(close, close);
}

/** `"a" NAME(b) "c"`: a macro among the parts of a string. */
function stringMacro(code: Body, at: number): void {
  const close = code.words[at + 1] === "(" ? (code.close[at + 1] ?? -1) : at;
  if (close >= at && /^[A-Z_][A-Z0-9_]*$/.test(code.words[at] ?? "")) code.blankTokens(at, close);
}
