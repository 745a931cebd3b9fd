// One verdict per C-API name out of several researched tables. The more specific table wins:
//   api.tsv (corrections and other libraries, each with its reason) > transitions > traps > accessors > gil_free > pure macros > the header lists.
import { transitionRows } from "./transitions.mjs";
import { byKey } from "./tsv.mjs";

export function apiRows(read) {
  const headers = byKey(read("facts/capi_names.tsv"));
  const free = byKey(read("facts/gil_free.tsv"));
  const steps = [
    read("facts/capi_names.tsv").map(fromHeader),
    read("facts/pure_macros_3.13.tsv").map(fromPureMacro),
    read("facts/gil_free.tsv").map(fromGilFree),
    read("facts/accessors.tsv").map(fromAccessor),
    trapsInWords(read).map((row) => (free.has(row.name) ? row : { ...row, gil: "needs" })),
    transitionRows(read)
      .filter(({ name, op }) => /^_?Py[A-Z_]/.test(name) && !["none", "release-inside", "lose"].includes(op))
      .map(({ name, source }) =>
        headers.has(name) ? { name, gil: "transition" } : { name, kind: "macro", gil: "transition", source },
      ),
    read("api.tsv").flatMap(fromCorrection),
  ];
  const rows = new Map();
  for (const step of steps) for (const row of step) rows.set(row.name, { ...rows.get(row.name), ...row });
  const found = [...rows.values()].filter((row) => row.source);
  for (const row of found) if (!row.kind || !row.gil) throw new Error(`api: ${row.name} lacks kind or need`);
  return found.map((row) => ({ ...row, certainty: row.gil === "free" ? row.certainty : "" }));
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

/** The researched reasons are notes; trap-words.tsv has them as sentences that go after the name, "it …". */
function trapsInWords(read) {
  const words = byKey(read("trap-words.tsv"), "researched");
  return read("facts/gil_traps.tsv").map((row) => {
    const said = words.get(row.why_it_needs_the_gil);
    if (!said) throw new Error(`trap-words.tsv lacks: ${row.why_it_needs_the_gil}`);
    return { name: row.name, why: said.why, alternative: said.alternative };
  });
}

const fromCorrection = (row) =>
  row.names.split(" ").map((name) => ({
    name,
    kind: row.kind,
    gil: row.gil,
    certainty: row.certainty,
    risk: row.risk,
    source: row.source,
  }));
