// The declarations of C++ at the lexical level: what the words before a brace or a semicolon declare.

import { withoutTemplates } from "../text/names.ts";
import { span } from "../text/span.ts";
import { closing } from "./brackets.ts";
import { type Unit, unitsOf } from "./cplusplus-units.ts";
import { type Header, readHeader, variablesOf } from "./declarations.ts";
import type { HeaderToken } from "./index-state.ts";
import { inIdentifier, isSpace, Kind, tokenize } from "./scanner.ts";

/** Words that may stand between the parameter list and the body. */
const TRAILING =
  /^(?:const|volatile|noexcept|override|final|throw|try|mutable|requires|&|->|:|__attribute__|[A-Z_][A-Z0-9_]*)$/;
const NO_NAME =
  /^(?:if|while|for|switch|catch|return|sizeof|alignas|decltype|noexcept|throw|requires|__attribute__|__declspec|new|delete|explicit|static_assert|defined)$/;
const CLASS_KEY = /^(?:class|struct|union)$/;

/** Reads the tokens before a `{` (`brace`) or a `;` (`declaration`); `parens` are open there. */
export function readCplusplusHeader(
  text: string,
  tokens: readonly HeaderToken[],
  before: "brace" | "declaration",
  parens: number,
): Header {
  if (tokens.length === 0) return { kind: "other" };
  if (before === "brace" && parens > 0) return { kind: "inner" };
  if (before === "brace" && goesOnInitialising(text, tokens)) return { kind: "inner" };
  const units = unitsOf(text, tokens);
  const words = units.map((unit) => unit.text);
  if (before === "declaration") {
    if (/^(?:typedef|using|friend|static_assert|enum|namespace)$/.test(words[0] ?? "")) return { kind: "other" };
    if (CLASS_KEY.test(words[0] ?? "") && words.length < 3) return { kind: "other" };
    return { kind: "variables", variables: variablesOf(withoutBraces(words)) };
  }
  if (words.length === 2 && words[0] === "extern" && words[1]?.startsWith('"'))
    return { kind: "transparent", scope: { kind: "linkage", name: "", bases: [] } };
  // What stands before it, `MACRO(x)` without a semicolon, is no part of it.
  const namespace = topLevel(words, "namespace");
  if (namespace >= 0)
    return { kind: "transparent", scope: { kind: "namespace", name: words[namespace + 1] ?? "", bases: [] } };
  if (words.includes("enum") && !words.includes("(")) return { kind: "other" };
  const equals = topLevel(words, "=");
  if (equals >= 0) return initialised(text, tokens, units, words, equals);
  const fn = functionOf(units, words);
  if (fn !== null) return isMemberBrace(words) ? { kind: "inner" } : fn;
  const key = words.findIndex((word) => CLASS_KEY.test(word));
  if (key >= 0 && !words.includes("operator")) return classOf(words, key);
  return /^[\w>]/.test(words.at(-1)?.slice(-1) ?? "") && words.length > 1 ? { kind: "inner" } : { kind: "other" };
}

/** `a{1}, b` or `a(1), b` before a brace: one more of a constructor's many initialisers, which need not be read again from the first. */
function goesOnInitialising(text: string, tokens: readonly HeaderToken[]): boolean {
  const [close, comma, name] = tokens.slice(-3).map(({ start, end }) => text.slice(start, end));
  return comma === "," && (close === "}" || close === ")") && /^[A-Za-z_]\w*$/.test(name ?? "");
}

/** `auto f = [](int n) {` is a function; `T x[] = {` a table. */
function initialised(
  text: string,
  tokens: readonly HeaderToken[],
  units: readonly Unit[],
  words: readonly string[],
  equals: number,
): Header {
  const name = units[equals - 1];
  const bracket = units[equals + 1];
  if (bracket?.text !== "[" || name === undefined) {
    const fn = words.at(-1) === ")" ? functionOf(units.slice(equals + 1), words.slice(equals + 1)) : null;
    if (fn !== null) return fn;
    const table = readHeader(text, tokens, "brace");
    return table.kind === "initialiser"
      ? { ...table, variables: variablesOf(withoutBraces(words)) }
      : { kind: "inner" };
  }
  const open = words.indexOf("(", equals);
  const close = open < 0 ? -1 : closing(words, open);
  const from = units[open]?.end ?? bracket.end;
  return {
    kind: "function",
    name: name.text,
    nameSpan: span(name.start, name.end),
    params: open < 0 ? span(from, from) : span(from, units[close]?.start ?? from),
    isStatic: true,
    returns: "",
  };
}

/** The first `name(…)` after whose parenthesis a body can follow. */
function functionOf(units: readonly Unit[], words: readonly string[]): Extract<Header, { kind: "function" }> | null {
  for (let i = 1; i < words.length; i++) {
    if (words[i] !== "(") continue;
    const close = closing(words, i);
    const name = units[i - 1];
    const open = units[i];
    const end = units[close];
    if (name === undefined || open === undefined || end === undefined) return null;
    const isName = /^(?:~|::)?[A-Za-z_]/.test(name.text) && !NO_NAME.test(name.text);
    const after = words[close + 1];
    if (isName && (after === undefined || TRAILING.test(after)) && !isMacroBefore(words, i, close))
      return functionHeader(units, words, i, close, name);
    i = close;
  }
  return null;
}

/** `MACRO(x) T f(…)`: what follows the parenthesis is a type in capitals, and another list of parameters comes. */
function isMacroBefore(words: readonly string[], open: number, close: number): boolean {
  const after = words[close + 1] ?? "";
  if (!/^[A-Z_][A-Z0-9_]*$/.test(after)) return false;
  if (/^[A-Z_][A-Z0-9_]*$/.test(words[open - 1] ?? "")) return true;
  const next = words[close + 2];
  return next !== undefined && next !== "(" && !TRAILING.test(next) && open > 0;
}

function functionHeader(
  units: readonly Unit[],
  words: readonly string[],
  open: number,
  close: number,
  name: Unit,
): Extract<Header, { kind: "function" }> {
  const { qualifier, last } = split(name.text);
  const returns = words.slice(0, open - 1);
  const colon = words.indexOf(":", close);
  const initialisers = colon >= 0 && /^[A-Za-z_:]/.test(words[colon + 1] ?? "") ? units[colon]?.start : undefined;
  return {
    kind: "function",
    name: last,
    nameSpan: span(name.end - last.length, name.end),
    params: span(units[open]?.end ?? 0, Math.max(units[open]?.end ?? 0, units[close]?.start ?? 0)),
    isStatic: returns.includes("static"),
    returns: returns.join(" "),
    ...(qualifier === "" ? {} : { qualifier }),
    ...(initialisers === undefined ? {} : { initialisers }),
    isNoexcept: words.indexOf("noexcept", close) >= 0 && words[words.indexOf("noexcept", close) + 2] !== "false",
  };
}

/** A member initialiser's braces are no body: `C() : a{1}, b{2} {`. */
function isMemberBrace(words: readonly string[]): boolean {
  const open = words.indexOf("(");
  const colon = words.indexOf(":", closing(words, open));
  return colon >= 0 && /^[A-Za-z_:]/.test(words[colon + 1] ?? "") && /[\w>]$/.test(words.at(-1) ?? "");
}

function classOf(words: readonly string[], key: number): Header {
  const colon = words.indexOf(":", key);
  const head = words.slice(key + 1, colon < 0 ? undefined : colon).filter((word) => word !== "final");
  const name = head.findLast((word) => /^[A-Za-z_:]/.test(word)) ?? "";
  const bases =
    colon < 0 ? [] : words.slice(colon + 1).filter((word) => /^[A-Za-z_:]/.test(word) && !ACCESS.test(word));
  return {
    kind: "transparent",
    scope: { kind: "class", name: withoutTemplates(name), bases: bases.map(withoutTemplates) },
  };
}

const ACCESS = /^(?:public|private|protected|virtual)$/;

/** `A::B<int>::f` is `f` in `A::B`. */
function split(name: string): { qualifier: string; last: string } {
  const plain = withoutTemplates(name);
  const at = /::(?=~?[A-Za-z_]\w*$|operator\b)/.exec(plain)?.index ?? -1;
  return at < 0
    ? { qualifier: "", last: plain.replace(/^::/, "") }
    : { qualifier: plain.slice(0, at).replace(/^::/, ""), last: plain.slice(at + 2) };
}

function withoutBraces(words: readonly string[]): string[] {
  const result: string[] = [];
  let depth = 0;
  for (const word of words) {
    if (word === "{") depth++;
    else if (word === "}") depth--;
    else if (depth === 0) result.push(word);
  }
  return result;
}

function topLevel(words: readonly string[], wanted: string): number {
  let depth = 0;
  for (const [i, word] of words.entries()) {
    if (word === "(" || word === "{") depth++;
    else if (word === ")" || word === "}") depth--;
    else if (depth === 0 && word === wanted && words[i - 1] !== wanted && words[i + 1] !== wanted) return i;
    // Member initialisers may hold anything.
    else if (depth === 0 && word === ":" && words[i - 1] === ")") return -1;
  }
  return -1;
}

/** `std::thread` for the name `thread` at `start`, two components at most; null where there is none before it. */
export function joinedName(text: string, start: number, name: string): string | null {
  let i = start - 1;
  while (i > 0 && isSpace(text.charCodeAt(i))) i--;
  if (text[i] !== ":" || text[i - 1] !== ":") return null;
  i -= 2;
  const end = i + 1;
  while (i >= 0 && inIdentifier(text.charCodeAt(i))) i--;
  return end > i + 1 ? `${text.slice(i + 1, end)}::${name}` : null;
}

/** Whether a body is nothing but a call of a name: `{ return f((long)x); }`. */
export function forwardsTo(name: string, body: string): boolean {
  const [, called] = /^\{\s*(?:return\s+)?(?:this->)?([\w$]+)\s*\([^;{}]*\)\s*;\s*\}$/.exec(body) ?? [];
  return called === name;
}

/** How many arguments the parameters in `text` can take. */
export function arityOf(text: string): { readonly least: number; readonly most: number } {
  const tokens = tokenize(text).filter(({ kind }) => kind !== Kind.directive);
  let depth = 0;
  let count = 0;
  let optional = 0;
  let words = 0;
  let hasDefault = false;
  let endless = false;
  const finish = (): void => {
    if (words === 0) return;
    if (hasDefault) optional++;
    else count++;
    words = 0;
    hasDefault = false;
  };
  for (const { start, end } of tokens) {
    const word = text.slice(start, end);
    if (/^[([{<]$/.test(word)) depth++;
    else if (/^[)\]}>]$/.test(word)) depth--;
    if (depth === 0 && word === ",") finish();
    else if (!(words === 0 && word === "void" && tokens.length === 1)) words++;
    if (depth === 0 && word === "=") hasDefault = true;
    if (word === "." && text[end] === ".") endless = true;
  }
  finish();
  return endless ? { least: 0, most: 99 } : { least: count, most: count + optional };
}
