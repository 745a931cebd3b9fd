// Functions that C++ only declares: whether their declaration says that they may throw.
import type { IndexedFile } from "../mask/file-index.ts";
import type { IncludeGraph } from "../mask/include-graph.ts";

export class Prototypes {
  readonly #files: ReadonlyMap<string, IndexedFile>;
  readonly #includes: IncludeGraph;
  readonly #known = new Map<string, boolean>();
  readonly #asked = new Set<string>();

  constructor(files: ReadonlyMap<string, IndexedFile>, includes: IncludeGraph) {
    this.#files = files;
    this.#includes = includes;
  }

  /** Whether a file of C++, or one that it includes, declares a function, neither `extern "C"` nor `noexcept`. */
  mayThrow(name: string, path: string): boolean {
    if (!/^\w+$/.test(name)) return false;
    const key = `${path}\u0000${name}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      this.#asked.add(name);
      known = [...this.#includes.reachable(path)].some((file) => this.#mayThrowIn(file, name));
      this.#known.set(key, known);
    }
    return known;
  }

  /** Whether it was asked of a name in some file. */
  isAsked(name: string): boolean {
    return this.#asked.has(name);
  }

  #mayThrowIn(path: string, name: string): boolean {
    const file = this.#files.get(path);
    if (file === undefined || file.index.language !== "cpp" || !file.text.includes(name)) return false;
    const { index, text } = file;
    const prototype = new RegExp(`^[ \\t]*((?:[\\w:<>,]+[\\s*&]+)+)${name}\\s*\\(${PARAMETERS}\\)([^;{}()]*);`, "gm");
    return [...text.matchAll(prototype)].some(
      ({ index: at, 1: type, 2: after }) =>
        !/^(?:return|throw|else|typedef|friend)\b/.test(type ?? "") &&
        !/\bnoexcept\b/.test(after ?? "") &&
        !index.functions.some(({ span }) => span.start <= at && at < span.end) &&
        !isLinkedAsC(text.slice(0, at)),
    );
  }
}

const PARAMETERS = "[^;{}()]*(?:\\([^;{}()]*\\)[^;{}()]*)*";

/** Whether `extern "C"`, with a brace that is still open or without one, stands before a declaration. */
function isLinkedAsC(before: string): boolean {
  if (/\bextern\s*"C"\s*$/.test(before)) return true;
  return [...before.matchAll(/\bextern\s*"C"\s*\{/g)].some(({ index }) => {
    let depth = 0;
    for (const brace of before.slice(index).match(/[{}]/g) ?? []) {
      depth += brace === "{" ? 1 : -1;
      if (depth === 0) return false;
    }
    return true;
  });
}
