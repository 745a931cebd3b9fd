// The structs of a workspace, read where they are asked for: what fields they have, and whether Python owns them.

import { isObjectHead } from "../capi/objects.ts";
import { Kind, type Token, tokenize } from "../mask/scanner.ts";
import type { Program } from "../summaries/program.ts";
import { perFile } from "../summaries/remembered.ts";
import { isHeader } from "../text/language.ts";
import { wordsOf } from "../text/names.ts";

export interface Struct {
  readonly name: string;
  /** The file that defines it. */
  readonly path: string;
  /** Type by name of the field, as written. */
  readonly fields: ReadonlyMap<string, string>;
  /** It begins as a Python object does: others can have references to it. */
  readonly isObject: boolean;
}

const MAX_ALIASES = 6;
const MAX_STRUCT = 40_000;

export class Structs {
  readonly #program: Program;
  readonly #known = new Map<string, Struct | null>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The struct a declared type names, or points to; null if the workspace does not define it. */
  of(type: string, path: string): Struct | null {
    const name = nameOf(type);
    return name === null ? null : this.#named(name, path, 0);
  }

  #named(name: string, path: string, depth: number): Struct | null {
    const key = `${name}\u0000${path}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, null);
    const struct = depth > MAX_ALIASES ? null : this.#find(name, path, depth);
    this.#known.set(key, struct);
    return struct;
  }

  /** The nearest definition: the file's own, else a header's, else any file's. */
  #find(name: string, path: string, depth: number): Struct | null {
    const all = this.#program.types.definers(name);
    const headers = all.filter(isHeader);
    for (const candidates of [all.filter((own) => own === path), headers, all])
      for (const candidate of candidates) {
        const file = this.#program.files.get(candidate);
        const declared = file === undefined ? null : declaredIn(file, name);
        if (declared?.members != null) return this.#read(name, declared.members, candidate, depth);
        const aliased = declared?.alias == null ? null : this.#named(declared.alias, path, depth + 1);
        if (aliased !== null) return aliased;
      }
    return null;
  }

  #read(name: string, { head, fields }: Members, path: string, depth: number): Struct {
    return { name, path, fields, isObject: this.#isHead(head, path, depth) };
  }

  /** A head of CPython's, a macro of the workspace that has one in it, or a struct that is a Python object itself. */
  #isHead(word: string, path: string, depth: number): boolean {
    if (isObjectHead(word)) return true;
    if (this.#program.macros.scope(path).get(word) !== undefined)
      return this.#program.macros.namesBehind(word, path).some(isObjectHead);
    return word !== "" && (this.#named(word, path, depth + 1)?.isObject ?? false);
  }
}

interface Members {
  /** The first word of the first declaration: what the struct begins with. */
  readonly head: string;
  /** Type by name of the field, as written. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What a file says that a name is: a struct, or another name for one. */
const declaredIn = perFile(({ text }, name): { readonly members: Members | null; readonly alias: string | null } => {
  const body = bodyOf(text, name);
  if (body !== null) {
    const declarations = declarationsOf(body);
    const head = declarations[0]?.find((word) => word !== "struct" && word !== "const") ?? "";
    return { members: { head, fields: new Map(declarations.flatMap(fieldsOf)) }, alias: null };
  }
  const alias = new RegExp(`\\btypedef\\s+(?:struct\\s+)?(\\w+)\\s+${name}\\s*;`).exec(text)?.[1];
  return { members: null, alias: alias === undefined || alias === name ? null : alias };
});

/** `connection` of `const struct connection *`, also behind a macro for storage; null for types without a name of their own. */
function nameOf(type: string): string | null {
  const words = wordsOf(type).filter((word) => !/^(?:const|volatile|struct|register|static)$/.test(word));
  const [name, ...others] = words.length === 1 ? words : words.filter((word) => !/^[A-Z][A-Z0-9_]*$/.test(word));
  return others.length === 0 ? (name ?? null) : null;
}

/** What stands between the braces of `struct name { … }` or `typedef struct { … } name;`. */
function bodyOf(text: string, name: string): string | null {
  const tagged = new RegExp(`\\b(?:struct|class)\\s+${name}\\s*\\{`).exec(text);
  if (tagged !== null) return between(text, tagged.index + tagged[0].length);
  const named = new RegExp(`\\}\\s*(?:[A-Z_]+\\s+)?${name}\\s*(?:,[^;{}]*)?;`).exec(text);
  if (named === null) return null;
  const open = openingOf(text, named.index);
  return open === null || !/\bstruct\s*\w*\s*$/.test(text.slice(Math.max(0, open - 200), open))
    ? null
    : text.slice(open + 1, named.index);
}

function between(text: string, from: number): string | null {
  let depth = 1;
  for (let i = from; i < text.length && i - from < MAX_STRUCT; i++) {
    const c = text[i];
    if (c === "{") depth++;
    else if (c === "}" && --depth === 0) return text.slice(from, i);
  }
  return null;
}

function openingOf(text: string, close: number): number | null {
  let depth = 0;
  for (let i = close; i >= 0 && close - i < MAX_STRUCT; i--) {
    const c = text[i];
    if (c === "}") depth++;
    else if (c === "{" && --depth === 0) return i;
  }
  return null;
}

/** The words of each declaration; those of a struct inside without its own members. */
function declarationsOf(body: string): string[][] {
  const result: string[][] = [];
  let words: string[] = [];
  let depth = 0;
  for (const token of tokenize(body)) {
    if (token.kind === Kind.directive) continue;
    const word = wordOf(body, token);
    if (word === "{") depth++;
    else if (word === "}") depth--;
    else if (depth > 0) continue;
    else if (word === ";") {
      if (words.length > 0) result.push(words);
      words = [];
    } else words.push(word);
  }
  return result;
}

function wordOf(text: string, { start, end }: Token): string {
  return text.slice(start, end);
}

/** `PyThread_type_lock lock` is the field `lock`; a pointer to a function is none of interest. */
function fieldsOf(declaration: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  if (declaration.includes("(")) return result;
  const commas = [-1, ...declaration.flatMap((word, i) => (word === "," ? [i] : [])), declaration.length];
  let base: readonly string[] = [];
  for (let i = 0; i + 1 < commas.length; i++) {
    const declarator = declaration.slice((commas[i] ?? 0) + 1, commas[i + 1]);
    const bracket = declarator.findIndex((word) => word === "[" || word === ":");
    const end = bracket < 0 ? declarator.length : bracket;
    const at = declarator.findLastIndex((word, j) => j < end && /^[A-Za-z_]/.test(word));
    if (at < 0) continue;
    if (i === 0) base = declarator.slice(0, at).filter((word) => !word.endsWith("_HEAD"));
    const stars = declarator.slice(0, at).filter((word) => word === "*");
    const type = i === 0 ? base : [...base.filter((word) => word !== "*"), ...stars];
    const name = declarator[at];
    if (name !== undefined && type.length > 0) result.push([name, type.join(" ")]);
  }
  return result;
}
