// A variable of a file made atomic, where each of its changes is one operation.
import { conditionalDepth } from "../mask/directives.ts";
import type { TextEdit } from "../text/edits.ts";
import { Refusal } from "./refusal.ts";
import { insertion } from "./surround.ts";

const WHOLE_NUMBER =
  "(?:(?:unsigned|signed|long|short|int|char)[ \\t]+)*(?:unsigned|long|short|int|char|_Bool|bool|size_t|ssize_t|Py_ssize_t|u?int(?:\\d+|ptr|max)_t)";

/** For a whole number with internal linkage: all of its uses are in the file then. */
export function atomicDeclaration(text: string, name: string): TextEdit[] | Refusal {
  if (!/^\w+$/.test(name)) return new Refusal(`${name} is a part of something larger, which would not be atomic.`);
  const declared = [
    ...text.matchAll(new RegExp(`^([ \\t]*static[ \\t]+)${WHOLE_NUMBER}[ \\t]+${name}[ \\t]*(?:=[^,;{]*)?;`, "gm")),
  ];
  const [declaration] = declared;
  const uses = [...text.matchAll(new RegExp(`\\b${name}\\b`, "g"))].map(({ index }) => index);
  if (declaration === undefined || declared.length > 1 || conditionalDepth(text, 0, declaration.index) > 0)
    return new Refusal(`${name} is no whole number declared once in the file.`);
  const { index, 0: whole, 1: storage = "" } = declaration;
  const others = uses.filter((at) => at < index || at >= index + whole.length);
  if (!others.every((at) => isOneOperation(text, at, name)))
    return new Refusal(`${name} is asked before it is changed, or handed on: that takes more than one operation.`);
  return [insertion(index + storage.length, "_Atomic ")];
}

/** Changed in one go, or read where nothing is decided by it. */
function isOneOperation(text: string, at: number, name: string): boolean {
  const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
  const rest = /^[^;{}]*/.exec(text.slice(at + name.length))?.[0] ?? "";
  const before = text.slice(Math.max(0, at - 200), at);
  // Its address, a field or word of the same name, something that is decided.
  if (/(?<![\w\]&]\s*)&\s*$|\.\s*$|->\s*$|\bsizeof\s*\(?\s*$/.test(before)) return false;
  const head = before.slice(Math.max(before.lastIndexOf(";"), before.lastIndexOf("{"), before.lastIndexOf("}")) + 1);
  if (/\b(?:if|while|for|switch|case)\b/.test(head + line) || /\?|&&|\|\|/.test(head + rest)) return false;
  const [, operator, value = ""] = /^\s*([-+*/%|&^]|<<|>>)?=(?!=)(.*)$/s.exec(rest) ?? [];
  // What is put there whole may have been worked out from what was there.
  if (value !== "" && operator === undefined) return /^\s*(?:[-+]?\d\w*|[A-Z][A-Z\d_]*|true|false)\s*$/.test(value);
  return !new RegExp(`\\b${name}\\b`).test(value);
}
