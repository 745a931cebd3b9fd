// Answers about the text of one file, kept as long as the file is as it was.
import type { IndexedFile } from "../mask/file-index.ts";

/** Remembers what `find` says of a file and a name. */
export function perFile<T>(find: (file: IndexedFile, name: string) => T): (file: IndexedFile, name: string) => T {
  const files = new WeakMap<IndexedFile, Map<string, T>>();
  return (file, name) => {
    const known = files.get(file) ?? new Map<string, T>();
    files.set(file, known);
    const old = known.get(name);
    if (old !== undefined) return old;
    const found = find(file, name);
    known.set(name, found);
    return found;
  };
}
