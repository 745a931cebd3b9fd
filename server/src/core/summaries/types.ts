// Which files say what a type is: the insides of a struct or class, or another name for a type.
import type { IndexedFile } from "../mask/file-index.ts";

export class Types {
  readonly #files: ReadonlyMap<string, IndexedFile>;
  #byName: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(files: ReadonlyMap<string, IndexedFile>) {
    this.#files = files;
  }

  /** The files that may say what a type of this name is, in order. A name without any is a library's. */
  definers(name: string): readonly string[] {
    this.#byName ??= this.#find();
    return this.#byName.get(name) ?? [];
  }

  #find(): ReadonlyMap<string, readonly string[]> {
    const byName = new Map<string, string[]>();
    for (const [path, file] of this.#files)
      for (const name of typesIn(file)) {
        const known = byName.get(name);
        if (known === undefined) byName.set(name, [path]);
        else known.push(path);
      }
    return byName;
  }
}

/** What a file names as a type of its own, between its functions' bodies. */
function typesIn(file: IndexedFile): ReadonlySet<string> {
  let names = types.get(file);
  if (names === undefined) {
    names = new Set<string>();
    let at = 0;
    for (const { start, end } of [
      ...file.index.functions.map(({ body }) => body),
      { start: file.text.length, end: 0 },
    ]) {
      for (const [, tag, name, alias] of file.text.slice(at, start).matchAll(DEFINES))
        names.add(tag ?? name ?? alias ?? "");
      at = Math.max(at, end);
    }
    types.set(file, names);
  }
  return names;
}

const types = new WeakMap<IndexedFile, Set<string>>();

/** `struct name {`, `} name;`, `typedef other *name;`. */
const DEFINES =
  /\b(?:struct|class)\s+(\w+)\s*\{|\}\s*(?:[A-Z_]+\s+)?([A-Za-z_]\w*)\s*(?:,[^;{}]*)?;|\btypedef\b[^;{}()]*?\b(\w+)\s*;/g;
