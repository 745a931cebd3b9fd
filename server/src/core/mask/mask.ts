// The same-length rewrite of a function's body into something the grammar of C accepts. Offsets never change; what
// was rewritten is kept in a side table.

import type { Language } from "../text/language.ts";
import { type Span, span } from "../text/span.ts";
import { Body, Letters } from "./body.ts";
import { caseRanges } from "./case-ranges.ts";
import { resolveConditionals } from "./conditionals.ts";
import { rewriteCplusplus } from "./cplusplus-rewrites.ts";
import { isDecoration, isQualifier } from "./decorations.ts";
import { argumentSpans, flatten, rewriteArguments } from "./macro-arguments.ts";
import { hasBehaviour, type MacroScope, standsAlone } from "./macro-table.ts";
import { initialisersAsStatements } from "./member-initialisers.ts";
import { Kind, type Token, tokenize } from "./scanner.ts";
import { StatementStarts } from "./statement-starts.ts";
import {
  ATTRIBUTES,
  CPLUSPLUS_KEYWORDS,
  HEADS,
  IGNORED,
  JUMPS,
  KEYWORDS,
  LIKE_A_MACRO,
  UNEVALUATED,
} from "./vocabulary.ts";

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
  const letters = new Letters(original);
  const all = tokenize(original);
  blankComments(letters, all, original.length);
  const kept = resolveConditionals(original, all, context, (from, to) => letters.blank(from, to));
  separateLabels(letters, kept, original);
  const tokens = kept.filter(({ kind }) => kind !== Kind.directive);
  const body = new Body(original, letters, tokens, context.language);
  const uses = new Masker(body, context, new StatementStarts(body, bordersOf(kept))).run();
  for (const at of caseRanges(original, tokens, body.words)) letters.put(at, "|| ");
  if (body.isCplusplus) rewriteCplusplus(body);
  const initialisers = body.isCplusplus && body.word(0) === ":" ? initialisersAsStatements(body) : NONE;
  return { text: letters.whole(), uses, initialisers };
}

const NONE: ReadonlySet<number> = new Set();

/** Everything between tokens is white space or a comment. */
function blankComments(letters: Letters, tokens: readonly Token[], length: number): void {
  let at = 0;
  for (const { start, end } of tokens) {
    letters.blank(at, start);
    at = end;
  }
  letters.blank(at, length);
}

/** A label before `#if` needs a statement: `done:` becomes `don:;`, and its name is read from the original. */
function separateLabels(letters: Letters, kept: readonly Token[], original: string): void {
  kept.forEach((token, i) => {
    if (token.kind !== Kind.directive) return;
    const colon = kept[i - 1];
    const name = kept[i - 2];
    if (colon === undefined || original[colon.start] !== ":") return;
    if (name?.kind !== Kind.identifier || name.end - name.start < 2) return;
    letters.blank(name.end - 1, colon.start);
    letters.put(name.end - 1, ":");
    letters.put(colon.start, ";");
  });
}

/** Where the token behind a directive begins. */
function bordersOf(kept: readonly Token[]): ReadonlySet<number> {
  const borders = new Set<number>();
  kept.forEach(({ start }, i) => {
    if (kept[i - 1]?.kind === Kind.directive) borders.add(start);
  });
  return borders;
}

/** Finds the macros of a body, and rewrites them and what they are given. */
class Masker {
  readonly #body: Body;
  readonly #context: MaskContext;
  readonly #statements: StatementStarts;
  readonly #keywords: ReadonlySet<string>;
  readonly #uses = new Map<number, MacroUse>();

  constructor(body: Body, context: MaskContext, statements: StatementStarts) {
    this.#body = body;
    this.#context = context;
    this.#statements = statements;
    this.#keywords = body.isCplusplus ? CPLUSPLUS_KEYWORDS : KEYWORDS;
  }

  run(): ReadonlyMap<number, MacroUse> {
    for (let i = 0; i < this.#body.tokens.length; i++)
      if (this.#body.tokens[i]?.kind === Kind.identifier) i = Math.max(i, this.#word(i));
    return this.#uses;
  }

  /** Rewrites what begins with a word. The last token that needs no second look. */
  #word(i: number): number {
    const { word, open } = this.#nameAt(i);
    if (HEADS.has(word)) {
      const head = this.#body.word(i + 1) === "constexpr" && this.#body.word(i + 2) === "(" ? i + 2 : open;
      if (head > 0) this.#statements.follows(this.#body.closing(head));
    } else if (ATTRIBUTES.has(word) && open > 0) {
      const close = this.#body.closing(open);
      if (close >= 0) this.#body.blankTokens(i, close);
      return close;
    } else if (IGNORED.has(word)) {
      this.#body.blankTokens(i, i);
    } else if (isDecoration(this.#body, this.#context.macros, i, open)) {
      const close = open > 0 ? this.#body.closing(open) : -1;
      this.#body.blankTokens(i, Math.max(i, close));
    } else if (!this.#keywords.has(word)) this.#name(i, word, open);
    return i;
  }

  /** A word, and the parenthesis that belongs to it; -1 for none. */
  #nameAt(i: number): { readonly word: string; readonly open: number } {
    const open = this.#body.word(i + 1) === "(" && !this.#endsBeforeParenthesis(i) ? i + 1 : -1;
    return { word: this.#body.word(i), open };
  }

  #name(i: number, word: string, open: number): void {
    if (open < 0 && isQualifier(this.#body, this.#context.macros, i)) {
      this.#body.blankTokens(i, i);
      // What follows begins a statement if this did.
      if (this.#statements.isAt(i)) this.#statements.ends(i);
      return;
    }
    if (this.#statements.isAt(i)) this.#statement(i, word, open);
    if (open > 0 && !this.#uses.has(this.#body.start(i))) this.#arguments(i, open);
  }

  /** `END_REGION (self)->x = 0;`: such a macro has no value, so that what goes on behind the parentheses is a statement of its own. */
  #endsBeforeParenthesis(i: number): boolean {
    if (this.#body.end(i) === this.#body.start(i + 1)) return false;
    if (!/^[-+.=[(]/.test(this.#body.word(this.#body.closing(i + 1) + 1))) return false;
    return LIKE_A_MACRO.test(this.#body.word(i)) && this.#context.isTransition(this.#body.word(i));
  }

  #statement(i: number, word: string, open: number): void {
    const body = this.#body;
    if (open < 0) {
      if (this.#standsAlone(i, word)) this.#makeStatement(i, null);
      return;
    }
    const close = body.closing(open);
    const next = body.tokens[close + 1];
    if (close < 0 || next === undefined || !this.#statements.mayBeAt(close + 1)) return;
    if (body.isCplusplus && !this.#isMacroName(word)) return;
    const declares = next.kind === Kind.identifier && !JUMPS.has(body.word(close + 1));
    if (declares && !body.endsLine(close) && /^[;=,[]$/.test(body.word(close + 2))) {
      // `Py_UNUSED(int) x;`, `VLA(double) name = …`: a type made by a macro.
      flatten(body, body.start(i), body.end(close));
      this.#statements.ends(-1);
      return;
    }
    this.#makeStatement(i, argumentSpans(body, open, close));
  }

  #standsAlone(i: number, word: string): boolean {
    const next = this.#body.tokens[i + 1];
    const definition = this.#context.macros.get(word);
    // `#define RELEASE_AND_RETURN release(); return`: the value stands behind its use.
    if (definition?.params === null && /\breturn\s*$/.test(definition.body)) return true;
    if (next === undefined || !(this.#statements.mayBeAt(i + 1) || this.#body.word(i + 1) === "(")) return false;
    // `Guard guard;` declares.
    const declares = this.#body.isCplusplus && next.kind === Kind.identifier && !next.first && !LIKE_A_MACRO.test(word);
    if (declares && definition === undefined) return false;
    if (this.#context.isTransition(word)) return true;
    const newLine = this.#body.endsLine(i);
    if (definition !== undefined && definition.params === null) {
      if (definition.body === "" && !newLine) {
        this.#body.blankTokens(i, i);
        this.#statements.ends(i);
        return false;
      }
      return standsAlone(definition, this.#context.macros) || (newLine && hasBehaviour(definition));
    }
    const looksLikeOne = /^_?[A-Z][A-Za-z]*_?[A-Z0-9_]*_[A-Z0-9_]+$/.test(word);
    if (this.#body.word(i + 1) === "}") return looksLikeOne || /^[A-Z_][A-Z0-9_]*$/.test(word);
    return newLine && looksLikeOne && !word.endsWith("_t");
  }

  /** `NAME(a, b)` becomes `NAME,a, b;` and `NAME` loses its last letter to a `;`: statements of the same length. */
  #makeStatement(i: number, args: readonly Span[] | null): void {
    const body = this.#body;
    const nameSpan = span(body.start(i), body.end(i));
    this.#uses.set(nameSpan.start, { name: body.word(i), nameSpan, args });
    if (args === null) {
      body.letters.put(nameSpan.end - 1, ";");
      this.#statements.ends(i);
      return;
    }
    const open = i + 1;
    const close = body.closing(open);
    body.letters.put(body.start(open), args.length > 0 ? "," : " ");
    body.letters.put(body.start(close), ";");
    // The macro ends in an `if` whose `else` is outside: its branch is read as if it always ran.
    if (body.word(close + 1) === "else") body.blankTokens(close + 1, close + 1);
    this.#arguments(i, open);
    this.#statements.ends(close);
  }

  #arguments(i: number, open: number): void {
    const body = this.#body;
    const close = body.closing(open);
    if (close < 0 || UNEVALUATED.has(body.word(i))) return;
    if (body.isCplusplus && !this.#isMacroName(body.word(i))) return;
    const isStatement = this.#uses.has(body.start(i)) || this.#statements.hasEnded(i - 1);
    const before = body.tokens[i - 1];
    if (!isStatement && before?.kind === Kind.identifier && !JUMPS.has(body.word(i - 1))) return;
    rewriteArguments(body, open, close);
  }

  #isMacroName(word: string): boolean {
    return /^[A-Z_][A-Z0-9_]*$/.test(word) || this.#context.macros.get(word) !== undefined;
  }
}
