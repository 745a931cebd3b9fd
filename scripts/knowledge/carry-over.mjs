// Which researched tables the project carries, trimmed to the columns it uses.
import { readTable, writeTable } from "./tsv.mjs";

const carried = {
  "capi_names.tsv": ["name", "kind", "first", "last", "gil", "source"],
  "gil_free.tsv": ["name", "kind", "since", "category", "certainty", "source"],
  "gil_traps.tsv": ["name", "why_it_needs_the_gil", "alternative", "source"],
  "gil_transitions.tsv": ["name", "pairs_with", "project", "note", "source"],
  "accessors.tsv": ["name", "kind", "since", "risk", "source"],
  "borrowed.tsv": ["name", "kind", "replacement", "replacement_since", "risk", "note", "source"],
  "stdio_shared.tsv": ["name", "kind", "replacement", "header", "glibc_attr", "note", "source"],
  "blocking_seen_released.tsv": [
    "function",
    "family",
    "projects",
    "sites_in_regions_now",
    "wrap_fix_sites",
    "project_names",
    "cpython_files",
  ],
  "pure_macros_3.13.tsv": ["name", "kind", "source"],
};

/** Pairs of file name and text. `read` gives the text of a researched table. */
export function carryOver(read) {
  return Object.entries(carried).map(([name, columns]) => {
    const rows = readTable(read(name), name);
    for (const column of columns) if (!(column in rows[0])) throw new Error(`${name} has no column ${column}`);
    return [name, writeTable(columns, rows.map(withPublicSource))];
  });
}

/** A look-up number says nothing to a reader: the project's name, which stands in the row, leads to the same text. */
function withPublicSource(row) {
  if (row.source === undefined) return row;
  const source = row.source
    .replace(/\s*\(not re-read here\)/, "")
    .replace(/\s*\(find_string ids? [^)]*\)/, "")
    .replace(/find_string ids? [\d, and]+/, `sources of ${row.project ?? "the project"}`);
  return { ...row, source };
}
