// Which files say what a type is: the insides of a struct or class, or another name for a type.
import type { IndexedFile } from "../mask/file-index.ts";
import { wordsOf } from "../text/names.ts";

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
    for (const text of surfaceOf(file))
      for (const [, tag, name, alias] of text.matchAll(DEFINES)) names.add(tag ?? name ?? alias ?? "");
    types.set(file, names);
  }
  return names;
}

/** The text between the bodies of functions, piece by piece. */
function* surfaceOf({ index, text }: IndexedFile): Iterable<string> {
  let at = 0;
  // A lambda comes before the function that it is in, which ends later.
  for (const { body } of [...index.functions].sort((a, b) => a.body.start - b.body.start)) {
    if (body.start < at) continue;
    yield text.slice(at, body.start);
    at = body.end;
  }
  yield text.slice(at);
}

/** Whether two versions of a file say the same between the bodies of their functions. */
export function sameSurface(a: IndexedFile, b: IndexedFile): boolean {
  const others = surfaceOf(b)[Symbol.iterator]();
  for (const piece of surfaceOf(a)) if (piece !== others.next().value) return false;
  return others.next().done === true;
}

/**
 * The words of the declarations that two versions of a file of C++ have different, between the same bodies. Null where more than
 * declarations is: what is in braces or a namespace, or how it is linked.
 */
export function redeclaredWords(a: IndexedFile, b: IndexedFile): ReadonlySet<string> | null {
  const [before, after] = [[...surfaceOf(a)], [...surfaceOf(b)]];
  if (before.length !== after.length) return null;
  const different = before.flatMap((piece, i) => (piece === after[i] ? [] : declarationsIn(piece, after[i] ?? "")));
  if (different.some((text) => /[{}]|\bextern\s*"|\b(?:using|namespace|template|friend)\b/.test(text))) return null;
  return new Set(different.flatMap(wordsOf));
}

/** What differs between two texts, each from the end of a declaration to that of another. */
function declarationsIn(a: string, b: string): readonly [string, string] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const first = a.slice(0, start).search(/[^;{}]*$/);
  const rest = a.slice(a.length - end).search(/[;{}]|$/);
  return [a.slice(first, a.length - end + rest), b.slice(first, b.length - end + rest)];
}

const types = new WeakMap<IndexedFile, Set<string>>();

/** `struct name {`, `} name;`, `typedef other *name;`. */
const DEFINES =
  /\b(?:struct|class)\s+(\w+)\s*\{|\}\s*(?:[A-Z_]+\s+)?([A-Za-z_]\w*)\s*(?:,[^;{}]*)?;|\btypedef\b[^;{}()]*?\b(\w+)\s*;/g;
