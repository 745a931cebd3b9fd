// One pass over a file's characters: functions' extents, macros, static variables, tables, linter comments.
// Braces that `#if` branches open or close differently are followed along one branch, the same everywhere.
import { type Language, languageOf } from "../text/language.ts";
import { type Span, span } from "../text/span.ts";
import type { DirectiveComment, FileIndex } from "./file-index.ts";
import { Directives } from "./index-directives.ts";
import { Outline } from "./index-outline.ts";
import { internedAt } from "./interned.ts";
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
  return new FileScanner(path, text, language).scan(span(0, text.length));
}

/** The facts of a part of it by itself, with places in the whole text: what stands behind the part tells how it ends, nothing else. */
export function indexPart(path: string, text: string, part: Span, language: Language): FileIndex {
  return new FileScanner(path, text, language).scan(part);
}

const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

class FileScanner {
  readonly #path: string;
  readonly #text: string;
  readonly #language: Language;
  readonly #isCplusplus: boolean;
  readonly #speaks: boolean;
  readonly #directives: Directives;
  readonly #outline: Outline;
  readonly #pointerFields: string[] = [];
  readonly #assignments = new Map<string, { target: string; value: string }>();
  readonly #comments: DirectiveComment[] = [];
  // The last four tokens, for `target = value;`.
  #recent: [string, string, string, string] = ["", "", "", ""];

  constructor(path: string, text: string, language: Language) {
    this.#path = path;
    this.#text = text;
    this.#language = language;
    this.#isCplusplus = language === "cpp";
    this.#speaks = text.includes("gilint") || text.includes("NOLINT");
    this.#directives = new Directives(text, language);
    this.#outline = new Outline(text, language, this.#directives.branches);
  }

  scan({ start, end }: Span): FileIndex {
    const text = this.#text;
    let lineStart = true;
    let i = start;
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
        this.#outline.state = this.#directives.read(i, close, this.#outline.state);
        i = close;
      } else {
        lineStart = false;
        i = this.#token(c, i, end);
      }
    }
    this.#outline.end(end);
    this.#directives.end(end);
    const { includes, includeLines, conditionals, macros } = this.#directives;
    const { noReturn, functions, variables, tables, classes, problems } = this.#outline;
    return {
      path: this.#path,
      language: this.#language,
      length: text.length,
      includes,
      includeLines,
      conditionals,
      noReturn,
      macros,
      functions,
      variables,
      tables,
      classes,
      pointerFields: this.#pointerFields,
      assignments: [...this.#assignments.values()],
      comments: this.#comments,
      problems,
    };
  }

  #token(c: number, at: number, end: number): number {
    const text = this.#text;
    if (startsIdentifier(c)) {
      let i = at + 1;
      while (i < end && inIdentifier(text.charCodeAt(i))) i++;
      if (text.charCodeAt(i) === 34 && i - at <= 3 && /^(?:u8|u|U|L)?R$/.test(text.slice(at, i))) {
        const close = endOfRawString(text, i, end);
        this.#outline.headerToken(at, close);
        return close;
      }
      this.#identifier(at, i);
      return i;
    }
    if (c === 34 || c === 39) {
      const close = endOfQuoted(text, at, end);
      this.#outline.headerToken(at, close);
      this.#remember("0");
      return close;
    }
    if (isDigit(c)) {
      const i = this.#outline.state.table === null ? this.#endOfNumber(at, end) : this.#endOfNumbers(at, end);
      this.#outline.headerToken(at, i);
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
    const outline = this.#outline;
    const { fn, table, depth } = outline.state;
    const name = internedAt(this.#text, start, end);
    if (fn !== null) outline.mention(fn, name, start, end, this.#recent[3] === ":" && this.#recent[2] === ":");
    else if (table !== null) {
      const field = this.#recent[3] === "=" && this.#recent[1] === "." ? this.#recent[2] : null;
      if (table.entries.length < 5_000) table.entries.push({ field, name });
    } else if (depth === 0) outline.headerToken(start, end);
    else if (this.#recent[3] === "*" && this.#recent[2] === "(") this.#pointerFields.push(name);
    this.#remember(name);
  }

  #punctuation(c: number, at: number): void {
    const state = this.#outline.state;
    switch (c) {
      case BRACE_OPEN:
        this.#outline.open(at);
        break;
      case BRACE_CLOSE:
        this.#outline.close(at);
        break;
      case 59: // ;
        this.#semicolon(at);
        break;
      default:
        if (c === 40) state.parens++;
        else if (c === 41 && state.parens > 0) state.parens--;
        else if (c === 91 && this.#isCplusplus) this.#outline.lambda(at, this.#recent[3]);
        this.#outline.headerToken(at, at + 1);
        if (c === 58 && this.#isCplusplus) this.#outline.accessLabel();
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
    if (equals === "=" && startsIdentifier(value.charCodeAt(0)) && startsIdentifier(target.charCodeAt(0))) {
      const key = `${target}=${value}`;
      if (!this.#assignments.has(key)) this.#assignments.set(key, { target, value });
    }
    this.#outline.semicolon(at);
  }

  #comment(start: number, end: number): void {
    const text = this.#text.slice(start, end);
    if (text.includes("gilint:") || text.includes("NOLINT")) this.#comments.push({ span: span(start, end), text });
  }
}

/** A comma, white space or a line's end. */
function isBetweenNumbers(c: number): boolean {
  return c === 44 || c === 32 || c === 10 || c === 13 || c === 9;
}
