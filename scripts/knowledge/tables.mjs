// What each generated table holds and which source tables it comes from. Order within a table: by name.
import { apiRows } from "./api.mjs";
import { blockingRows } from "./blocking.mjs";
import { guardRows, transitionRows } from "./transitions.mjs";
import { byKey } from "./tsv.mjs";

/** `read` gives the rows of a table under server/src/core/capi/tables. */
export function tables(read) {
  return [
    table(
      "api",
      ["name", "kind", "gil", "first", "last", "certainty", "risk", "why", "alternative", "source"],
      apiRows(read),
    ),
    table("arities", ["name", "least", "most", "source"], read("arities.tsv")),
    table("apiArguments", ["name", "argument", "texts", "source"], read("api-arguments.tsv")),
    table(
      "transitions",
      [
        "name",
        "op",
        "state",
        "argument",
        "scope",
        "braces",
        "variable",
        "block",
        "conditional",
        "argumentsRun",
        "pairs",
        "project",
        "note",
        "source",
      ],
      transitionRows(read),
    ),
    table("guards", ["name", "op", "conditional", "project", "note", "source"], guardRows(read)),
    table("lockGuards", ["name", "ordered", "source"], read("lock-guards.tsv")),
    table("blocking", ["name", "family", "weight", "why", "source"], blockingRows(read)),
    table(
      "blockingArguments",
      ["name", "argument", "texts", "weight", "why", "source"],
      read("blocking-arguments.tsv"),
      "many rows a name",
    ),
    table("unsafe", ["name", "replacement", "shares", "glibcSafe", "source"], unsafeRows(read)),
    table("streams", ["name", "stream", "direction", "source"], read("streams.tsv")),
    table(
      "locks",
      ["name", "op", "argument", "kind", "blocks", "pairs", "ordered", "taken", "takenAs", "source"],
      read("locks.tsv"),
    ),
    table(
      "callbackWaits",
      ["name", "how", "weight", "arguments", "what", "registrars", "source"],
      callbackWaitRows(read),
      "many rows a name",
    ),
    table("errorState", ["name", "kind", "argument", "preserved", "source"], read("error-state.tsv")),
    table("once", ["name", "flag", "function", "source"], read("once.tsv")),
    table("lockTypes", ["name", "take", "give", "source"], read("lock-types.tsv")),
    table("callbacks", ["name", "argument", "state", "note", "source"], read("callbacks.tsv"), "many rows a name"),
    table("noReturn", ["name", "source"], read("noreturn.tsv")),
    table("borrowed", ["name", "kind", "replacement", "since", "risk", "note", "source"], borrowedRows(read)),
    table("macros", ["name", "parameters", "body", "source"], read("macros.tsv")),
    table("lentMemory", ["name", "argument", "moves", "source"], read("lent-memory.tsv")),
    table("fields", ["name", "accessor", "source"], read("fields.tsv")),
    table("roles", ["name", "role", "source"], read("roles.tsv"), "many rows a name"),
    table("cplusplus", ["name", "roles", "note", "source"], read("cplusplus.tsv")),
    table("throws", ["name", "how", "why", "source"], read("throws.tsv")),
    table("handles", ["name", "handle", "argument", "sharing", "effect", "source"], namesOf(read("handles.tsv"))),
    table("memory", ["name", "argument", "source"], read("memory.tsv")),
    table("objectHeads", ["name", "source"], read("object-heads.tsv")),
    table("accessorTypes", ["name", "type", "variable", "source"], read("accessor-types.tsv")),
    table(
      "reentrant",
      ["name", "form", "arguments", "variable", "declaration", "passed", "keeps", "source"],
      read("reentrant.tsv"),
    ),
    table("resultTypes", ["name", "type", "source"], namesOf(read("result-types.tsv"))),
    table("threadIds", ["name", "source"], read("thread-ids.tsv")),
    table("generators", ["name", "role", "text", "source"], read("generators.tsv"), "many rows a name"),
  ];
}

function table(id, columns, rows, repeats) {
  const filled = rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ""])));
  const sorted = filled.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  sorted.forEach((row, i) => {
    if (!/^[A-Za-z_][\w:]*$/.test(row.name)) throw new Error(`${id}: not a name: ${row.name}`);
    if (!row.source) throw new Error(`${id}: ${row.name} has no source`);
    if (!repeats && row.name === sorted[i - 1]?.name) throw new Error(`${id}: ${row.name} stands twice`);
  });
  return { id, columns, rows: sorted };
}

/** A row of the source lists the functions it is about. */
function callbackWaitRows(read) {
  return read("callback-waits.tsv").flatMap((row) => row.functions.split(" ").map((name) => ({ ...row, name })));
}

function unsafeRows(read) {
  return read("facts/stdio_shared.tsv")
    .filter((row) => row.kind === "not-thread-safe")
    .map((row) => ({
      name: row.name,
      replacement: row.replacement,
      shares: row.glibc_attr.replace(/^MT-(Unsafe|Safe) ?/, ""),
      glibcSafe: row.glibc_attr.startsWith("MT-Safe") ? "yes" : "",
      source: row.source,
    }));
}

/** A row of the source lists the names it is about. */
const namesOf = (rows) => rows.flatMap((row) => row.names.split(" ").map((name) => ({ ...row, name })));

/** Rows that are not one plain name (an argument of `PyArg_ParseTuple`, a habit of writing) wait for their rules. */
function borrowedRows(read) {
  const rows = read("facts/borrowed.tsv").flatMap((row) =>
    row.name.split(" ").every((word) => /^_?Py\w+$/.test(word))
      ? row.name.split(" ").map((name) => ({ ...row, name, since: row.replacement_since }))
      : [],
  );
  return [...byKey(rows).values()];
}
