// Macros that are no part of what runs: attributes, qualifiers, units of numbers, parts of strings.
import type { Body } from "./body.ts";
import { isAttributeMacro, type MacroScope } from "./macro-table.ts";
import { Kind } from "./scanner.ts";
import { KEYWORDS } from "./vocabulary.ts";

/** With its parentheses, where it has any: `open` is theirs, -1 for none. */
export function isDecoration(body: Body, macros: MacroScope, i: number, open: number): boolean {
  return isAttribute(body, macros, i) || isStringPart(body, macros, i, open);
}

/** A lone word that stands for `__attribute__((…))`, `restrict`, `const` and the like. */
export function isQualifier(body: Body, macros: MacroScope, i: number): boolean {
  const definition = macros.get(body.word(i));
  if (isAttributeMacro(definition, macros)) return true;
  // `char *RESTRICT to = …`
  if (body.word(i - 1) !== "*" || body.tokens[i + 1]?.kind !== Kind.identifier) return false;
  return definition !== undefined && /^(?:(?:__|_)?(?:restrict|const|volatile)(?:__)?)?$/i.test(definition.body);
}

/** `char buffer[8] ALIGNED(8);` and the calling convention in `int (WINAPI *name)(…)`. */
function isAttribute(body: Body, macros: MacroScope, i: number): boolean {
  const [before, word, after] = [body.word(i - 1), body.word(i), body.word(i + 1)];
  if (after === "(" && isAttributeMacro(macros.get(word), macros, true)) return true;
  // `delete[] p`, `[&] mutable`.
  if (body.isCplusplus) return before === "]" && /^[A-Z_]{4,}$/.test(word);
  if (before === "]") return !KEYWORDS.has(word);
  // `64 KB`: a unit as a macro.
  if (body.tokens[i - 1]?.kind === Kind.number) return !KEYWORDS.has(word);
  const isPointer = before === "(" && after === "*" && body.word(i + 3) === ")" && body.word(i + 4) === "(";
  return isPointer && body.tokens[i + 2]?.kind === Kind.identifier;
}

/** `APLOGNO(1) "text"`, `FORMAT FORMAT "|O!"`: a part of a string made by a macro, with another part behind it. */
function isStringPart(body: Body, macros: MacroScope, i: number, open: number): boolean {
  if (open < 0) return isStringMacro(macros, body.word(i)) && isAmongStringMacros(body, macros, i);
  const close = body.closing(open);
  if (close < 0 || KEYWORDS.has(body.word(i))) return false;
  if (body.tokens[i - 1]?.kind === Kind.string) return true;
  return body.tokens[close + 1]?.kind === Kind.string && /^[(,=]$/.test(body.word(i - 1));
}

/** Longer rows of names are looked at in pieces. */
const MAX_PARTS = 64;

/** The grammar knows a name beside a string, but not beside another name. An argument that is nothing else has been made one name. */
function isAmongStringMacros(body: Body, macros: MacroScope, i: number): boolean {
  let first = i;
  while (i - first < MAX_PARTS && isStringMacro(macros, body.word(first - 1))) first--;
  const isArgument = /^[(,]$/.test(body.word(first - 1)) || body.tokens[first - 1]?.kind === Kind.string;
  return !isArgument && isStringMacro(macros, body.word(i + 1));
}

function isStringMacro(macros: MacroScope, name: string): boolean {
  const definition = macros.get(name);
  return definition !== undefined && definition.params === null && /^(?:u8|[LuU])?"/.test(definition.body);
}
