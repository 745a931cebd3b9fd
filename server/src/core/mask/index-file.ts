// One pass over a file's characters: functions' extents, macros, static variables, tables, linter comments.
// Braces that `#if` branches open or close differently are followed along one branch, the same everywhere.
import { type Language, languageOf } from "../text/language.ts";
import { type Span, span } from "../text/span.ts";
import { conditionalOf } from "./conditions.ts";
import { arityOf, joinedName, readCplusplusHeader } from "./cplusplus.ts";
import { type DeclaredVariable, type Header, readHeader } from "./declarations.ts";
import type {
  ClassDeclaration,
  DirectiveComment,
  FileIndex,
  FunctionExtent,
  MacroDefinition,
  StaticVariable,
  Table,
} from "./file-index.ts";
import { Branches } from "./index-branches.ts";
import {
  type HeaderToken,
  type OpenFunction,
  type OpenScope,
  type State,
  scopeName,
  startState,
} from "./index-state.ts";
import { continues, isOldStyle, macroOf, neverReturns } from "./index-words.ts";
import { interned, internedAt } from "./interned.ts";
import { type LambdaHead, lambdaHead } from "./lambdas.ts";
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
export function indexFile(path: string, text: string, language: Language = languageOf(path) ?? "c"): FileIndex {
  return new FileScanner(path, text, language).scan();
}

const MAX_HEADER = 4_000;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

class FileScanner {
  readonly #path: string;
  readonly #text: string;
  readonly #language: Language;
  readonly #isCplusplus: boolean;
  readonly #includes: string[] = [];
  readonly #includeLines: Span[] = [];
  readonly #noReturn: string[] = [];
  readonly #macros: MacroDefinition[] = [];
  readonly #undefined = new Set<string>();
  readonly #functions: FunctionExtent[] = [];
  readonly #variables: StaticVariable[] = [];
  readonly #tables: Table[] = [];
  readonly #classes: ClassDeclaration[] = [];
  readonly #pointerFields: string[] = [];
  readonly #assignments = new Map<string, { target: string; value: string }>();
  readonly #comments: DirectiveComment[] = [];
  readonly #problems: { span: { start: number; end: number }; message: string }[] = [];
  readonly #speaks: boolean;
  readonly #branches: Branches;
  #state: State = startState();
  /** Lambdas whose body is still to come, by the offset of its brace. */
  readonly #lambdas = new Map<number, LambdaHead & { readonly name: string }>();
  readonly #lambdaCounts = new Map<string, number>();
  // The last four tokens, for `target = value;`.
  #recent: [string, string, string, string] = ["", "", "", ""];

  constructor(path: string, text: string, language: Language) {
    this.#path = path;
    this.#text = text;
    this.#language = language;
    this.#isCplusplus = language === "cpp";
    this.#speaks = text.includes("gilint") || text.includes("NOLINT");
    this.#branches = new Branches(text, language);
  }

  scan(): FileIndex {
    const text = this.#text;
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
    while (this.#state.fn !== null) this.#closeFunction(end, "the function's closing brace is missing");
    return {
      path: this.#path,
      language: this.#language,
      length: text.length,
      includes: this.#includes,
      includeLines: this.#includeLines,
      noReturn: this.#noReturn,
      macros: this.#macros,
      functions: this.#functions,
      variables: this.#variables,
      tables: this.#tables,
      classes: this.#classes,
      pointerFields: this.#pointerFields,
      assignments: [...this.#assignments.values()],
      comments: this.#comments,
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
      const i = this.#state.table === null ? this.#endOfNumber(at, end) : this.#endOfNumbers(at, end);
      this.#headerToken(at, i);
      this.#remember("0");
      return i;
    }
    this.#punctuation(c, at);
    return at + 1;
  }

  #endOfNumber(at: number, end: number): number {
    const text = this.#text;
    let i = at + 1;
    while (i < end && (inIdentifier(text.charCodeAt(i)) || text.charCodeAt(i) === 46 || this.#separatesDigits(i))) i++;
    return i;
  }

  /** The end of the last of the numbers that follow one another in a table: there may be hundreds of thousands. */
  #endOfNumbers(at: number, end: number): number {
    const text = this.#text;
    for (let from = at; ; ) {
      const close = this.#endOfNumber(from, end);
      from = close;
      while (from < end && isBetweenNumbers(text.charCodeAt(from))) from++;
      if (from === end || !isDigit(text.charCodeAt(from))) return close;
    }
  }

  /** `1'000` in C++. */
  #separatesDigits(at: number): boolean {
    return this.#isCplusplus && this.#text.charCodeAt(at) === 39 && inIdentifier(this.#text.charCodeAt(at + 1));
  }

  #identifier(start: number, end: number): void {
    const { fn, table } = this.#state;
    const name = internedAt(this.#text, start, end);
    if (fn !== null) this.#mention(fn, name, start, end);
    else if (table !== null) {
      const field = this.#recent[3] === "=" && this.#recent[1] === "." ? this.#recent[2] : null;
      if (table.entries.length < 5_000) table.entries.push({ field, name });
    } else if (this.#state.depth === 0) this.#headerToken(start, end);
    else if (this.#recent[3] === "*" && this.#recent[2] === "(") this.#pointerFields.push(name);
    this.#remember(name);
  }

  #mention(fn: OpenFunction, name: string, start: number, end: number): void {
    fn.names.add(name);
    const isCalled = this.#opensCall(end);
    if (isCalled) fn.calls.add(name);
    if (!this.#isCplusplus || this.#recent[3] !== ":" || this.#recent[2] !== ":") return;
    const joined = joinedName(this.#text, start, name);
    if (joined === null) return;
    fn.names.add(interned(joined));
    if (isCalled) fn.calls.add(interned(joined));
  }

  #opensCall(at: number): boolean {
    let i = at;
    while (isSpace(this.#text.charCodeAt(i))) i++;
    const c = this.#text.charCodeAt(i);
    // `T{…}`, `f<T>(…)` and `T x(…)` call too.
    return c === 40 || (this.#isCplusplus && (c === BRACE_OPEN || c === 60 || startsIdentifier(c)));
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
        else if (c === 91 && this.#isCplusplus) this.#lambda(at);
        this.#headerToken(at, at + 1);
        if (c === 58 && this.#isCplusplus) this.#accessLabel();
    }
    this.#remember(String.fromCharCode(c));
  }

  /** `public:` and its kin begin no declaration. */
  #accessLabel(): void {
    const { header, scopes } = this.#state;
    const [first] = header;
    if (header.length < 2 || header.length > 3 || first === undefined || scopes.at(-1)?.kind !== "class") return;
    if (/^(?:public|private|protected|signals|Q_SIGNALS)$/.test(this.#text.slice(first.start, first.end)))
      this.#state.header = [];
  }

  /** Notes where the body of a lambda will begin, if the bracket at `at` opens one. */
  #lambda(at: number): void {
    const { fn, table } = this.#state;
    if (fn === null && table === null) return;
    const head = lambdaHead(this.#text, at, this.#recent[3]);
    if (head === null) return;
    const owner = fn?.header.name ?? table?.header.variables[0]?.name ?? "";
    const root = owner.replace(/::lambda\d+$/, "");
    const count = (this.#lambdaCounts.get(root) ?? 0) + 1;
    this.#lambdaCounts.set(root, count);
    const name = interned(`${root}::lambda${count}`);
    this.#lambdas.set(head.open, { ...head, name });
    if (fn !== null) {
      fn.lambdas.push({ at: at - fn.open, name });
      fn.names.add(name);
      fn.calls.add(name);
    } else table?.entries.push({ field: null, name });
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
    if (equals === "=" && startsIdentifier(value.charCodeAt(0)) && startsIdentifier(target.charCodeAt(0))) {
      const key = `${target}=${value}`;
      if (!this.#assignments.has(key)) this.#assignments.set(key, { target, value });
    }
    const state = this.#state;
    if (state.depth > 0 || state.fn !== null || state.inner > 0) return;
    const first = state.header[0];
    if (first !== undefined && !this.#isCplusplus && isOldStyle(this.#text, state.header)) {
      state.header = appended(state.header, { start: at, end: at + 1 });
      return;
    }
    if (first !== undefined) this.#declaration(first.start, at);
    state.header = [];
    state.parens = 0;
  }

  #declaration(start: number, end: number): void {
    const never = neverReturns(this.#text, this.#state.header);
    if (never !== null) this.#noReturn.push(never);
    const header = this.#readHeader("declaration");
    if (header.kind === "variables") for (const variable of header.variables) this.#declare(variable, start, end);
  }

  /** A variable of the file, or a field of a class. */
  #declare({ name, type, isStatic, isArray }: DeclaredVariable, start: number, end: number): void {
    const { scopes } = this.#state;
    const scope = scopes.at(-1);
    if (scope?.kind === "class" && !isStatic) scope.fields.push({ name, type });
    else this.#variables.push({ name, type, isStatic: isStatic || inUnnamed(scopes), isArray, span: span(start, end) });
  }

  #readHeader(before: "brace" | "declaration"): Header {
    const { header, parens } = this.#state;
    return this.#isCplusplus
      ? readCplusplusHeader(this.#text, header, before, parens)
      : readHeader(this.#text, header, before);
  }

  #open(at: number): void {
    const state = this.#state;
    const lambda = this.#lambdas.get(at);
    if (lambda !== undefined) this.#openLambda(lambda, at);
    else if (state.inner > 0) {
      state.inner++;
      this.#headerToken(at, at + 1);
      return;
    } else if (state.depth === 0 && state.fn === null && state.table === null) {
      const header = this.#readHeader("brace");
      const start = state.header[0]?.start ?? at;
      if (header.kind === "transparent") {
        if (header.scope !== undefined) state.scopes = [...state.scopes, { ...header.scope, fields: [] }];
        state.header = [];
        state.parens = 0;
        return;
      }
      if (header.kind === "inner") {
        state.inner = 1;
        this.#headerToken(at, at + 1);
        return;
      }
      const never = neverReturns(this.#text, state.header);
      if (never !== null) this.#noReturn.push(never);
      if (header.kind === "function") this.#openFunction(header, start, at);
      else if (header.kind === "initialiser") state.table = { header, start, entries: [] };
      state.parens = 0;
    }
    state.depth++;
  }

  #openFunction(header: OpenFunction["header"], start: number, at: number): void {
    const open = header.initialisers ?? at;
    const scope = [scopeName(this.#state.scopes), header.qualifier ?? ""].filter((part) => part !== "").join("::");
    const fn: OpenFunction = {
      header,
      start,
      open,
      depth: 0,
      outer: null,
      scope,
      names: new Set(),
      calls: new Set(),
      lambdas: [],
    };
    for (const token of this.#state.header) {
      if (token.start < open || !startsIdentifier(this.#text.charCodeAt(token.start))) continue;
      this.#mention(fn, interned(this.#text.slice(token.start, token.end)), token.start, token.end);
    }
    this.#state.fn = fn;
  }

  #openLambda({ name, at, params }: LambdaHead & { readonly name: string }, open: number): void {
    const state = this.#state;
    state.fn = {
      header: { kind: "function", name, nameSpan: span(at, at + 1), params, isStatic: true, returns: "" },
      start: at,
      open,
      depth: state.depth,
      outer: state.fn,
      // In a method a lambda may use what the method can.
      scope: state.fn?.scope ?? scopeName(state.scopes),
      names: new Set(),
      calls: new Set(),
      lambdas: [],
    };
  }

  #close(at: number): void {
    const state = this.#state;
    if (state.inner > 0) {
      this.#headerToken(at, at + 1);
      state.inner--;
      return;
    }
    if (state.depth === 0) {
      this.#closeScope();
      return;
    }
    state.depth--;
    if (state.depth > 0 && !this.#branches.dead && resumesAfter(this.#text, at)) {
      const where = state.fn?.header.nameSpan ?? span(at, at + 1);
      this.#problems.push({ span: where, message: "the braces do not match" });
      while (state.fn !== null && state.fn.outer !== null) this.#closeFunction(at + 1, null);
      state.depth = 0;
    }
    if (this.#branches.dead) return;
    if (state.fn !== null && state.depth <= state.fn.depth && (state.fn.outer !== null || state.depth > 0)) {
      this.#closeFunction(at + 1, null);
      return;
    }
    if (state.depth > 0) return;
    if (state.fn !== null) this.#closeFunction(at + 1, null);
    else if (state.table !== null) this.#closeTable(at + 1);
    else if (state.header.length === 0 || !continues(this.#text, state.header)) state.header = [];
    state.parens = 0;
  }

  #closeScope(): void {
    const state = this.#state;
    const scope = state.scopes.at(-1);
    state.header = [];
    if (scope === undefined) return;
    state.scopes = state.scopes.slice(0, -1);
    const { kind, name, bases, fields } = scope;
    if (kind === "class") this.#classes.push({ name, scope: scopeName(state.scopes), bases, fields });
  }

  #closeFunction(end: number, problem: string | null): void {
    const { fn } = this.#state;
    if (fn === null) return;
    const { header } = fn;
    const { scopes } = this.#state;
    // `static` in a class says nothing of linkage.
    const isMethod = fn.outer === null && scopes.at(-1)?.kind === "class";
    if (!this.#branches.never)
      this.#functions.push({
        name: header.name,
        nameSpan: header.nameSpan,
        span: span(fn.start, end),
        params: header.params,
        body: span(fn.open, end),
        isStatic: (header.isStatic && !isMethod) || inUnnamed(scopes),
        returns: header.returns,
        names: [...fn.names],
        calls: [...fn.calls],
        ...(this.#isCplusplus ? { cplusplus: this.#cplusplus(fn) } : {}),
      });
    if (problem !== null) this.#problems.push({ span: header.nameSpan, message: problem });
    this.#state.fn = fn.outer;
    this.#state.depth = fn.depth;
    if (fn.outer === null && this.#state.table === null) this.#state.header = [];
  }

  #cplusplus({ header, scope, lambdas, open }: OpenFunction): NonNullable<FunctionExtent["cplusplus"]> {
    return {
      scope,
      owner: /[^:]*$/.exec(scope)?.[0] ?? "",
      arity: arityOf(this.#text.slice(header.params.start, header.params.end)),
      initialises: this.#text[open] === ":",
      isNoexcept: header.isNoexcept === true || header.name.startsWith("~"),
      lambdas,
      isLambda: /::lambda\d+$/.test(header.name),
    };
  }

  #closeTable(end: number): void {
    const { table } = this.#state;
    if (table === null) return;
    for (const variable of table.header.variables) {
      this.#declare(variable, table.start, end);
      const { name, type } = variable;
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
      const condition = this.#isCplusplus ? asCplusplus(conditional.condition) : conditional.condition;
      this.#state = this.#branches.follow({ ...conditional, condition }, end, this.#state);
      return;
    }
    const macro = macroOf(text);
    if (macro !== null) {
      const renewed = this.#undefined.has(macro.name);
      this.#macros.push({
        ...macro,
        span: span(start, end),
        alive: this.#branches.alive,
        isConditional: this.#branches.unknown,
        renewed,
      });
    }
    const undefine = /^#\s*undef\s+([A-Za-z_]\w*)/.exec(text);
    if (undefine?.[1] !== undefined) this.#undefined.add(undefine[1]);
    const include = /^#\s*include\s*[<"]([^>"]+)[>"]/.exec(text);
    if (include?.[1] === undefined) return;
    this.#includes.push(include[1]);
    if (this.#branches.depth === 0) this.#includeLines.push(span(start, end));
  }
}

function appended(header: readonly HeaderToken[], token: HeaderToken): readonly HeaderToken[] {
  (header as HeaderToken[]).push(token);
  return header;
}

/** A comma, white space or a line's end. */
function isBetweenNumbers(c: number): boolean {
  return c === 44 || c === 32 || c === 10 || c === 13 || c === 9;
}

/** What lies in a namespace without a name is seen in its file only. */
function inUnnamed(scopes: readonly OpenScope[]): boolean {
  return scopes.some(({ kind, name }) => kind === "namespace" && name === "");
}

function asCplusplus(condition: string): string {
  return condition
    .replace(/\bdefined\s*(?:\(\s*__cplusplus\s*\)|__cplusplus\b)/g, "1")
    .replace(/\b__cplusplus\b/g, "202002");
}
