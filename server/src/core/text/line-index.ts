// Offsets to lines and back. Only the outer layers (LSP, command line) need it.

/** Zero-based line and zero-based UTF-16 character, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Knows where each line of one text starts. A line ends at "\n", "\r\n" or a lone "\r", as in LSP. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    // The runtime finds a character faster than a loop here does, and most texts have one kind of line end.
    if (!text.includes("\r"))
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
    else for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) this.#starts.push(index + end.length);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of a UTF-16 offset; offsets past the end are clamped. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - (this.#starts[low] ?? 0) };
  }

  /** The UTF-16 offset of a position; positions past a line's or the text's end are clamped. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.#length;
    const next = this.#starts[position.line + 1] ?? this.#length + 1;
    return Math.max(start, Math.min(start + position.character, next - 1, this.#length));
  }

  /** The offset of a line's first character (clamped to the text). */
  lineStart(line: number): number {
    return this.#starts[Math.max(0, line)] ?? this.#length;
  }
}
