// One verdict per C-API name out of several researched tables. The more specific table wins:
//   api.tsv (corrections and other libraries, each with its reason) > transitions > traps > accessors > gil_free > pure macros > the header lists.
import { byKey } from "./tsv.mjs";

export function apiRows(read) {
  const headers = byKey(read("facts/capi_names.tsv"));
  const steps = [
    read("facts/capi_names.tsv").map(fromHeader),
    read("facts/pure_macros_3.13.tsv").map(fromPureMacro),
    read("facts/gil_free.tsv").map(fromGilFree),
    read("facts/accessors.tsv").map(fromAccessor),
    read("facts/gil_traps.tsv").map(fromTrap),
    read("transitions.tsv")
      .filter(
        ({ name, op }) => op !== "none" && op !== "release-inside" && (headers.has(name) || name.startsWith("Py")),
      )
      .map(({ name }) => ({ name, gil: "transition" })),
    read("api.tsv").flatMap(fromCorrection),
  ];
  const rows = new Map();
  for (const step of steps) for (const row of step) rows.set(row.name, { ...rows.get(row.name), ...row });
  const found = [...rows.values()].filter((row) => row.source);
  for (const row of found) if (!row.kind || !row.gil) throw new Error(`api: ${row.name} lacks kind or need`);
  return found;
}

const fromHeader = (row) => ({
  name: row.name,
  kind: row.kind.split("/")[0].replace("macro-fn", "macro"),
  gil: row.gil,
  first: row.first,
  last: row.last,
  source: row.source,
});

const fromPureMacro = (row) => ({
  name: row.name,
  kind: row.kind.replace("macro-fn", "macro"),
  gil: "free",
  source: `Include/${row.source} (CPython 3.13)`,
});

const fromGilFree = (row) => ({
  name: row.name,
  kind: kindOfFree(row),
  gil: "free",
  first: row.since,
  certainty: row.certainty,
  source: row.source,
});

function kindOfFree({ kind, category }) {
  if (category === "const-object") return "variable";
  if (kind === "enumerator" || category === "const") return "constant";
  return kind;
}

const fromAccessor = (row) => ({
  name: row.name,
  kind: row.kind.split("/")[0].replace("macro-fn", "macro"),
  gil: "accessor",
  first: row.since,
  risk: row.risk,
  source: row.source,
});

/** A trap does not say what kind of name it is; one no header lists is an alias macro. */
const fromTrap = (row) => ({
  name: row.name,
  gil: "needs",
  why: row.why_it_needs_the_gil,
  alternative: row.alternative,
});

const fromCorrection = (row) =>
  row.names
    .split(" ")
    .map((name) => ({
      name,
      kind: row.kind,
      gil: row.gil,
      certainty: row.certainty,
      risk: row.risk,
      source: row.source,
    }));
