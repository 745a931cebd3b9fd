// The names that stand in initialised tables, by who finds them there.
import { playsRole } from "../capi/roles.ts";
import type { FileIndex, Table } from "../mask/file-index.ts";
import { wordsOf } from "../text/names.ts";

export class TableNames {
  /** In tables that Python reads. */
  readonly byPython: ReadonlySet<string>;
  /** In all others. */
  readonly byOthers: ReadonlySet<string>;
  /** In slots of what runs while the module is imported. */
  readonly atImport: ReadonlySet<string>;
  /** In all other places, whoever reads them. */
  readonly later: ReadonlySet<string>;

  constructor(files: readonly FileIndex[]) {
    const [byPython, byOthers, atImport, later] = [
      new Set<string>(),
      new Set<string>(),
      new Set<string>(),
      new Set<string>(),
    ];
    for (const table of files.flatMap(({ tables }) => tables)) {
      const readers = isPython(table) ? byPython : byOthers;
      let before = "";
      for (const { name } of table.entries) {
        readers.add(name);
        (playsRole(before, "runs-at-import") ? atImport : later).add(name);
        before = name;
      }
    }
    this.byPython = byPython;
    this.byOthers = byOthers;
    this.atImport = atImport;
    this.later = later;
  }
}

function isPython({ type }: Table): boolean {
  return wordsOf(type).some((word) => playsRole(word, "python-table"));
}
