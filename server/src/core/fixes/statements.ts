// The statements of a function as its text has them: where each begins and ends, and what it stands in. Reads tokens, knows no types.
import { Kind, type Token, tokenize } from "../mask/scanner.ts";
import type { Span } from "../text/span.ts";

export interface Statement extends Span {
  /** `control`: `if`, `else`, a loop or `switch`, with its body as a child; `label`: a label or `case` up to its colon. */
  readonly kind: "block" | "control" | "label" | "simple";
  /** The first word, or bracket. */
  readonly word: string;
  /** Where the body of a control statement may begin: behind the parenthesis, `else` or `do`. */
  readonly headEnd: number;
  readonly parent: Statement | null;
  readonly children: readonly Statement[];
}

type Growing = {
  -readonly [K in keyof Statement]: K extends "children"
    ? Growing[]
    : K extends "parent"
      ? Growing | null
      : Statement[K];
};

/** Reads a masked body, braces included; offsets are moved by `shift`. Null where brackets do not pair. */
export function readStatements(masked: string, shift: number): Statement | null {
  const tokens = tokenize(masked).filter(({ kind }) => kind !== Kind.directive);
  const reader = new Reader(masked, tokens, shift);
  return reader.readBody();
}

/** The innermost statement that holds the offset. */
export function statementAt(root: Statement, offset: number): Statement {
  const child = root.children.find(({ start, end }) => start <= offset && offset < end);
  return child === undefined ? root : statementAt(child, offset);
}

/** The statements around one, from the nearest outwards. */
export function ancestors(statement: Statement): Statement[] {
  const result: Statement[] = [];
  for (let at = statement.parent; at !== null; at = at.parent) result.push(at);
  return result;
}

/** Every statement below `root`, in order. */
export function allStatements(root: Statement): Statement[] {
  return root.children.flatMap((child) => [child, ...allStatements(child)]);
}

const OPENING = /^[([{]$/;
const CLOSING = /^[)\]}]$/;

/** Deeper nesting than anybody writes gets no fix. */
const MAX_DEPTH = 200;

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #shift: number;
  #at = 0;
  #broken = false;
  #depth = 0;

  constructor(text: string, tokens: readonly Token[], shift: number) {
    this.#text = text;
    this.#tokens = tokens;
    this.#shift = shift;
  }

  readBody(): Statement | null {
    if (this.#word() !== "{") return null;
    const root = this.#block(null);
    return this.#broken || this.#at < this.#tokens.length ? null : root;
  }

  #word(ahead = 0): string {
    const token = this.#tokens[this.#at + ahead];
    return token === undefined ? "" : this.#text.slice(token.start, token.end);
  }

  #begin(kind: Statement["kind"], parent: Growing | null): Growing {
    const token = this.#tokens[this.#at];
    const start = (token?.start ?? this.#text.length) + this.#shift;
    return { kind, word: this.#word(), start, end: start, headEnd: start, parent, children: [] };
  }

  /** The end of the token read last. */
  #last(): number {
    return (this.#tokens[this.#at - 1]?.end ?? 0) + this.#shift;
  }

  #block(parent: Growing | null): Growing {
    const block = this.#begin("block", parent);
    this.#at++;
    while (this.#word() !== "}" && this.#at < this.#tokens.length) block.children.push(this.#statement(block));
    if (this.#word() !== "}") this.#broken = true;
    this.#at++;
    block.end = this.#last();
    return block;
  }

  #statement(parent: Growing): Growing {
    if (this.#depth >= MAX_DEPTH) this.#broken = true;
    if (this.#broken) return this.#simple(parent);
    this.#depth++;
    const statement = this.#known(parent);
    this.#depth--;
    return statement;
  }

  #known(parent: Growing): Growing {
    const word = this.#word();
    if (word === "{") return this.#block(parent);
    if (/^(?:if|while|for|switch)$/.test(word) && this.#word(1) === "(") return this.#control(parent);
    if (word === "do" || word === "else") return this.#control(parent);
    if (this.#isLabel()) return this.#label(parent);
    return this.#simple(parent);
  }

  #control(parent: Growing): Growing {
    const control = this.#begin("control", parent);
    this.#at++;
    if (this.#word() === "(" && control.word !== "do" && control.word !== "else") this.#skipBrackets();
    control.headEnd = this.#last();
    if (this.#word() === "}" || this.#word() === "") this.#broken = true;
    else control.children.push(this.#statement(control));
    if (control.word === "if" && this.#word() === "else") control.children.push(this.#control(control));
    if (control.word === "do" && this.#word() === "while") this.#toSemicolon();
    control.end = this.#last();
    return control;
  }

  #isLabel(): boolean {
    const kind = this.#tokens[this.#at]?.kind;
    if (kind !== Kind.identifier) return false;
    const word = this.#word();
    return word === "case" || word === "default" || (this.#word(1) === ":" && this.#word(2) !== ":");
  }

  #label(parent: Growing): Growing {
    const label = this.#begin("label", parent);
    for (let questions = 0; this.#at < this.#tokens.length; ) {
      const word = this.#word();
      if (word === "?") questions++;
      const inName = word === ":" && this.#word(1) === ":" && this.#touchesNext();
      this.#at += inName ? 2 : 1;
      if (!inName && word === ":" && questions-- === 0) break;
    }
    label.end = this.#last();
    return label;
  }

  /** Whether no white space follows: `::` is two tokens here. */
  #touchesNext(): boolean {
    return this.#tokens[this.#at]?.end === this.#tokens[this.#at + 1]?.start;
  }

  #simple(parent: Growing): Growing {
    const simple = this.#begin("simple", parent);
    this.#toSemicolon();
    simple.end = this.#last();
    return simple;
  }

  #toSemicolon(): void {
    while (this.#at < this.#tokens.length) {
      const word = this.#word();
      if (word === "}") {
        this.#broken = true;
        return;
      }
      if (OPENING.test(word)) this.#skipBrackets();
      else this.#at++;
      if (word === ";") return;
    }
  }

  #skipBrackets(): void {
    let depth = 0;
    do {
      const word = this.#word();
      if (OPENING.test(word)) depth++;
      else if (CLOSING.test(word)) depth--;
      this.#at++;
    } while (depth > 0 && this.#at < this.#tokens.length);
    if (depth > 0) this.#broken = true;
  }
}
