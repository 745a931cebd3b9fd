// What the bodies of macros mention.
import { apiFact } from "../capi/api.ts";
import type { FileIndex } from "../mask/file-index.ts";
import { namesIn } from "../mask/macro-table.ts";
import { pastedIn } from "./pasted.ts";

/** By macro, in whichever file: the names in its body. */
export function mentionsOf(files: readonly FileIndex[]): Map<string, Set<string>> {
  const mentions = new Map<string, Set<string>>();
  for (const file of files)
    for (const definition of file.macros) {
      const { name, body } = definition;
      if (apiFact(name) !== undefined || body === "" || body.length > 20_000) continue;
      const names = mentions.get(name) ?? new Set<string>();
      mentions.set(name, names);
      for (const inner of [...namesIn(definition), ...pastedIn(definition)]) names.add(inner.name);
    }
  return mentions;
}

/** By name: the macros in whose body it stands. */
export function inverted(mentions: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const [macro, names] of mentions)
    for (const name of names) {
      const known = result.get(name);
      if (known === undefined) result.set(name, [macro]);
      else known.push(macro);
    }
  return result;
}
