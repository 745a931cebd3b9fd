// Where statements begin in a body, as far as the words and what was rewritten before them tell.
import type { Body } from "./body.ts";
import { Kind } from "./scanner.ts";

export class StatementStarts {
  readonly #body: Body;
  /** Offsets behind `#if` and its kin. */
  readonly #borders: ReadonlySet<number>;
  /** Closing parentheses of `if (…)`, `while (…)`, `for (…)`, `switch (…)`. */
  readonly #heads = new Set<number>();
  /** The last token of the macro use rewritten last. */
  #ended = -1;

  constructor(body: Body, borders: ReadonlySet<number>) {
    this.#body = body;
    this.#borders = borders;
  }

  /** A statement follows this token: the head of an `if` or of a loop ends here. */
  follows(close: number): void {
    this.#heads.add(close);
  }

  /** A use of a macro that needs no semicolon ends with this token; -1: what was taken for one is none. */
  ends(i: number): void {
    this.#ended = i;
  }

  /** Whether such a use ended with this token. */
  hasEnded(i: number): boolean {
    return this.#ended === i;
  }

  isAt(i: number): boolean {
    if (i === 0) return true;
    const before = this.#body.word(i - 1);
    if (before === "{") return !this.#isInitialiser(i - 1);
    if (before === ";" || before === "}" || before === "else" || before === "do") return true;
    if (before === ":") return this.#isLabelColon(i - 1);
    if (before === ")") return this.#heads.has(i - 1) || this.hasEnded(i - 1);
    return this.hasEnded(i - 1) || this.#borders.has(this.#body.tokens[i]?.start ?? -1);
  }

  /** Whether the token can begin a statement, so that what stands before it must have ended. */
  mayBeAt(i: number): boolean {
    const token = this.#body.tokens[i];
    if (token === undefined || token.kind === Kind.identifier) return true;
    const word = this.#body.word(i);
    // `::f();` of the global namespace.
    if (word === ":" && this.#body.isCplusplus && token.first) return this.#body.word(i + 1) === ":";
    return word === "}" || word === "{" || (word === "*" && token.first) || (word === "(" && token.first);
  }

  /** Whether a brace opens a list of values: `= {`, `= { {`, `, {`. */
  #isInitialiser(brace: number): boolean {
    let i = brace;
    while (this.#body.word(i) === "{") i--;
    const word = this.#body.word(i);
    if (!this.#body.isCplusplus) return /^[=,\]]$/.test(word);
    // `T{…}`, `x{…}`, `f({…})`, `return {…}`; but `[&] {`, `-> int {` and `else {` begin statements.
    if (/^(?:else|do|try|mutable|noexcept)$/.test(word) || this.#endsLambdaHead(i)) return false;
    return /^[=,(>]$/.test(word) || word === "return" || this.#body.tokens[i]?.kind === Kind.identifier;
  }

  /** `[](…) -> T {`: the word before the brace ends a lambda's result type. */
  #endsLambdaHead(i: number): boolean {
    for (let at = i; at > 0 && at > i - 12; at--) {
      const word = this.#body.word(at);
      if (word === ">" && this.#body.word(at - 1) === "-") return true;
      if (/^[;{})]$/.test(word)) return false;
    }
    return false;
  }

  #isLabelColon(at: number): boolean {
    if (this.#body.word(at - 1) === "default") return true;
    for (let i = at - 1; i >= 0 && i > at - 12; i--) {
      const word = this.#body.word(i);
      if (word === "case") return true;
      if (word === ";" || word === "{" || word === "}" || word === ":") return i === at - 2;
      if (word === "?") return false;
    }
    return false;
  }
}
