// One pass over a file's characters: functions' extents, macros, static variables, tables, linter comments.
// Braces that `#if` branches open or close differently are followed along one branch, the same everywhere.

import { span } from "../text/span.ts";
import { assume, conditionalOf, evaluate, isNever } from "./conditions.ts";
import { type Header, readHeader } from "./declarations.ts";
import type {
  DirectiveComment,
  FileIndex,
  FunctionExtent,
  MacroDefinition,
  StaticVariable,
  Table,
} from "./file-index.ts";
import { resumesAfter } from "./resume.ts";
import {
  endOfComment,
  endOfDirective,
  endOfQuoted,
  endOfRawString,
  inIdentifier,
  isDigit,
  isSpace,
  startsIdentifier,
} from "./scanner.ts";

/** The lexical facts of one file. Never throws; linear in the length of `text`. */
export function indexFile(path: string, text: string): FileIndex {
  return new FileScanner(path, text).scan();
}

export interface HeaderToken {
  readonly start: number;
  readonly end: number;
}

interface OpenFunction {
  readonly header: Extract<Header, { kind: "function" }>;
  readonly start: number;
  readonly open: number;
  readonly names: Set<string>;
  readonly calls: Set<string>;
}

interface OpenTable {
  readonly header: Extract<Header, { kind: "initialiser" }>;
  readonly start: number;
  readonly entries: { field: string | null; name: string }[];
}

/** What differs between the branches of a conditional. */
interface State {
  depth: number;
  parens: number;
  header: readonly HeaderToken[];
  fn: OpenFunction | null;
  table: OpenTable | null;
}

interface Branch {
  readonly before: State;
  taken: State | null;
  alive: boolean;
  decided: boolean;
  readonly outer: { readonly dead: boolean; readonly alive: boolean; readonly never: boolean };
}

const EMPTY: Omit<FileIndex, "path" | "length"> = {
  includes: [],
  noReturn: [],
  macros: [],
  functions: [],
  variables: [],
  tables: [],
  pointerFields: [],
  assignments: [],
  comments: [],
  generator: null,
  problems: [],
};

const MAX_HEADER = 4_000;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

class FileScanner {
  readonly #path: string;
  readonly #text: string;
  readonly #includes: string[] = [];
  readonly #noReturn: string[] = [];
  readonly #macros: MacroDefinition[] = [];
  readonly #functions: FunctionExtent[] = [];
  readonly #variables: StaticVariable[] = [];
  readonly #tables: Table[] = [];
  readonly #pointerFields: string[] = [];
  readonly #assignments = new Map<string, { target: string; value: string }>();
  readonly #comments: DirectiveComment[] = [];
  readonly #problems: { span: { start: number; end: number }; message: string }[] = [];
  readonly #speaks: boolean;
  readonly #branches: Branch[] = [];
  #state: State = { depth: 0, parens: 0, header: [], fn: null, table: null };
  /** Inside a branch that is not followed, of a function that began before it. */
  #dead = false;
  #alive = true;
  /** Inside a branch nobody compiles. */
  #never = false;
  // The last four tokens, for `target = value;`.
  #recent: [string, string, string, string] = ["", "", "", ""];

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
    this.#speaks = text.includes("gilint") || text.includes("NOLINT");
  }

  scan(): FileIndex {
    const text = this.#text;
    const generator = generatorOf(text);
    if (generator === "cython") return { ...EMPTY, path: this.#path, length: text.length, generator };
    const end = text.length;
    let lineStart = true;
    let i = 0;
    while (i < end) {
      const c = text.charCodeAt(i);
      if (c === 10 || c === 13) {
        lineStart = true;
        i++;
      } else if (isSpace(c)) i++;
      else if (c === 47 && (text.charCodeAt(i + 1) === 42 || text.charCodeAt(i + 1) === 47)) {
        const close = endOfComment(text, i, end);
        if (this.#speaks) this.#comment(i, close);
        i = close;
      } else if (c === 35 && lineStart) {
        const close = endOfDirective(text, i, end);
        this.#directive(i, close);
        i = close;
      } else {
        lineStart = false;
        i = this.#token(c, i, end);
      }
    }
    if (this.#state.fn !== null) this.#closeFunction(end, "the function's closing brace is missing");
    return {
      path: this.#path,
      length: end,
      includes: this.#includes,
      noReturn: this.#noReturn,
      macros: this.#macros,
      functions: this.#functions,
      variables: this.#variables,
      tables: this.#tables,
      pointerFields: this.#pointerFields,
      assignments: [...this.#assignments.values()],
      comments: this.#comments,
      generator,
      problems: this.#problems,
    };
  }

  #token(c: number, at: number, end: number): number {
    const text = this.#text;
    if (startsIdentifier(c)) {
      let i = at + 1;
      while (i < end && inIdentifier(text.charCodeAt(i))) i++;
      if (text.charCodeAt(i) === 34 && i - at <= 3 && /^(?:u8|u|U|L)?R$/.test(text.slice(at, i))) {
        const close = endOfRawString(text, i, end);
        this.#headerToken(at, close);
        return close;
      }
      this.#identifier(at, i);
      return i;
    }
    if (c === 34 || c === 39) {
      const close = endOfQuoted(text, at, end);
      this.#headerToken(at, close);
      this.#remember("0");
      return close;
    }
    if (isDigit(c)) {
      let i = at + 1;
      while (i < end && (inIdentifier(text.charCodeAt(i)) || text.charCodeAt(i) === 46)) i++;
      this.#headerToken(at, i);
      this.#remember("0");
      return i;
    }
    this.#punctuation(c, at);
    return at + 1;
  }

  #identifier(start: number, end: number): void {
    const { fn, table } = this.#state;
    const name = interned(this.#text.slice(start, end));
    if (fn !== null) {
      fn.names.add(name);
      if (this.#opensCall(end)) fn.calls.add(name);
    } else if (table !== null) {
      const field = this.#recent[3] === "=" && this.#recent[1] === "." ? this.#recent[2] : null;
      if (table.entries.length < 5_000) table.entries.push({ field, name });
    } else if (this.#state.depth === 0) this.#headerToken(start, end);
    else if (this.#recent[3] === "*" && this.#recent[2] === "(") this.#pointerFields.push(name);
    this.#remember(name);
  }

  #opensCall(at: number): boolean {
    let i = at;
    while (isSpace(this.#text.charCodeAt(i))) i++;
    return this.#text.charCodeAt(i) === 40;
  }

  #headerToken(start: number, end: number): void {
    const state = this.#state;
    if (state.depth === 0 && state.fn === null && state.table === null && state.header.length < MAX_HEADER)
      state.header = appended(state.header, { start, end });
  }

  #punctuation(c: number, at: number): void {
    const state = this.#state;
    switch (c) {
      case BRACE_OPEN:
        this.#open(at);
        break;
      case BRACE_CLOSE:
        this.#close(at);
        break;
      case 59: // ;
        this.#semicolon(at);
        break;
      default:
        if (c === 40) state.parens++;
        else if (c === 41 && state.parens > 0) state.parens--;
        this.#headerToken(at, at + 1);
    }
    this.#remember(String.fromCharCode(c));
  }

  #remember(token: string): void {
    const recent = this.#recent;
    recent[0] = recent[1];
    recent[1] = recent[2];
    recent[2] = recent[3];
    recent[3] = token;
  }

  #semicolon(at: number): void {
    const [, target, equals, value] = this.#recent;
    if (equals === "=" && /^[A-Za-z_]/.test(value) && /^[A-Za-z_]/.test(target)) {
      const key = `${target}=${value}`;
      if (!this.#assignments.has(key)) this.#assignments.set(key, { target, value });
    }
    const state = this.#state;
    if (state.depth > 0 || state.fn !== null) return;
    const first = state.header[0];
    if (first !== undefined && isOldStyle(this.#text, state.header)) {
      state.header = appended(state.header, { start: at, end: at + 1 });
      return;
    }
    if (first !== undefined) {
      const never = neverReturns(this.#text, state.header);
      if (never !== null) this.#noReturn.push(never);
      const header = readHeader(this.#text, state.header, "declaration");
      if (header.kind === "variables") {
        const where = span(first.start, at);
        for (const { name, type, isStatic, isArray } of header.variables)
          this.#variables.push({ name, type, isStatic, isArray, span: where });
      }
    }
    state.header = [];
    state.parens = 0;
  }

  #open(at: number): void {
    const state = this.#state;
    if (state.depth === 0 && state.fn === null && state.table === null) {
      const header = readHeader(this.#text, state.header, "brace");
      const start = state.header[0]?.start ?? at;
      if (header.kind === "transparent") {
        state.header = [];
        return;
      }
      const never = neverReturns(this.#text, state.header);
      if (never !== null) this.#noReturn.push(never);
      if (header.kind === "function") state.fn = { header, start, open: at, names: new Set(), calls: new Set() };
      else if (header.kind === "initialiser") state.table = { header, start, entries: [] };
      state.parens = 0;
    }
    state.depth++;
  }

  #close(at: number): void {
    const state = this.#state;
    if (state.depth === 0) {
      state.header = [];
      return;
    }
    state.depth--;
    if (state.depth > 0 && !this.#dead && resumesAfter(this.#text, at)) {
      const where = state.fn?.header.nameSpan ?? span(at, at + 1);
      this.#problems.push({ span: where, message: "the braces do not match" });
      state.depth = 0;
    }
    if (state.depth > 0 || this.#dead) return;
    if (state.fn !== null) this.#closeFunction(at + 1, null);
    else if (state.table !== null) this.#closeTable(at + 1);
    else if (state.header.length === 0 || !continues(this.#text, state.header)) state.header = [];
    state.parens = 0;
  }

  #closeFunction(end: number, problem: string | null): void {
    const { fn } = this.#state;
    if (fn === null) return;
    const { header } = fn;
    if (!this.#never)
      this.#functions.push({
        name: header.name,
        nameSpan: header.nameSpan,
        span: span(fn.start, end),
        params: header.params,
        body: span(fn.open, end),
        isStatic: header.isStatic,
        returns: header.returns,
        names: [...fn.names],
        calls: [...fn.calls],
      });
    if (problem !== null) this.#problems.push({ span: header.nameSpan, message: problem });
    this.#state.fn = null;
    this.#state.header = [];
    this.#state.depth = 0;
  }

  #closeTable(end: number): void {
    const { table } = this.#state;
    if (table === null) return;
    for (const { name, type, isStatic, isArray } of table.header.variables) {
      this.#variables.push({ name, type, isStatic, isArray, span: span(table.start, end) });
      this.#tables.push({ variable: name, type, entries: table.entries, span: span(table.start, end) });
    }
    this.#state.table = null;
    this.#state.header = [];
  }

  #comment(start: number, end: number): void {
    const text = this.#text.slice(start, end);
    if (text.includes("gilint:") || text.includes("NOLINT")) this.#comments.push({ span: span(start, end), text });
  }

  #directive(start: number, end: number): void {
    const text = this.#text.slice(start, end);
    const conditional = conditionalOf(text);
    if (conditional !== null) {
      this.#conditional(conditional.keyword, conditional.condition, end);
      return;
    }
    const define = /^#\s*define\s+([A-Za-z_]\w*)(\(([^)]*)\))?/.exec(text);
    if (define !== null) {
      const body = text
        .slice(define[0].length)
        .replace(/\\\r?\n/g, " ")
        .replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*$/gm, " ")
        .trim();
      const params = define[2] === undefined ? null : splitParams(define[3] ?? "");
      this.#macros.push({ name: define[1] ?? "", params, body, span: span(start, end), alive: this.#alive });
      return;
    }
    const include = /^#\s*include\s*[<"]([^>"]+)[>"]/.exec(text);
    if (include?.[1] !== undefined) this.#includes.push(include[1]);
  }

  #conditional(keyword: string, condition: string, end: number): void {
    const top = this.#branches.at(-1);
    if (keyword === "if") {
      const guard = this.#isGuard(condition, end);
      const known = guard ? true : evaluate(condition);
      const follow = guard || assume(condition);
      this.#branches.push({
        before: copy(this.#state),
        taken: null,
        alive: known !== true,
        decided: follow,
        outer: { dead: this.#dead, alive: this.#alive, never: this.#never },
      });
      this.#enter(follow, known !== false);
      this.#never ||= !guard && isNever(condition);
      return;
    }
    if (top === undefined) return;
    this.#leave(top);
    if (keyword === "endif") {
      this.#branches.pop();
      this.#state = top.taken ?? copy(top.before);
      this.#dead = top.outer.dead;
      this.#alive = top.outer.alive;
      this.#never = top.outer.never;
      return;
    }
    this.#state = copy(top.before);
    const known = keyword === "else" ? true : evaluate(condition);
    const follow = !top.decided && (keyword === "else" || assume(condition));
    const possible = top.alive && known !== false;
    if (known === true) top.alive = false;
    if (follow) top.decided = true;
    this.#dead = top.outer.dead;
    this.#alive = top.outer.alive;
    this.#never = top.outer.never;
    this.#enter(follow, possible);
  }

  #enter(follow: boolean, possible: boolean): void {
    this.#alive &&= possible;
    this.#dead ||= !follow && (this.#state.fn !== null || this.#state.table !== null);
  }

  /** Keeps the state at the end of the branch that is followed. */
  #leave(branch: Branch): void {
    if (branch.decided && branch.taken === null) branch.taken = copy(this.#state);
  }

  /** `#ifndef X` with `#define X` right after it: an include guard or a default, not a variant. */
  #isGuard(condition: string, end: number): boolean {
    const name = /^!\s*defined\s*\(?\s*(\w+)\s*\)?$/.exec(condition)?.[1];
    if (name === undefined) return false;
    const next = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*#\s*define\s+(\w+)/.exec(this.#text.slice(end, end + 400));
    return next?.[1] === name;
  }
}

/** One string object per name: its hash is computed once, and equal names are the same object. */
function interned(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size > MAX_NAMES) names.clear();
  names.set(name, name);
  return name;
}

const names = new Map<string, string>();
const MAX_NAMES = 400_000;

function appended(header: readonly HeaderToken[], token: HeaderToken): readonly HeaderToken[] {
  (header as HeaderToken[]).push(token);
  return header;
}

function copy(state: State): State {
  return { ...state, header: [...state.header] };
}

function splitParams(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  return names.length === 1 && names[0] === "" ? [] : names;
}

/** `int f(a, b) int a;`: the parameters of an old-style definition are declared before its body. */
function isOldStyle(text: string, header: readonly HeaderToken[]): boolean {
  if (header.length > 120) return false;
  const words = header.map(({ start, end }) => text.slice(start, end));
  const close = words.lastIndexOf(")");
  const open = words.lastIndexOf("(");
  if (open < 1 || words.includes("=") || words.includes("typedef") || words.slice(close + 1).includes("("))
    return false;
  const names = words.slice(open + 1, close);
  const plain =
    names.length > 0 && names.every((word, i) => (i % 2 === 0 ? /^[A-Za-z_]\w*$/.test(word) : word === ","));
  return plain && words.length - close > 2 && /^(?![A-Z_0-9]+$)[A-Za-z_]\w*$/.test(words[close + 1] ?? "");
}

/** The function a declaration says never returns. */
function neverReturns(text: string, header: readonly HeaderToken[]): string | null {
  const words = header.map(({ start, end }) => text.slice(start, end));
  if (!words.some((word) => /^(?:_Noreturn|noreturn|__noreturn__|\w*NO_?RETURN\w*|\w*Noreturn\w*)$/.test(word)))
    return null;
  const declared = readHeader(text, header, "brace");
  return declared.kind === "function" ? declared.name : null;
}

/** After a type's closing brace a declarator may follow: `struct x { … } name;`. */
function continues(text: string, header: readonly HeaderToken[]): boolean {
  return header.some(({ start, end }) => /^(?:struct|union|enum|class|typedef)$/.test(text.slice(start, end)));
}

function generatorOf(text: string): FileIndex["generator"] {
  const head = text.slice(0, 800);
  if (/Generated by Cython/.test(head)) return "cython";
  if (/This file was automatically generated by SWIG|generated by SWIG/i.test(head)) return "swig";
  if (/Generated by SIP/i.test(head)) return "sip";
  return null;
}
