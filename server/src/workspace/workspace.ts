// The sources of one project as they are now, and the analysis of them.
import { type Analysis, analyze, Memo } from "../core/analyze.ts";
import type { Settings } from "../core/settings.ts";
import type { Parser } from "../core/syntax/parser.ts";
import { languageOf } from "../core/text/language.ts";

/** Holds texts, not files: who reads them (disk, editor buffer, standard input) is the caller's business. */
export class Workspace {
  readonly #files = new Map<string, string>();
  readonly #parser: Parser;
  #settings: Settings;
  readonly #memo = new Memo();
  #analysis: Analysis | undefined;

  constructor(parser: Parser, settings: Settings) {
    this.#parser = parser;
    this.#settings = settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.#analysis = undefined;
  }

  /** Adds a file or replaces its text. `path` is relative to the project's folder, with "/". */
  setFile(path: string, text: string): void {
    if (this.#files.get(path) === text) return;
    this.#files.set(path, text);
    this.#analysis = undefined;
  }

  removeFile(path: string): void {
    if (this.#files.delete(path)) this.#analysis = undefined;
  }

  text(path: string): string | undefined {
    return this.#files.get(path);
  }

  get paths(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  /** Whether the parser has to be made ready for C++ before the next analysis. */
  get hasCplusplus(): boolean {
    return this.paths.some((path) => languageOf(path) === "cpp");
  }

  /** Does the part of the next analysis that depends on this file alone, for callers that must not be kept long at a time. */
  prepare(path: string): void {
    const text = this.#files.get(path);
    if (text !== undefined) this.#memo.index({ path, text });
  }

  /** The analysis of the texts as they are now; what did not change since the last call is not done again. */
  analysis(): Analysis {
    this.#analysis ??= analyze({
      files: this.paths.map((path) => ({ path, text: this.#files.get(path) ?? "" })),
      parser: this.#parser,
      settings: this.#settings,
      memo: this.#memo,
    });
    return this.#analysis;
  }
}
