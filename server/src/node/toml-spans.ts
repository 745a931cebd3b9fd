// Where each key and value of a TOML text stands. The TOML library says what a file holds, not where.
import type { Span } from "../core/text/span.ts";

export interface TomlPlace {
  readonly key: Span;
  readonly value: Span;
}

export type TomlPath = readonly (string | number)[];

/** The places of all keys and list items, in one pass. `text` must be valid TOML: this reads, it does not check. */
export class TomlPlaces {
  readonly #places = new Map<string, TomlPlace>();
  readonly #lengths = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#readDocument();
  }

  /** The place of `path`, or of its innermost ancestor that is written down. */
  find(path: TomlPath): TomlPlace | undefined {
    for (let length = path.length; length > 0; length--) {
      const place = this.#places.get(JSON.stringify(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  #readDocument(): void {
    let table: TomlPath = [];
    for (this.#skipBlank(); this.#at < this.#text.length; this.#skipBlank()) {
      const before = this.#at;
      if (this.#text[this.#at] === "[") table = this.#readHeader();
      else this.#readPair(table);
      if (this.#at === before) this.#at++;
    }
  }

  /** `[a.b]` or `[[a.b]]`; gives the path its keys belong to. */
  #readHeader(): TomlPath {
    const start = this.#at;
    const isList = this.#text.startsWith("[[", start);
    this.#at += isList ? 2 : 1;
    const name = this.#readDottedKey();
    this.#at = Math.max(this.#at, this.#text.indexOf("]", this.#at) + (isList ? 2 : 1));
    const path = isList ? [...this.#inLists(name.slice(0, -1)), ...name.slice(-1)] : this.#inLists(name);
    const span = { start, end: this.#at };
    if (!isList) return this.#note(path, span, span);
    this.#note(path, span, span);
    return this.#note([...path, this.#count(path)], span, span);
  }

  /** A name that passes through a list of tables means that list's last table. */
  #inLists(name: readonly string[]): TomlPath {
    const path: (string | number)[] = [];
    for (const part of name) {
      path.push(part);
      const length = this.#lengths.get(JSON.stringify(path));
      if (length !== undefined) path.push(length - 1);
    }
    return path;
  }

  #count(path: TomlPath): number {
    const key = JSON.stringify(path);
    const index = this.#lengths.get(key) ?? 0;
    this.#lengths.set(key, index + 1);
    return index;
  }

  /** `a.b = value`, below `table`. */
  #readPair(table: TomlPath): void {
    const start = this.#at;
    const path = [...table, ...this.#readDottedKey()];
    const key = { start, end: this.#at };
    this.#skipSpaces();
    if (this.#text[this.#at] === "=") this.#at++;
    this.#skipSpaces();
    this.#note(path, key, this.#readValue(path));
  }

  #readDottedKey(): string[] {
    const parts: string[] = [];
    for (;;) {
      this.#skipSpaces();
      parts.push(this.#readKeyPart());
      const end = this.#at;
      this.#skipSpaces();
      if (this.#text[this.#at] !== ".") {
        this.#at = end;
        return parts;
      }
      this.#at++;
    }
  }

  #readKeyPart(): string {
    const start = this.#at;
    const quote = this.#text[start];
    if (quote === '"' || quote === "'") {
      this.#skipString();
      return unquote(this.#text.slice(start, this.#at));
    }
    while (/[A-Za-z0-9_-]/.test(this.#text[this.#at] ?? "")) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #readValue(path: TomlPath): Span {
    const start = this.#at;
    const first = this.#text[start];
    if (first === '"' || first === "'") this.#skipString();
    else if (first === "[") this.#readList(path);
    else if (first === "{") this.#readInlineTable(path);
    else while (/[^\s,\]}#]/.test(this.#text[this.#at] ?? "\n")) this.#at++;
    return { start, end: this.#at };
  }

  #readList(path: TomlPath): void {
    this.#at++;
    for (let index = 0; ; index++) {
      this.#skipBlank();
      const next = this.#text[this.#at];
      if (next === "]" || next === undefined) break;
      const before = this.#at;
      const span = this.#readValue([...path, index]);
      this.#note([...path, index], span, span);
      this.#skipBlank();
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#at === before) this.#at++;
    }
    this.#at++;
  }

  #readInlineTable(path: TomlPath): void {
    this.#at++;
    for (;;) {
      this.#skipBlank();
      const next = this.#text[this.#at];
      if (next === "}" || next === undefined) break;
      const before = this.#at;
      this.#readPair(path);
      this.#skipBlank();
      if (this.#text[this.#at] === ",") this.#at++;
      else if (this.#at === before) this.#at++;
    }
    this.#at++;
  }

  #skipString(): void {
    const quote = this.#text[this.#at] ?? "";
    const triple = quote.repeat(3);
    const isLong = this.#text.startsWith(triple, this.#at);
    const close = isLong ? triple : quote;
    this.#at += close.length;
    while (this.#at < this.#text.length && !this.#text.startsWith(close, this.#at)) {
      this.#at += quote === '"' && this.#text[this.#at] === "\\" ? 2 : 1;
    }
    this.#at += close.length;
    // A long string may end in quotes of its own: """"quoted"""" holds them.
    while (isLong && this.#text[this.#at] === quote) this.#at++;
  }

  #skipSpaces(): void {
    while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at++;
  }

  /** Spaces, line ends and comments. */
  #skipBlank(): void {
    for (;;) {
      while (/\s/.test(this.#text[this.#at] ?? "x")) this.#at++;
      if (this.#text[this.#at] !== "#") return;
      while (this.#at < this.#text.length && this.#text[this.#at] !== "\n") this.#at++;
    }
  }

  #note(path: TomlPath, key: Span, value: Span): TomlPath {
    this.#places.set(JSON.stringify(path), { key, value });
    return path;
  }
}

function unquote(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
