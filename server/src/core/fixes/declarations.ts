// Declarations with a value, taken apart.
import type { Code } from "./code.ts";
import type { Statement } from "./statements.ts";

export interface SplitDeclaration {
  /** `T x;` */
  readonly declaration: string;
  readonly name: string;
  /** Where the value begins, in the file. */
  readonly value: number;
}

/** `T x = value;` of one variable that can be assigned to later; null for anything else. */
export function splitDeclaration(code: Code, statement: Statement): SplitDeclaration | null {
  if (statement.kind !== "simple") return null;
  const text = code.masked(statement);
  const match = /^((?:[A-Za-z_]\w*\s+)*[A-Za-z_]\w*[\s*]+)([A-Za-z_]\w*)\s*=(?!=)\s*/.exec(text);
  const [head = "", type = "", name = ""] = match ?? [];
  const constant = /\bconst\b[^*]*$/.test(type.trimEnd());
  if (match === null || constant || /\b(?:static|extern|register|return|typedef|auto|__auto_type)\b/.test(type))
    return null;
  const value = text.slice(head.length);
  if (value.startsWith("{") || hasComma(value)) return null;
  const written = code.text.slice(statement.start, statement.start + type.length + name.length);
  return /\/[/*]|\n/.test(written) ? null : { declaration: `${written};`, name, value: statement.start + head.length };
}

/** A comma outside of all brackets. */
function hasComma(text: string): boolean {
  let depth = 0;
  for (const c of text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "")) {
    if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (c === "," && depth === 0) return true;
  }
  return false;
}
