// The texts a run looks at, by the paths that reports use: from disk, from standard input, or as fixes left them.
import { readFileSync } from "node:fs";
import { LineIndex, type Position } from "../core/text/line-index.ts";
import type { Span } from "../core/text/span.ts";
import type { FoundFile } from "../node/discover.ts";
import { decodeSource, encodeChanged } from "../node/sources.ts";

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Reads a file when its text is asked for first: a warm run looks only at files with findings. */
export class SourceMap {
  readonly #files: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, string>();
  readonly #lines = new Map<string, LineIndex>();

  constructor(files: readonly FoundFile[]) {
    this.#files = new Map(files.map((file) => [file.path, file.file]));
  }

  /** The absolute path; undefined for a text that is not a file. */
  file(path: string): string | undefined {
    return this.#files.get(path);
  }

  text(path: string): string {
    let text = this.#texts.get(path);
    if (text === undefined) {
      const file = this.#files.get(path);
      text = file === undefined ? "" : decodeSource(readFileSync(file));
      this.#texts.set(path, text);
    }
    return text;
  }

  /** Whether a changed text could be written and nothing else of the file would change: it is UTF-8, or no file. */
  isWritable(path: string): boolean {
    const file = this.#files.get(path);
    if (file === undefined) return this.#texts.has(path);
    const bytes = readFileSync(file);
    return encodeChanged("", bytes) !== undefined;
  }

  setText(path: string, text: string): void {
    this.#texts.set(path, text);
    this.#lines.delete(path);
  }

  lines(path: string): LineIndex {
    let lines = this.#lines.get(path);
    if (lines === undefined) {
      lines = new LineIndex(this.text(path));
      this.#lines.set(path, lines);
    }
    return lines;
  }

  range(path: string, span: Span): Range {
    const lines = this.lines(path);
    return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
  }

  /** One line without its end; zero-based. */
  line(path: string, line: number): string {
    const lines = this.lines(path);
    return this.text(path)
      .slice(lines.lineStart(line), lines.lineStart(line + 1))
      .replace(/[\r\n]+$/, "");
  }
}
