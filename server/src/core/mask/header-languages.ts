// In which language headers are read: as C++ where C++ includes them and they cannot be read as C, whatever else includes them.
import { type Language, languageOf } from "../text/language.ts";
import { IncludeGraph, type Including } from "./include-graph.ts";
import { needsCplusplus } from "./language.ts";

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Goes on from what was found before: an edit changes one text, and mostly nothing of this. */
export class HeaderLanguages {
  readonly #includingOf: (file: Source) => Including;
  readonly #asked = new Map<string, { readonly text: string; readonly needs: boolean }>();
  #last: { readonly files: readonly Including[]; readonly reached: ReadonlySet<string> } | null = null;

  /** `includingOf`: what a file includes, in whichever language it is read. */
  constructor(includingOf: (file: Source) => Including) {
    this.#includingOf = includingOf;
  }

  /** By path: the headers that are C++. */
  of(files: readonly Source[]): ReadonlyMap<string, Language> {
    if (!files.some(isCplusplus)) return new Map();
    const headers = files.filter((file) => file.path.endsWith(".h") && this.#needsCplusplus(file));
    if (headers.length === 0) return new Map();
    const reached = this.#reached(files);
    return new Map(headers.filter(({ path }) => reached.has(path)).map(({ path }) => [path, "cpp"]));
  }

  #needsCplusplus({ path, text }: Source): boolean {
    const known = this.#asked.get(path);
    if (known?.text === text) return known.needs;
    const needs = needsCplusplus(text);
    this.#asked.set(path, { text, needs });
    return needs;
  }

  /** What C++ includes, near or far. */
  #reached(sources: readonly Source[]): ReadonlySet<string> {
    const files = sources.map((file) => this.#includingOf(file));
    const last = this.#last;
    const stands = last?.files.length === files.length && files.every((file, i) => isSame(file, last.files[i]));
    const reached = stands ? last.reached : reachedIn(files, sources);
    this.#last = { files, reached };
    return reached;
  }
}

function reachedIn(files: readonly Including[], sources: readonly Source[]): ReadonlySet<string> {
  const graph = new IncludeGraph(files);
  return new Set(sources.filter(isCplusplus).flatMap(({ path }) => [...graph.reachable(path)]));
}

function isCplusplus({ path }: Source): boolean {
  return languageOf(path) === "cpp";
}

function isSame(a: Including, b: Including | undefined): boolean {
  if (a === b) return true;
  if (a.path !== b?.path || a.includes.length !== b.includes.length) return false;
  return a.includes.every((include, i) => include === b.includes[i]);
}
