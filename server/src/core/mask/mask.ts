// The same-length rewrite of a function's body into something the grammar of C accepts. Offsets never change; what
// was rewritten is kept in a side table.

import type { Language } from "../text/language.ts";
import { type Span, span } from "../text/span.ts";
import { caseRanges } from "./case-ranges.ts";
import { resolveConditionals } from "./conditionals.ts";
import { rewriteCplusplus } from "./cplusplus-rewrites.ts";
import { hasBehaviour, isAttributeMacro, type MacroScope, standsAlone } from "./macro-table.ts";
import { initialisersAsStatements } from "./member-initialisers.ts";
import { Kind, type Token, tokenize } from "./scanner.ts";

/** A macro used as a statement without a semicolon. Spans are offsets into the masked text. */
export interface MacroUse {
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Span[] | null;
}

export interface Masked {
  /** As long as the original. */
  readonly text: string;
  /** By the offset of the macro's name. */
  readonly uses: ReadonlyMap<number, MacroUse>;
  /** Offsets of the names of members that C++ initialises before the body, each made a statement. */
  readonly initialisers: ReadonlySet<number>;
}

export interface MaskContext {
  readonly language: Language;
  readonly macros: MacroScope;
  /** Whether a name is known to change the GIL's state: such a macro stands alone even without its definition. */
  readonly isTransition: (name: string) => boolean;
}

/** Rewrites the body of a function, braces included, or the expansion of a macro. */
export function mask(original: string, context: MaskContext): Masked {
  return new Masker(original, context).run();
}

const TYPE_WORDS = words(
  "int char short long float double void unsigned signed struct union enum const volatile _Bool bool size_t wchar_t",
);
const LIKE_A_MACRO = /^_?[A-Z][A-Za-z]*_[A-Z0-9_]+$/;
const JUMPS = words("return goto break continue if else while for do switch case default");
const UNEVALUATED = words(
  "sizeof _Alignof alignof _Generic typeof __typeof__ __typeof offsetof __attribute__ asm __asm__ __asm",
);
const KEYWORDS: ReadonlySet<string> = new Set([
  ...JUMPS,
  ...UNEVALUATED,
  ...words(
    "int char short long float double void unsigned signed struct union enum const volatile static extern register typedef inline auto __extension__",
  ),
]);
/** In C++ these begin no macro. */
const CPLUSPLUS_KEYWORDS: ReadonlySet<string> = new Set([
  ...KEYWORDS,
  ...words(
    "catch try throw new delete namespace class template typename using operator public private protected friend virtual explicit constexpr consteval constinit decltype noexcept this static_cast dynamic_cast const_cast reinterpret_cast co_return co_await co_yield static_assert concept requires thread_local mutable and or not nullptr true false alignas",
  ),
]);
const HEADS = words("if while for switch");
const ATTRIBUTES = words("__attribute__ __attribute __declspec _Pragma __pragma alignas _Alignas");
const IGNORED = words("__extension__ __restrict __inline Py_NO_INLINE");

/** Longer arguments are expressions: nobody writes types and jumps of that length, and nested calls would be read again and again. */
const MAX_ARGUMENT = 2_000;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

class Masker {
  readonly #original: string;
  readonly #context: MaskContext;
  readonly #out: string[];
  readonly #uses = new Map<number, MacroUse>();
  #tokens: Token[] = [];
  #words: readonly string[] = [];
  #close: Int32Array = new Int32Array(0);
  readonly #isCplusplus: boolean;
  readonly #keywords: ReadonlySet<string>;

  constructor(original: string, context: MaskContext) {
    this.#original = original;
    this.#context = context;
    this.#out = original.split("");
    this.#isCplusplus = context.language === "cpp";
    this.#keywords = this.#isCplusplus ? CPLUSPLUS_KEYWORDS : KEYWORDS;
  }

  run(): Masked {
    const all = tokenize(this.#original);
    this.#blankComments(all);
    const kept = resolveConditionals(this.#original, all, this.#context, (from, to) => this.#blank(from, to));
    this.#tokens = kept.filter((token) => token.kind !== Kind.directive);
    this.#words = this.#tokens.map(({ start, end }) => this.#original.slice(start, end));
    this.#close = matching(this.#original, this.#tokens);
    const borders = new Set(
      kept.flatMap((token, i) => (token.kind === Kind.directive && kept[i + 1] ? [kept[i + 1]?.start ?? -1] : [])),
    );
    this.#separateLabels(kept);
    this.#rewrite(borders);
    for (const at of caseRanges(this.#original, this.#tokens, this.#words)) this.#put(at, "|| ");
    if (this.#isCplusplus)
      rewriteCplusplus({
        tokens: this.#tokens,
        words: this.#words,
        close: this.#close,
        blank: (from, to) => this.#blank(from, to),
        put: (at, text) => this.#put(at, text),
      });
    const initialisers = this.#isCplusplus && this.#word(0) === ":" ? this.#initialisers() : NONE;
    return { text: this.#out.join(""), uses: this.#uses, initialisers };
  }

  /** `: a(1), b{2} { … }` becomes `{ a(1); b{2}; … }`. */
  #initialisers(): ReadonlySet<number> {
    const { names, signs } = initialisersAsStatements(this.#tokens, this.#words, this.#close);
    for (const { at, sign } of signs) this.#out[at] = sign;
    return names;
  }

  #word(i: number): string {
    return this.#words[i] ?? "";
  }

  #blank(from: number, to: number): void {
    for (let i = from; i < to; i++) if (this.#out[i] !== "\n" && this.#out[i] !== "\r") this.#out[i] = " ";
  }

  #put(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) this.#out[at + i] = text[i] ?? " ";
  }

  /** Everything between tokens is white space or a comment. */
  #blankComments(tokens: readonly Token[]): void {
    let at = 0;
    for (const { start, end } of tokens) {
      this.#blank(at, start);
      at = end;
    }
    this.#blank(at, this.#original.length);
  }

  /** A label before `#if` needs a statement: `done:` becomes `don:;`, and its name is read from the original. */
  #separateLabels(kept: readonly Token[]): void {
    for (const [i, token] of kept.entries()) {
      const colon = kept[i - 1];
      const name = kept[i - 2];
      if (
        token.kind !== Kind.directive ||
        colon === undefined ||
        name === undefined ||
        this.#original[colon.start] !== ":"
      )
        continue;
      if (name.kind !== Kind.identifier || name.end - name.start < 2) continue;
      this.#blank(name.end - 1, colon.start);
      this.#out[name.end - 1] = ":";
      this.#out[colon.start] = ";";
    }
  }

  #rewrite(borders: ReadonlySet<number>): void {
    const headers = new Set<number>(); // closing parentheses of if (…), while (…), for (…), switch (…)
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i];
      if (token === undefined || token.kind !== Kind.identifier) continue;
      const word = this.#word(i);
      const open = this.#word(i + 1) === "(" && !this.#endsBeforeParenthesis(i) ? i + 1 : -1;
      if (HEADS.has(word)) {
        const head = this.#word(i + 1) === "constexpr" && this.#word(i + 2) === "(" ? i + 2 : open;
        if (head > 0) headers.add(this.#close[head] ?? -1);
      } else if (ATTRIBUTES.has(word) && open > 0) {
        const close = this.#tokens[this.#close[open] ?? -1];
        if (close !== undefined) this.#blank(token.start, close.end);
        i = Math.max(i, this.#close[open] ?? i);
      } else if (IGNORED.has(word)) {
        this.#blank(token.start, token.end);
      } else if (this.#isAttribute(i) || this.#isStringPart(i, open)) {
        this.#blank(token.start, this.#tokens[open > 0 ? (this.#close[open] ?? i) : i]?.end ?? token.end);
      } else if (!this.#keywords.has(word)) {
        if (open < 0 && (isAttributeMacro(this.#context.macros.get(word)) || this.#isQualifier(i))) {
          this.#blank(token.start, token.end);
          // What follows begins a statement if this did.
          if (this.#atStatementStart(i, headers, borders)) this.#endedUse = i;
          continue;
        }
        if (this.#atStatementStart(i, headers, borders)) this.#statement(i, word, open);
        if (open > 0 && !this.#uses.has(token.start)) this.#arguments(i, open);
      }
    }
  }

  /** `char buffer[8] ALIGNED(8);` and the calling convention in `int (WINAPI *name)(…)`. */
  #isAttribute(i: number): boolean {
    const before = this.#word(i - 1);
    if (this.#word(i + 1) === "(" && isAttributeMacro(this.#context.macros.get(this.#word(i)), true)) return true;
    // `delete[] p`, `[&] mutable`.
    if (this.#isCplusplus) return before === "]" && /^[A-Z_]{4,}$/.test(this.#word(i));
    if (before === "]") return !KEYWORDS.has(this.#word(i));
    // `64 KB`: a unit as a macro.
    if (this.#tokens[i - 1]?.kind === Kind.number) return !KEYWORDS.has(this.#word(i));
    const pointer =
      before === "(" && this.#word(i + 1) === "*" && this.#word(i + 3) === ")" && this.#word(i + 4) === "(";
    return pointer && this.#tokens[i + 2]?.kind === Kind.identifier;
  }

  /** `char *RESTRICT to = …`: a macro that stands for `restrict`, `const` and the like. */
  #isQualifier(i: number): boolean {
    if (this.#word(i - 1) !== "*" || this.#tokens[i + 1]?.kind !== Kind.identifier) return false;
    const body = this.#context.macros.get(this.#word(i))?.body;
    return body !== undefined && /^(?:(?:__|_)?(?:restrict|const|volatile)(?:__)?)?$/i.test(body);
  }

  /** `APLOGNO(1) "text"`: a part of a string made by a macro. */
  #isStringPart(i: number, open: number): boolean {
    const close = open > 0 ? (this.#close[open] ?? -1) : -1;
    if (close < 0 || KEYWORDS.has(this.#word(i))) return false;
    const before = this.#tokens[i - 1]?.kind === Kind.string;
    return before || (this.#tokens[close + 1]?.kind === Kind.string && /^[(,=]$/.test(this.#word(i - 1)));
  }

  #atStatementStart(i: number, headers: ReadonlySet<number>, borders: ReadonlySet<number>): boolean {
    if (i === 0) return true;
    const before = this.#word(i - 1);
    if (before === "{") return !this.#isInitialiser(i - 1);
    if (before === ";" || before === "}" || before === "else" || before === "do") return true;
    if (before === ":") return this.#isLabelColon(i - 1);
    if (before === ")") return headers.has(i - 1) || this.#endedUse === i - 1;
    return this.#endedUse === i - 1 || borders.has(this.#tokens[i]?.start ?? -1);
  }

  /** Whether a brace opens a list of values: `= {`, `= { {`, `, {`. */
  #isInitialiser(brace: number): boolean {
    let i = brace;
    while (this.#word(i) === "{") i--;
    if (!this.#isCplusplus) return /^[=,\]]$/.test(this.#word(i));
    // `T{…}`, `x{…}`, `f({…})`, `return {…}`; but `[&] {`, `-> int {` and `else {` begin statements.
    const word = this.#word(i);
    if (/^(?:else|do|try|mutable|noexcept)$/.test(word) || this.#endsLambdaHead(i)) return false;
    return /^[=,(>]$/.test(word) || word === "return" || this.#tokens[i]?.kind === Kind.identifier;
  }

  /** `[](…) -> T {`: the word before the brace ends a lambda's result type. */
  #endsLambdaHead(i: number): boolean {
    for (let at = i; at > 0 && at > i - 12; at--) {
      const word = this.#word(at);
      if (word === ">" && this.#word(at - 1) === "-") return true;
      if (/^[;{})]$/.test(word)) return false;
    }
    return false;
  }

  /** The index of the last token of the macro use rewritten last. */
  #endedUse = -1;

  #isLabelColon(at: number): boolean {
    const before = this.#word(at - 1);
    if (before === "default") return true;
    for (let i = at - 1; i >= 0 && i > at - 12; i--) {
      const word = this.#word(i);
      if (word === "case") return true;
      if (word === ";" || word === "{" || word === "}" || word === ":") return i === at - 2;
      if (word === "?") return false;
    }
    return false;
  }

  /** `END_REGION (self)->x = 0;`: such a macro has no value, so that what goes on behind the parentheses is a statement of its own. */
  #endsBeforeParenthesis(i: number): boolean {
    const [name, open] = [this.#tokens[i], this.#tokens[i + 1]];
    if (name === undefined || open === undefined || name.end === open.start) return false;
    if (!/^[-+.=[(]/.test(this.#word((this.#close[i + 1] ?? -1) + 1))) return false;
    return LIKE_A_MACRO.test(this.#word(i)) && this.#context.isTransition(this.#word(i));
  }

  #statement(i: number, word: string, open: number): void {
    if (open < 0) {
      if (this.#standsAlone(i, word)) this.#makeStatement(i, null);
      return;
    }
    const close = this.#close[open] ?? -1;
    if (close < 0) return;
    const next = this.#tokens[close + 1];
    const nextWord = this.#word(close + 1);
    if (next === undefined || !this.#startsStatement(close + 1)) return;
    if (this.#isCplusplus && !this.#isMacroName(word)) return;
    const sameLine = !this.#original.slice(this.#tokens[close]?.end ?? 0, next.start).includes("\n");
    if (sameLine && next.kind === Kind.identifier && !JUMPS.has(nextWord) && /^[;=,[]$/.test(this.#word(close + 2))) {
      // `Py_UNUSED(int) x;`, `VLA(double) name = …`: a type made by a macro.
      this.#flatten(this.#tokens[i]?.start ?? 0, this.#tokens[close]?.end ?? 0);
      this.#endedUse = -1;
      return;
    }
    this.#makeStatement(i, this.#argumentSpans(open, close));
  }

  #standsAlone(i: number, word: string): boolean {
    const next = this.#tokens[i + 1];
    const definition = this.#context.macros.get(word);
    // `#define RELEASE_AND_RETURN release(); return`: the value stands behind its use.
    if (definition?.params === null && /\breturn\s*$/.test(definition.body)) return true;
    if (next === undefined || !(this.#startsStatement(i + 1) || this.#word(i + 1) === "(")) return false;
    // `Guard guard;` declares.
    const declares = this.#isCplusplus && next.kind === Kind.identifier && !next.first && !LIKE_A_MACRO.test(word);
    if (declares && definition === undefined) return false;
    if (this.#context.isTransition(word)) return true;
    const newLine = this.#original.slice(this.#tokens[i]?.end ?? 0, next.start).includes("\n");
    if (definition !== undefined && definition.params === null) {
      if (definition.body === "" && !newLine) {
        this.#blank(this.#tokens[i]?.start ?? 0, this.#tokens[i]?.end ?? 0);
        this.#endedUse = i;
        return false;
      }
      return standsAlone(definition, this.#context.macros) || (newLine && hasBehaviour(definition));
    }
    const looksLikeOne = /^_?[A-Z][A-Za-z]*_?[A-Z0-9_]*_[A-Z0-9_]+$/.test(word);
    if (this.#word(i + 1) === "}") return looksLikeOne || /^[A-Z_][A-Z0-9_]*$/.test(word);
    return newLine && looksLikeOne && !word.endsWith("_t");
  }

  /** Whether the token can begin a statement, so that what stands before it must have ended. */
  #startsStatement(i: number): boolean {
    const token = this.#tokens[i];
    if (token === undefined) return true;
    if (token.kind === Kind.identifier) return true;
    const word = this.#word(i);
    // `::f();` of the global namespace.
    if (word === ":" && this.#isCplusplus && token.first) return this.#word(i + 1) === ":";
    return word === "}" || word === "{" || (word === "*" && token.first) || (word === "(" && token.first);
  }

  /** `NAME(a, b)` becomes `NAME,a, b;` and `NAME` loses its last letter to a `;`: statements of the same length. */
  #makeStatement(i: number, args: readonly Span[] | null): void {
    const token = this.#tokens[i];
    if (token === undefined) return;
    const name = this.#word(i);
    this.#uses.set(token.start, { name, nameSpan: span(token.start, token.end), args });
    if (args === null) {
      if (token.end - token.start === 1) this.#out[token.start] = ";";
      else this.#out[token.end - 1] = ";";
      this.#endedUse = i;
      return;
    }
    const open = i + 1;
    const closeIndex = this.#close[open] ?? -1;
    const close = this.#tokens[closeIndex];
    if (close === undefined) return;
    this.#out[this.#tokens[open]?.start ?? 0] = args.length > 0 ? "," : " ";
    this.#out[close.start] = ";";
    // The macro ends in an `if` whose `else` is outside: its branch is read as if it always ran.
    const after = this.#tokens[closeIndex + 1];
    if (after !== undefined && this.#word(closeIndex + 1) === "else") this.#blank(after.start, after.end);
    this.#arguments(i, open);
    this.#endedUse = closeIndex;
  }

  #argumentSpans(open: number, close: number): Span[] {
    const spans: Span[] = [];
    let first = open + 1;
    for (let i = open + 1; i <= close; i++) {
      const word = this.#word(i);
      if (i < close && (word === "(" || word === "[" || word === "{")) {
        i = Math.max(i, Math.min(this.#close[i] ?? i, close - 1));
        continue;
      }
      if (i !== close && word !== ",") continue;
      const from = this.#tokens[first];
      const to = this.#tokens[i - 1];
      if (from !== undefined && to !== undefined && i > first) spans.push(span(from.start, to.end));
      first = i + 1;
    }
    return spans;
  }

  /** Arguments that are types, statements or operators become identifiers of the same length. */
  #arguments(i: number, open: number): void {
    const close = this.#close[open] ?? -1;
    if (close < 0 || UNEVALUATED.has(this.#word(i))) return;
    if (this.#isCplusplus && !this.#isMacroName(this.#word(i))) return;
    const before = this.#tokens[i - 1];
    const statement = this.#uses.has(this.#tokens[i]?.start ?? -1) || this.#endedUse === i - 1;
    if (!statement && before?.kind === Kind.identifier && !JUMPS.has(this.#word(i - 1))) return;
    this.#emptyArguments(open, close);
    for (const { start, end } of this.#argumentSpans(open, close))
      if (end - start <= MAX_ARGUMENT && this.#isNoExpression(start, end)) this.#flatten(start, end);
  }

  #isMacroName(word: string): boolean {
    return /^[A-Z_][A-Z0-9_]*$/.test(word) || this.#context.macros.get(word) !== undefined;
  }

  /** `f(a, )` and `f(, a)`: the comma of an argument that is not there goes. */
  #emptyArguments(open: number, close: number): void {
    for (let i = open + 1; i < close; i++) {
      const word = this.#word(i);
      if (word === "(" || word === "[" || word === "{") i = Math.max(i, Math.min(this.#close[i] ?? i, close));
      else if (word === "," && (i === open + 1 || /^[,)]$/.test(this.#word(i + 1))))
        this.#blank(this.#tokens[i]?.start ?? 0, this.#tokens[i]?.end ?? 0);
    }
  }

  #isNoExpression(start: number, end: number): boolean {
    const text = this.#original.slice(start, end);
    // A lambda is an expression, whatever is in it.
    return !(this.#isCplusplus && /^\s*\[|[({,=]\s*\[[^\]]*\]\s*[({]/.test(text)) && isNoExpression(text);
  }

  #flatten(start: number, end: number): void {
    let line = true;
    for (let i = start; i < end; i++) {
      const c = this.#out[i] ?? " ";
      if (c === "\n" || c === "\r") line = false;
      else if (!line) this.#out[i] = " ";
      else if (!/\w/.test(c) || (i === start && /\d/.test(c))) this.#out[i] = "_";
    }
    if (KEYWORDS.has(this.#out.slice(start, end).join(""))) this.#out[start] = "_";
  }
}

const NONE: ReadonlySet<number> = new Set();

/** Whether an argument cannot be an expression: a type, a jump, a statement, a lone operator. */
function isNoExpression(text: string): boolean {
  const tokens = tokenize(text);
  const word = (i: number): string => text.slice(tokens[i]?.start ?? 0, tokens[i]?.end ?? 0);
  const first = word(0);
  if (tokens.every((token) => token.kind === Kind.punctuation)) return true;
  if (/^(?:return|goto|break|continue|if|do|for|while|[;{])$/.test(first)) return true;
  if (TYPE_WORDS.has(first)) return !tokens.some((_, i) => word(i) === "(" && i > 0 && !/^\*$/.test(word(i + 1)));
  // Strings made of macros stand side by side: `PRIu64 " of " PRIu64`.
  const words = tokens.every((token) => token.kind === Kind.identifier || token.kind === Kind.string);
  if (words && tokens.length > 1) return true;
  // A type, or the letters of a format that the macro makes a string of: `char *`, `O&`, `y#K`.
  if (/^[*&|/%<=!^?]$/.test(word(tokens.length - 1)) && tokens[0]?.kind === Kind.identifier) return true;
  return tokens.some((_, i) => /^[;#]$/.test(word(i)));
}

/** For each opening bracket the index of its closing one; -1 elsewhere and where it is missing. */
function matching(text: string, tokens: readonly Token[]): Int32Array {
  const result = new Int32Array(tokens.length).fill(-1);
  const stack: number[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== Kind.punctuation) continue;
    const c = text.charCodeAt(token.start);
    if (c === 40 || c === 91 || c === 123) stack.push(i);
    else if (c === 41 || c === 93 || c === 125) {
      const wanted = c === 41 ? 40 : c - 2;
      const at = stack.findLastIndex((open) => text.charCodeAt(tokens[open]?.start ?? 0) === wanted);
      if (at < 0) continue;
      result[stack[at] ?? 0] = i;
      stack.length = at;
    }
  }
  return result;
}
