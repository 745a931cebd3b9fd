// What the bodies of macros mention.
import { apiFact } from "../capi/api.ts";
import type { FileIndex } from "../mask/file-index.ts";
import { namesIn } from "../mask/macro-table.ts";
import { fromLibraries } from "./library-macros.ts";
import { addTo } from "./multimap.ts";
import { pastedIn } from "./pasted.ts";

export class MacroMentions {
  readonly #inside = new Map<string, Set<string>>();
  readonly #around = new Map<string, Set<string>>();

  constructor(files: readonly FileIndex[]) {
    this.#add(files, null);
  }

  /** By macro, in whichever file: the names in its body. */
  get all(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#inside;
  }

  isMacro(name: string): boolean {
    return this.#inside.has(name);
  }

  /** Whether a name stands in the body of some macro. */
  isInMacro(name: string): boolean {
    return (this.#around.get(name)?.size ?? 0) > 0;
  }

  /** The names, and those of the macros that come down to one of them. */
  withMacros(names: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(names);
    // A set gives what is added while it is gone through.
    for (const name of all) for (const macro of this.#around.get(name) ?? []) all.add(macro);
    return all;
  }

  /** After an edit that has changed what is defined by these names. */
  update(files: Iterable<FileIndex>, names: ReadonlySet<string>): void {
    for (const macro of names) {
      for (const name of this.#inside.get(macro) ?? []) this.#around.get(name)?.delete(macro);
      this.#inside.delete(macro);
    }
    this.#add(files, names);
  }

  /** `only`: null for all. */
  #add(files: Iterable<FileIndex>, only: ReadonlySet<string> | null): void {
    for (const macros of [fromLibraries().values(), ...[...files].map((file) => file.macros)])
      for (const definition of macros) {
        const { name, body } = definition;
        if (only?.has(name) === false || apiFact(name) !== undefined || body === "" || body.length > 20_000) continue;
        for (const inner of [...namesIn(definition), ...pastedIn(definition)]) {
          addTo(this.#inside, name, inner.name);
          addTo(this.#around, inner.name, name);
        }
        if (!this.#inside.has(name)) this.#inside.set(name, new Set());
      }
  }
}
