// A function's code as fixes see it: its text in the file, its statements, its layout. All offsets are into the file.

import { conditionalDepth } from "../mask/directives.ts";
import { Kind, tokenize } from "../mask/scanner.ts";
import type { Span } from "../text/span.ts";
import { type Style, styleOf } from "./layout.ts";
import { readStatements, type Statement, statementAt } from "./statements.ts";

export class Code {
  /** The whole file. */
  readonly text: string;
  /** The function's body, braces included. */
  readonly body: Span;
  /** The function's body as a block. */
  readonly root: Statement;
  readonly #masked: string;
  #style: Style | null = null;

  constructor(text: string, body: Span, masked: string, root: Statement) {
    this.text = text;
    this.body = body;
    this.root = root;
    this.#masked = masked;
  }

  get style(): Style {
    this.#style ??= styleOf(this.text, this.root);
    return this.#style;
  }

  /** As written. */
  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Without comments and other things that are not C; as long as written. */
  masked({ start, end }: Span): string {
    return this.#masked.slice(start - this.body.start, end - this.body.start);
  }

  /** Where a statement begins as written: with attributes and macros like them in front, which are masked. */
  beginning({ start }: Span): number {
    const before = this.body.start + this.#masked.slice(0, start - this.body.start).trimEnd().length;
    const unseen = tokenize(this.text, before, start);
    // A branch of #if that is masked whole is not in front of the statement, but beside it.
    const directive = unseen.findLastIndex(({ kind }) => kind === Kind.directive);
    return unseen[directive + 1]?.start ?? start;
  }

  statementAt(offset: number): Statement {
    return statementAt(this.root, offset);
  }

  /** Whether a line of the preprocessor stands in here. */
  hasDirective({ start, end }: Span): boolean {
    return tokenize(this.text, start, end).some(({ kind }) => kind === Kind.directive);
  }

  /** Whether a statement stands between `#if` and `#endif` inside the function. */
  isConditional({ start }: Span): boolean {
    return conditionalDepth(this.text, this.body.start, start) > 0;
  }

  /** `name`, or one like it, that nothing in the function is called; fields have names of their own. */
  freshName(name: string): string {
    let fresh = name;
    for (let n = 2; this.mentions(fresh); n++) fresh = `${name}${n}`;
    return fresh;
  }

  mentions(name: string): boolean {
    return new RegExp(`(?<![\\w$.]|->\\s*)${name.replaceAll("$", "\\$")}(?![\\w$])`).test(this.slice(this.body));
  }
}

/** `masked`: the body as C that can be parsed, as long as it is written. Null where it cannot be read. */
export function readCode(text: string, body: Span, masked: string): Code | null {
  const root = readStatements(masked, body.start);
  return root === null ? null : new Code(text, body, masked, root);
}
