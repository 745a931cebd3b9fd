// Declarations: taken apart, and put where the code has its own.
import type { TextEdit } from "../text/edits.ts";
import { span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { allStatements, ancestors, type Statement } from "./statements.ts";
import { surround } from "./surround.ts";

export interface SplitDeclaration {
  /** `T x;` */
  readonly declaration: string;
  readonly name: string;
  /** Where the value begins, in the file. */
  readonly value: number;
}

/** `T x = value;` of one variable that can be assigned to later; null for anything else. */
export function splitDeclaration(code: Code, statement: Statement): SplitDeclaration | null {
  if (statement.kind !== "simple" || code.beginning(statement) < statement.start) return null;
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

/** A new variable with a value, in front of a statement; null where nothing can be declared there. */
export function declaredBefore(
  code: Code,
  statement: Statement,
  type: string,
  name: string,
  value: string,
): TextEdit[] | null {
  const siblings = statement.parent?.kind === "block" ? statement.parent.children : [];
  const at = siblings.indexOf(statement);
  if (at < 0 || siblings[at - 1]?.kind === "label") return null;
  const written = `${type}${type.endsWith("*") ? "" : " "}${name}`;
  const leading = siblings.findIndex((one) => one === statement || !isDeclaration(code, one));
  const last = siblings[leading - 1];
  const behind = last === undefined || code.hasDirective(span(last.start, statement.start)) ? null : last;
  if (leading === at && behind !== null) return surround(code, behind, behind, [], [`${written} = ${value};`]);
  if (leading === at || declaresLate(code)) return surround(code, statement, statement, [`${written} = ${value};`], []);
  const declared =
    behind === null
      ? declaredFirst(code, statement.parent ?? statement, `${written};`)
      : surround(code, behind, behind, [], [`${written};`]);
  const assigned = surround(code, statement, statement, [`${name} = ${value};`], []);
  return declared === null || assigned === null ? null : [...declared, ...assigned];
}

/** A declaration as the first line of a block; null where it would depend on the preprocessor. */
export function declaredFirst(code: Code, block: Statement, declaration: string): TextEdit[] | null {
  const [first] = block.children;
  if (first === undefined || code.isConditional(first)) return null;
  return surround(code, first, first, [declaration], []);
}

/** Declarations without values, behind those the block around a statement begins with: two that are the same can be one. */
export function declaredAbove(code: Code, statement: Statement, declarations: readonly string[]): TextEdit[] | null {
  if (declarations.length === 0) return [];
  const holders = [statement, ...ancestors(statement)];
  const top = holders.find(({ parent }) => parent?.kind === "block" && parent.children[0]?.kind !== "label");
  const siblings = top?.parent?.children ?? [];
  const [first] = siblings;
  if (top === undefined || first === undefined) return null;
  const last = siblings
    .slice(
      0,
      siblings.findIndex((one) => one === top || !isDeclaration(code, one)),
    )
    .at(-1);
  if (code.isConditional(last ?? first)) return null;
  return last === undefined
    ? surround(code, first, first, declarations, [])
    : surround(code, last, last, [], declarations);
}

/** `T x;`, `T x = value;`, `T x[9];`. */
export function isDeclaration(code: Code, statement: Statement): boolean {
  const pattern = /^(?!return\b|goto\b)(?:[A-Za-z_]\w*[\s*]+)+[A-Za-z_]\w*\s*[=;,[]/;
  return statement.kind === "simple" && pattern.test(code.masked(statement));
}

/** Whether the function declares behind other statements, as C99 allows. */
export function declaresLate(code: Code): boolean {
  return [code.root, ...allStatements(code.root)].some(({ kind, children }) => {
    const first = kind === "block" ? children.findIndex((child) => !isDeclaration(code, child)) : -1;
    return first >= 0 && children.slice(first).some((child) => isDeclaration(code, child));
  });
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
