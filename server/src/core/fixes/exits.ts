// What has to run before a way out of a function: put in front of the return or jump.
import type { TextEdit } from "../text/edits.ts";
import { contains, type Span, span } from "../text/span.ts";
import type { Code } from "./code.ts";
import { indentationAt, isFirstOnLine, lineEndAt } from "./layout.ts";
import { allStatements, ancestors, type Statement } from "./statements.ts";
import { insertion, surround } from "./surround.ts";

const EXIT = /^(?:return|goto|break|continue|Py_RETURN_\w+)$/;

/** The return or jump that begins at `at`, as written there; null where a macro hides it. */
export function exitAt(code: Code, at: number): Statement | null {
  const statement = code.statementAt(at);
  return statement.kind === "simple" && statement.start === at && EXIT.test(wordAt(code, at)) ? statement : null;
}

/** Where the value of a return stands; null where it has none. */
export function returnedValue(code: Code, exit: Statement): Span | null {
  if (wordAt(code, exit.start) !== "return") return null;
  const text = code.masked(exit);
  const start = /^return\s*/.exec(text)?.[0].length ?? 0;
  const end = text.lastIndexOf(";");
  const value = text.slice(start, end).trimEnd();
  return value === "" ? null : span(exit.start + start, exit.start + start + value.length);
}

/** Whether a return or jump in a stretch leaves it: a `break` or `continue` can stay in a loop or switch inside. */
export function leaves(exit: Statement, word: string, stretch: Span): boolean {
  if (word !== "break" && word !== "continue") return true;
  const held = word === "break" ? /^(?:for|while|do|switch)$/ : /^(?:for|while|do)$/;
  const holder = ancestors(exit).find(({ kind, word: head }) => kind === "control" && held.test(head));
  return holder === undefined || !contains(stretch, holder);
}

/** Whether nothing in a stretch of a block leaves it, and no jump comes in. */
export function isStraight(code: Code, block: Statement, { start, end }: Span): boolean {
  return allStatements(block).every(
    (one) => one.start < start || one.start >= end || (one.kind !== "label" && exitAt(code, one.start) !== one),
  );
}

/** `if (x == NULL)` without an `else`. */
export function isNullCheck(code: Code, { kind, word, start, headEnd, children }: Statement, name: string): boolean {
  if (kind !== "control" || word !== "if" || children.length !== 1) return false;
  const head = code.masked({ start, end: headEnd }).replace(/\s+/g, "");
  return [`if(${name}==NULL)`, `if(!${name})`, `if(NULL==${name})`, `if(${name}==0)`].includes(head);
}

/** Before the exit, but after its value was worked out: that is kept in a variable. Null where the type cannot be written. */
export function afterValue(code: Code, exit: Statement, value: Span, returns: string, line: string): TextEdit[] | null {
  const name = code.freshName("result");
  const declaration = declarationOf(returns, name);
  const before = exit.parent?.children[exit.parent.children.indexOf(exit) - 1];
  if (declaration === null || before?.kind === "label" || code.hasDirective(exit)) return null;
  const edits = surround(code, exit, exit, [`${declaration} = ${code.slice(value)};`, line], []);
  return edits === null ? null : [...edits, { span: value, newText: name }];
}

/** Before the brace that closes the function. */
export function beforeEnd(code: Code, line: string): TextEdit[] | null {
  const last = code.root.children.at(-1);
  const close = code.body.end - 1;
  if (last === undefined || last.kind === "label" || code.text[close] !== "}") return null;
  if (!isFirstOnLine(code.text, close)) return [insertion(close, `${line} `)];
  const inner = isFirstOnLine(code.text, last.start)
    ? indentationAt(code.text, last.start)
    : indentationAt(code.text, close) + code.style.unit;
  const margin = indentationAt(code.text, close);
  return [insertion(close - margin.length, inner + line + lineEndAt(code.text, close - 1))];
}

function wordAt({ text }: Code, at: number): string {
  return /\w*/.exec(text.slice(at, at + 40))?.[0] ?? "";
}

const STORAGE = /\b(?:static|extern|inline|__inline|__inline__|register|_Noreturn)\b/g;
const BASIC =
  /^(?:(?:const|volatile|unsigned|signed|short|long|int|char|float|double|void|_Bool|struct|union|enum)\b\s*)*(?:[A-Za-z_]\w*)?[\s*]*$/;

/** `T name` for a variable of the type in the words before a function's name; null where there are words nobody knows. */
export function declarationOf(returns: string, name: string): string | null {
  const type = returnType(returns);
  return type === null ? null : `${type}${type.endsWith("*") ? "" : " "}${name}`;
}

/** The type in the words before a function's name; null where there are words nobody knows. */
function returnType(words: string): string | null {
  const type = words.replace(STORAGE, " ").replace(/\s+/g, " ").trim();
  return type !== "" && type !== "void" && BASIC.test(type) ? type.replace(/ ?\* ?/g, "*").replace("*", " *") : null;
}
