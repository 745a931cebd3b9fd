// What the grammar of C++ cannot read although compilers can, rewritten to the same length.
import type { Body } from "./body.ts";
import { flatten, rewriteArguments } from "./macro-arguments.ts";
import { Kind } from "./scanner.ts";
import { CPLUSPLUS_KEYWORDS } from "./vocabulary.ts";

export function rewriteCplusplus(code: Body): void {
  const { tokens, words } = code;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    const word = words[i];
    if (word === "delete" && words[i + 1] === "[" && words[i + 2] === "]") code.blankTokens(i + 1, i + 2);
    else if (word === "new" && words[i - 1] !== "operator") newExpression(code, i);
    else if (word === "&") reference(code, i);
    // `long(x)`: the grammar takes words of one type only for a function.
    else if (SIZED.test(word ?? "") && words[i + 1] === "(" && !SIZED.test(words[i - 1] ?? ""))
      code.letters.put(token.start, "int".padEnd(token.end - token.start));
    else if (word === "__try" || word === "__finally" || word === "FAR") code.letters.blank(token.start, token.end);
    else if (word === "__except") {
      code.letters.blank(token.start, token.end);
      code.letters.put(token.start, "if");
    } else if (word === "operator") operatorName(code, i);
    else if (word === "*") memberPointer(code, i);
    else if (word === "~") destructorCall(code, i);
    else if (word === "(") assignedFirst(code, i);
    else if (word === "decltype") madeAs(code, i);
    else if (TYPED.has(word ?? "") && words[i + 1] === "(") rewriteArguments(code, i + 1, code.closing(i + 1));
    else if (word === "," && COMPARISON.test(words[i + 1] ?? "")) comparison(code, i + 1);
    else if (token.kind === Kind.identifier && tokens[i - 1]?.kind === Kind.string) stringMacro(code, i);
  }
}

const SIZED = /^(?:long|short|signed|unsigned)$/;
const COMPARISON = /^[<>=!]$/;
/** What takes a type among its arguments. */
const TYPED: ReadonlySet<string> = new Set(["va_arg", "typeid"]);

/** `a->operator[](i)` and `::operator new(n)` call something with one name. */
function operatorName(code: Body, at: number): void {
  const { words } = code;
  if (!/(?:->|\.|::)$/.test(`${words[at - 2] ?? ""}${words[at - 1] ?? ""}`)) return;
  let last = at + 1;
  if (words[last] === "(" && words[last + 1] === ")") last++;
  else while (last < words.length && words[last] !== "(" && !/^[;,{}]$/.test(words[last] ?? ";")) last++;
  if (words[last] === "(") last--;
  if (words[last + 1] !== "(") return;
  const isGlobal = words[at - 1] === ":" && !/[\w>]$/.test(words[at - 3] ?? "");
  if (isGlobal) code.blankTokens(at - 2, at - 1);
  flatten(code, code.start(at), code.end(last));
}

/** Given to a macro, as in `timercmp(&a, &b, >=)`. */
function comparison(code: Body, at: number): void {
  const last = code.words[at + 1] === "=" ? at + 1 : at;
  if (code.words[last + 1] !== ")") return;
  code.blankTokens(at, last);
  code.letters.put(code.start(at), "0");
}

/** `(object->*method)(x)`: which function is called is in a variable, as `(object + method)(x)` says too. */
function memberPointer(code: Body, at: number): void {
  const before = code.original.slice(code.start(at) - 2, code.start(at));
  if (before === "::") memberCast(code, at);
  else if (before === "->" || (before.endsWith(".") && code.words[at - 1] === ".")) {
    code.letters.blank(code.start(at - (before === "->" ? 2 : 1)), code.end(at));
    code.letters.put(code.start(at), "+");
  }
}

/** The cast in `(int (Class::*)(char) const) & Class::method`. */
function memberCast(code: Body, at: number): void {
  const { words } = code;
  if (words[at + 1] !== ")") return;
  const params = words[at + 2] === "(" ? code.closing(at + 2) : -1;
  if (params < 0) return;
  let close = params + 1;
  while (/^(?:const|volatile|noexcept|&)$/.test(words[close] ?? "")) close++;
  if (/^[>,]$/.test(words[close] ?? "")) typeArgument(code, at, close - 1);
  if (words[close] !== ")") return;
  for (let open = at - 1; open >= 0 && !/^[;{}]$/.test(words[open] ?? ""); open--)
    if (code.closing(open) === close) {
      code.blankTokens(open, close);
      return;
    }
}

/** `std::string (Class::*)() const` among the arguments of a template: the result's type stands for it. */
function typeArgument(code: Body, at: number, last: number): void {
  let open = at - 1;
  while (/^[\w:]+$/.test(code.words[open] ?? "")) open--;
  if (code.words[open] === "(" && /\w$/.test(code.words[open - 1] ?? "")) code.blankTokens(open, last);
}

/** `object.~Name<T>()`. */
function destructorCall(code: Body, at: number): void {
  const { words } = code;
  if (!/^[.>]$/.test(words[at - 1] ?? "") || words[at + 2] !== "<") return;
  let depth = 0;
  for (let i = at + 2; i < words.length && !/^[;{}]$/.test(words[i] ?? ";"); i++) {
    if (words[i] === "<") depth++;
    else if (words[i] === ">" && --depth === 0) {
      code.blankTokens(at + 2, i);
      return;
    }
  }
}

/** `(arg("x") = 0, arg("y"))` as an argument: the grammar takes what stands before the comma for a declaration. */
function assignedFirst(code: Body, at: number): void {
  const { words } = code;
  if (!/^[(,]$/.test(words[at - 1] ?? "")) return;
  let open = at + 1;
  while (/^[\w:.>-]+$/.test(words[open] ?? "")) open++;
  const sign = words[open] === "(" && open > at + 1 ? code.closing(open) + 1 : 0;
  if (sign > 0 && words[sign] === "=" && words[sign + 1] !== "=") code.letters.put(code.start(sign), ",");
}

/** `data = decltype(data)(new T)`. */
function madeAs(code: Body, at: number): void {
  const close = code.words[at + 1] === "(" ? code.closing(at + 1) : -1;
  if (close > 0 && code.words[close + 1] === "(" && /^(?:[=(,]|return)$/.test(code.words[at - 1] ?? ""))
    code.blankTokens(at, close);
}

/** `new T *[n]`, `new const T[n]` and `new (T)`. */
function newExpression(code: Body, at: number): void {
  const { words } = code;
  const close = words[at + 1] === "(" ? (code.close[at + 1] ?? -1) : -1;
  if (close > 0 && /^[;,)]$/.test(words[close + 1] ?? "")) {
    code.blankTokens(at + 1, at + 1);
    code.blankTokens(close, close);
  }
  let i = at + 1;
  if (words[i] === "const") code.blankTokens(i, i);
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
  // Where the parts have been made one name, this is one of its letters.
  if (code.letters.at(code.start(at - 1)) !== code.original[code.start(at - 1)]) return;
  // `"a"s` is a string of another type.
  if (close >= at && code.end(at - 1) < code.start(at) && !CPLUSPLUS_KEYWORDS.has(code.words[at] ?? ""))
    code.blankTokens(at, close);
}
