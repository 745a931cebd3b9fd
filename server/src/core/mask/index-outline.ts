// What the braces and semicolons of a file open and close during the lexical pass: functions, tables, scopes, declarations.
import type { Language } from "../text/language.ts";
import { isLambda } from "../text/names.ts";
import { span } from "../text/span.ts";
import { arityOf, forwardsTo, joinedName, readCplusplusHeader } from "./cplusplus.ts";
import { type DeclaredVariable, type Header, readHeader } from "./declarations.ts";
import type { ClassDeclaration, FileIndex, FunctionExtent, StaticVariable, Table } from "./file-index.ts";
import { guardAlias } from "./guard-aliases.ts";
import type { Branches } from "./index-branches.ts";
import { appended, inUnnamed, type OpenFunction, type State, scopeName, startState } from "./index-state.ts";
import { continues, isOldStyle, neverReturns } from "./index-words.ts";
import { interned, internedAt } from "./interned.ts";
import { type LambdaHead, lambdaHead, noteInside } from "./lambdas.ts";
import { resumesAfter } from "./resume.ts";
import { isSpace, startsIdentifier } from "./scanner.ts";

const MAX_HEADER = 4_000;
const BRACE_OPEN = 123;
/** Said of a function that goes on to the end of its file. */
export const UNCLOSED = "the function's closing brace is missing";

export class Outline {
  state: State = startState();
  readonly functions: FunctionExtent[] = [];
  readonly variables: StaticVariable[] = [];
  readonly tables: Table[] = [];
  readonly classes: ClassDeclaration[] = [];
  readonly noReturn: string[] = [];
  readonly problems: FileIndex["problems"][number][] = [];
  readonly #text: string;
  readonly #isCplusplus: boolean;
  readonly #branches: Branches;
  /** Lambdas whose body is still to come, by the offset of its brace. */
  readonly #lambdas = new Map<number, LambdaHead & { readonly name: string }>();
  readonly #lambdaCounts = new Map<string, number>();

  constructor(text: string, language: Language, branches: Branches) {
    this.#text = text;
    this.#isCplusplus = language === "cpp";
    this.#branches = branches;
  }

  /** A name in a function; `isQualified`: `::` stands before it. */
  mention(fn: OpenFunction, name: string, start: number, end: number, isQualified: boolean): void {
    fn.names.add(name);
    const isCalled = this.#opensCall(end);
    if (isCalled) fn.calls.add(name);
    if (!this.#isCplusplus || !isQualified) return;
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

  headerToken(start: number, end: number): void {
    const state = this.state;
    if (state.depth === 0 && state.fn === null && state.table === null && state.header.length < MAX_HEADER)
      state.header = appended(state.header, { start, end });
  }

  /** `public:` and its kin begin no declaration. */
  accessLabel(): void {
    const { header, scopes } = this.state;
    const [first] = header;
    if (header.length < 2 || header.length > 3 || first === undefined || scopes.at(-1)?.kind !== "class") return;
    if (/^(?:public|private|protected|signals|Q_SIGNALS)$/.test(this.#text.slice(first.start, first.end)))
      this.state.header = [];
  }

  /** Notes where the body of a lambda will begin, if the bracket at `at` opens one. */
  lambda(at: number, before: string): void {
    const { fn, table } = this.state;
    if (fn === null && table === null) return;
    const head = lambdaHead(this.#text, at, before);
    if (head === null) return;
    const owner = fn?.header.name ?? table?.header.variables[0]?.name ?? "";
    const root = owner.replace(/::lambda\d+$/, "");
    const count = (this.#lambdaCounts.get(root) ?? 0) + 1;
    this.#lambdaCounts.set(root, count);
    const name = interned(`${root}::lambda${count}`);
    this.#lambdas.set(head.open, { ...head, name });
    if (fn !== null) {
      fn.lambdas.push({ at: at - fn.open, name, inside: span(0, 0) });
      fn.names.add(name);
      fn.calls.add(name);
    } else table?.entries.push({ field: null, name });
  }

  /** The end of a declaration, of the file's or of a scope's own. */
  semicolon(at: number): void {
    const { state } = this;
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

  /** The end of the file, which closes what is open. */
  end(at: number): void {
    while (this.state.fn !== null) this.#closeFunction(at, UNCLOSED);
  }

  #declaration(start: number, end: number): void {
    const never = neverReturns(this.#text, this.state.header);
    if (never !== null) this.noReturn.push(never);
    if (this.#isCplusplus) this.classes.push(...guardAlias(this.#text.slice(start, end), scopeName(this.state.scopes)));
    const header = this.#readHeader("declaration");
    if (header.kind === "variables") for (const variable of header.variables) this.#declare(variable, start, end);
  }

  /** A variable of the file, or a field of a class. */
  #declare({ name, type, isStatic, isArray }: DeclaredVariable, start: number, end: number): void {
    const { scopes } = this.state;
    const scope = scopes.at(-1);
    if (scope?.kind === "class" && !isStatic) scope.fields.push({ name, type });
    else this.variables.push({ name, type, isStatic: isStatic || inUnnamed(scopes), isArray, span: span(start, end) });
  }

  #readHeader(before: "brace" | "declaration"): Header {
    const { header, parens } = this.state;
    return this.#isCplusplus
      ? readCplusplusHeader(this.#text, header, before, parens)
      : readHeader(this.#text, header, before);
  }

  open(at: number): void {
    const state = this.state;
    const lambda = this.#lambdas.get(at);
    if (lambda !== undefined) this.#openLambda(lambda, at);
    else if (state.inner > 0) {
      state.inner++;
      this.headerToken(at, at + 1);
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
        this.headerToken(at, at + 1);
        return;
      }
      const never = neverReturns(this.#text, state.header);
      if (never !== null) this.noReturn.push(never);
      if (header.kind === "function") this.#openFunction(header, start, at);
      else if (header.kind === "initialiser") state.table = { header, start, entries: [] };
      state.parens = 0;
    }
    state.depth++;
  }

  #openFunction(header: OpenFunction["header"], start: number, at: number): void {
    const open = header.initialisers ?? at;
    const scope = [scopeName(this.state.scopes), header.qualifier ?? ""].filter((part) => part !== "").join("::");
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
    for (const token of this.state.header) {
      if (token.start < open || !startsIdentifier(this.#text.charCodeAt(token.start))) continue;
      this.mention(fn, internedAt(this.#text, token.start, token.end), token.start, token.end, false);
    }
    this.state.fn = fn;
  }

  #openLambda({ name, at, params }: LambdaHead & { readonly name: string }, open: number): void {
    const state = this.state;
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

  close(at: number): void {
    const state = this.state;
    if (state.inner > 0) {
      this.headerToken(at, at + 1);
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
      this.problems.push({ span: where, message: "the braces do not match" });
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
    const state = this.state;
    const scope = state.scopes.at(-1);
    state.header = [];
    if (scope === undefined) return;
    state.scopes = state.scopes.slice(0, -1);
    const { kind, name, bases, fields } = scope;
    if (kind === "class") this.classes.push({ name, scope: scopeName(state.scopes), bases, fields });
  }

  #closeFunction(end: number, problem: string | null): void {
    const { fn } = this.state;
    if (fn === null) return;
    const { header } = fn;
    const { scopes } = this.state;
    // `static` in a class says nothing of linkage.
    const isMethod = fn.outer === null && scopes.at(-1)?.kind === "class";
    if (!this.#branches.never)
      this.functions.push({
        name: header.name,
        nameSpan: header.nameSpan,
        span: span(fn.start, end),
        params: header.params,
        body: span(fn.open, end),
        isStatic: (header.isStatic && !isMethod) || inUnnamed(scopes),
        returns: header.returns,
        names: [...fn.names],
        calls: [...fn.calls],
        ...(this.#isCplusplus ? { cplusplus: this.#cplusplus(fn, end) } : {}),
      });
    if (problem === null) noteInside(fn, end);
    else this.problems.push({ span: header.nameSpan, message: problem });
    this.state.fn = fn.outer;
    this.state.depth = fn.depth;
    if (fn.outer === null && this.state.table === null) this.state.header = [];
  }

  #cplusplus(fn: OpenFunction, end: number): NonNullable<FunctionExtent["cplusplus"]> {
    const { header, scope, lambdas, open, calls } = fn;
    return {
      scope,
      owner: /[^:]*$/.exec(scope)?.[0] ?? "",
      arity: arityOf(this.#text.slice(header.params.start, header.params.end)),
      forwards: calls.has(header.name) && forwardsTo(header.name, this.#text.slice(open, end)),
      initialises: this.#text[open] === ":",
      isNoexcept: header.isNoexcept === true || header.name.startsWith("~"),
      lambdas,
      isLambda: isLambda(header.name),
    };
  }

  #closeTable(end: number): void {
    const { table } = this.state;
    if (table === null) return;
    for (const variable of table.header.variables) {
      this.#declare(variable, table.start, end);
      const { name, type } = variable;
      this.tables.push({ variable: name, type, entries: table.entries, span: span(table.start, end) });
    }
    this.state.table = null;
    this.state.header = [];
  }
}
