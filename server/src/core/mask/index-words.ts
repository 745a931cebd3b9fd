// What the words of a file say by themselves: macros, old-style declarations, functions that never return.
import { readHeader } from "./declarations.ts";
import type { MacroDefinition } from "./file-index.ts";
import type { HeaderToken } from "./index-state.ts";

/** The macro a directive defines; null for other directives. */
export function macroOf(directive: string): Pick<MacroDefinition, "name" | "params" | "body"> | null {
  const define = /^#\s*define\s+([A-Za-z_]\w*)(\(([^)]*)\))?/.exec(directive);
  if (define === null) return null;
  const body = directive
    .slice(define[0].length)
    .replace(/\\\r?\n/g, " ")
    .replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*$/gm, " ")
    .trim();
  const params = define[2] === undefined ? null : splitParams(define[3] ?? "");
  return { name: define[1] ?? "", params, body };
}

function splitParams(text: string): string[] {
  const params = text.split(",").map((name) => name.trim());
  return params.length === 1 && params[0] === "" ? [] : params;
}

/** `int f(a, b) int a;`: the parameters of an old-style definition are declared before its body. */
export function isOldStyle(text: string, header: readonly HeaderToken[]): boolean {
  if (header.length > 120) return false;
  const words = header.map(({ start, end }) => text.slice(start, end));
  const close = words.lastIndexOf(")");
  const open = words.lastIndexOf("(");
  if (open < 1 || words.includes("=") || words.includes("typedef") || words.slice(close + 1).includes("("))
    return false;
  const params = words.slice(open + 1, close);
  const plain =
    params.length > 0 && params.every((word, i) => (i % 2 === 0 ? /^[A-Za-z_]\w*$/.test(word) : word === ","));
  return plain && words.length - close > 2 && /^(?![A-Z_0-9]+$)[A-Za-z_]\w*$/.test(words[close + 1] ?? "");
}

/** The function a declaration says never returns. */
export function neverReturns(text: string, header: readonly HeaderToken[]): string | null {
  const words = header.map(({ start, end }) => text.slice(start, end));
  if (!words.some((word) => /^(?:_Noreturn|noreturn|__noreturn__|\w*NO_?RETURN\w*|\w*Noreturn\w*)$/.test(word)))
    return null;
  const declared = readHeader(text, header, "brace");
  return declared.kind === "function" ? declared.name : null;
}

/** After a type's closing brace a declarator may follow: `struct x { … } name;`. */
export function continues(text: string, header: readonly HeaderToken[]): boolean {
  return header.some(({ start, end }) => /^(?:struct|union|enum|class|typedef)$/.test(text.slice(start, end)));
}
