// What comments say of functions, by name and by who can see them.
import type { Outcome } from "../dataflow/solution.ts";
import type { IndexedFile } from "../mask/file-index.ts";
import { type Annotation, annotationsOf } from "../syntax/comments.ts";
import { isHeader } from "../text/language.ts";
import type { FunctionRef } from "./symbols.ts";

export class Annotations {
  readonly #byName = new Map<string, { path: string; annotations: readonly Annotation[] }[]>();

  constructor(files: readonly IndexedFile[]) {
    for (const { index, text } of files)
      if (index.comments.length > 0)
        for (const [name, annotations] of annotationsOf(text, index)) {
          const known = this.#byName.get(name) ?? [];
          known.push({ path: index.path, annotations });
          this.#byName.set(name, known);
        }
  }

  /** All of them, by the name they are of. */
  get byName(): ReadonlyMap<string, readonly { readonly annotations: readonly Annotation[] }[]> {
    return this.#byName;
  }

  /** What comments say of a name that is declared, not defined, where `path` can see it. */
  declaredAs(name: string, path: string): readonly Annotation[] {
    const all = this.#byName.get(name);
    return all === undefined
      ? []
      : all.filter((known) => known.path === path || isHeader(known.path)).flatMap(({ annotations }) => annotations);
  }

  of(ref: FunctionRef): readonly Annotation[] {
    const all = this.#byName.get(ref.extent.name);
    if (all === undefined) return [];
    return all
      .filter(({ path }) => path === ref.path || (!ref.extent.isStatic && isHeader(path)))
      .flatMap(({ annotations }) => annotations);
  }
}

/** What a function does to the GIL by what comments say; null where they say nothing of it. */
export function annotatedOutcomes(annotations: readonly Annotation[]): readonly Outcome[] | null {
  for (const { kind } of annotations) {
    if (kind === "releases-gil") return [{ operations: [{ op: "release", saved: null, lexical: false }], result: [] }];
    if (kind === "acquires-gil")
      return [{ operations: [{ op: "acquire", from: null, lexical: false, ifReleased: false }], result: [] }];
  }
  return null;
}

/** Whether comments say the same of the same names in two versions of a file. */
export function sameAnnotations(a: IndexedFile, b: IndexedFile): boolean {
  const said = ({ index, text }: IndexedFile): string =>
    index.comments.length === 0 ? "" : JSON.stringify([...annotationsOf(text, index)]);
  return said(a) === said(b);
}
