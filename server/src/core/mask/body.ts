// A body while it is rewritten: its tokens, and the letters that are to stand in their places. It stays as long as it was.
import type { Language } from "../text/language.ts";
import { partners } from "./brackets.ts";
import type { Token } from "./scanner.ts";

/** The letters as they are so far. */
export class Letters {
  readonly #letters: string[];

  constructor(original: string) {
    this.#letters = original.split("");
  }

  /** Line ends stay. */
  blank(from: number, to: number): void {
    for (let i = from; i < to; i++) if (this.#letters[i] !== "\n" && this.#letters[i] !== "\r") this.#letters[i] = " ";
  }

  put(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) this.#letters[at + i] = text[i] ?? " ";
  }

  at(i: number): string {
    return this.#letters[i] ?? " ";
  }

  between(start: number, end: number): string {
    return this.#letters.slice(start, end).join("");
  }

  whole(): string {
    return this.#letters.join("");
  }
}

export class Body {
  readonly original: string;
  readonly letters: Letters;
  readonly isCplusplus: boolean;
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  /** For each opening bracket the index of its closing one; -1 elsewhere and where it is missing. */
  readonly close: Int32Array;

  constructor(original: string, letters: Letters, tokens: readonly Token[], language: Language) {
    this.original = original;
    this.letters = letters;
    this.isCplusplus = language === "cpp";
    this.tokens = tokens;
    this.words = tokens.map(({ start, end }) => original.slice(start, end));
    this.close = partners(original, tokens);
  }

  word(i: number): string {
    return this.words[i] ?? "";
  }

  start(i: number): number {
    return this.tokens[i]?.start ?? 0;
  }

  end(i: number): number {
    return this.tokens[i]?.end ?? 0;
  }

  closing(open: number): number {
    return this.close[open] ?? -1;
  }

  blankTokens(from: number, to: number): void {
    this.letters.blank(this.start(from), this.end(to));
  }

  /** Whether the line ends between a token and the next. */
  endsLine(i: number): boolean {
    return this.original.slice(this.end(i), this.start(i + 1)).includes("\n");
  }
}
