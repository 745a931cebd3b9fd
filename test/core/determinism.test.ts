// The same sources give the same bytes: whatever their order, whatever was analysed before, whatever was edited and undone.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Analysis, analyze, Memo, type SourceFile } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { fixtureCases } from "../support/fixture-cases.ts";

/** More of them on demand: RUNS=5000. */
const RUNS = Number(process.env["RUNS"] ?? 60);

const parser = await loadParser("native");
const settings: Settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" };

/** Every fixture in a folder of its own, all in one workspace: names meet across folders. */
const files: readonly SourceFile[] = fixtureCases().flatMap(({ name, fixture }) =>
  fixture.files.map(({ path, code }) => ({ path: `${name.replace(/\.c$/, "")}/${path}`, text: code })),
);

/** All that an analysis says. */
function bytes({ findings, problems, statistics, regions }: Analysis): string {
  return JSON.stringify({ findings, problems, statistics, regions }, null, 1);
}

function analysed(sources: readonly SourceFile[], memo = new Memo()): string {
  return bytes(analyze({ files: sources, parser, settings, memo }));
}

const expected = analysed(files);

test("there is something to compare", () => {
  expect(files.length).toBeGreaterThan(250);
  expect(expected.length).toBeGreaterThan(100_000);
});

test("the order of the files does not matter", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...files], { minLength: files.length }), (shuffled) => {
      expect(analysed(shuffled)).toBe(expected);
    }),
    { numRuns: 2 },
  );
}, 60_000);

test("what was analysed before does not matter", () => {
  const memo = new Memo();
  const half = files.filter((_, i) => i % 2 === 0);
  expect(analysed(half, memo)).toBe(analysed(half));
  expect(analysed(files, memo)).toBe(expected);
  expect(analysed(files, memo)).toBe(expected);
  expect(analysed(half, memo)).toBe(analysed(half));
}, 60_000);

test("what one file is told is what it is told among all", () => {
  const whole = analyze({ files, parser, settings });
  const { findings, regions } = JSON.parse(expected) as Pick<Analysis, "findings" | "regions">;
  for (const { path } of files) {
    const own = {
      findings: findings.filter((one) => one.path === path),
      regions: regions.filter((one) => one.path === path),
    };
    expect({ findings: whole.findingsIn(path), regions: whole.regionsIn(path) }).toEqual(own);
  }
}, 60_000);

// A small project, so that many edits can be tried: helpers, macros in a header, a table, a callback, a lock, suppressions.
const PROJECT: Readonly<Record<string, string>> = {
  "a.c": `#include "a.h"
static int depth(PyObject *o) { return helper(o) + 1; }
static PyObject *run(PyObject *self, PyObject *o) {
  int n;
  BEGIN
  n = depth(o);
  shared++;
  printf("a"); printf("b");
  END
  return PyLong_FromLong(n);
}
static PyMethodDef methods[] = { {"run", run, METH_O, NULL}, {NULL} };
`,
  "a.h": `#include <Python.h>
#define BEGIN Py_BEGIN_ALLOW_THREADS
#define END Py_END_ALLOW_THREADS
int helper(PyObject *o);
PyThreadState *give_up(void);
extern int shared;
`,
  "b.c": `#include "a.h"
int shared;
int helper(PyObject *o) { return other(o); }
int other(PyObject *o) { PyErr_Clear(); return 1; }
PyThreadState *give_up(void) { return PyEval_SaveThread(); }
`,
  "c.c": `#include "a.h"
static struct ops { int (*call)(PyObject *); } table = { helper };
static void on_event(void *data) { helper(data); }
void start(pthread_t *t) { pthread_create(t, NULL, on_event, NULL); }
static PyObject *through(PyObject *self, PyObject *o) {
  PyThreadState *save = give_up();
  table.call(o); // gilint: ignore
  PyEval_RestoreThread(save);
  PyEval_RestoreThread(save);
  Py_RETURN_NONE; // gilint: ignore
}
`,
  "d.c": `#include "a.h"
typedef struct { PyObject_HEAD sqlite3 *db; } Conn;
static PyObject *conn_close(Conn *self, PyObject *o) { sqlite3_close(self->db); self->db = NULL; Py_RETURN_NONE; }
static PyObject *conn_run(Conn *self, PyObject *o) {
  BEGIN
  sqlite3_exec(self->db, "x", NULL, NULL, NULL);
  END
  Py_RETURN_NONE;
}
static PyMethodDef conn_methods[] = { {"close", conn_close, METH_O, NULL}, {"run", conn_run, METH_O, NULL}, {NULL} };
`,
};

/** Edits that change what functions do, their names, macros, tables, comments, and whether the file can be read. */
const REPLACEMENTS: readonly (readonly [string | RegExp, string])[] = [
  ["PyObject_HEAD sqlite3", "sqlite3"],
  ["{ sqlite3 *db", "{ PyObject_HEAD sqlite3 *db"],
  ["} Conn;", "} Link;"],
  ['"x"', '"select 1"'],
  ['"select 1"', '"x"'],
  ["} Link;", "} Conn;"],
  ["PyErr_Clear()", "sleep(1)"],
  ["sleep(1)", "PyErr_Clear()"],
  ["PyErr_Clear()", "use(run, on_event)"],
  ["helper(data)", "use(helper)"],
  ["use(helper)", "helper(data)"],
  ["int helper(PyObject *o) {", "int helper(void *o) { sleep(1);"],
  ["static int depth(PyObject *o)", "static int depth(void *o)"],
  ["p->hook = NULL;", "p->hook = helper;"],
  ["return helper(o);", "struct pool *p = o; p->hook = NULL; return 1;"],
  ["return PyEval_SaveThread();", "return NULL;"],
  ["BEGIN\n", "\n"],
  ["#define BEGIN Py_BEGIN_ALLOW_THREADS", "#define BEGIN {"],
  ["#define BEGIN {", "#define BEGIN Py_BEGIN_ALLOW_THREADS"],
  ["other(o)", "1"],
  ["int helper(PyObject *o) {", "static int helper(PyObject *o) {"],
  ["int other(", "int another("],
  ["{ helper }", "{ other }"],
  ["on_event, NULL", "NULL, on_event"],
  ["int shared;", "static int shared;"],
  ["shared++;", "pthread_mutex_lock(&m); shared++; pthread_mutex_unlock(&m);"],
  ["// gilint: ignore", "// gilint: ignore[api-call-without-gil]"],
  ["}\n", "\n"],
  [/^/, "\n\n"],
  [/^/, "/* "],
  // Between functions: what is declared there, whole or as far as it was typed.
  [/\nstatic/, "\nstatic int shared;\nstatic"],
  [/\nstatic/, "\nstatic int n;\nstatic"],
  [/\nstatic int n;/, "\nstatic const int n;"],
  [/\nstatic int n;/, "\n"],
  [/\nstatic/, "\nextern PyObject *o\nstatic"],
  [/\nint /, "\nPyObject *int "],
  ["#define END", "#define n 1\n#define END"],
  ["#define n 1", "#define n helper(NULL)"],
  ["int n;\n", "int n;\n#define PyObject_HEAD int head;\n"],
  ["int n;\n", "int n;\n#define helper(o) other(o)\n"],
  ["#define n 1", "#define o"],
  ["#define END", "#define other(o) sleep(o)\n#define END"],
  ["#define other(o) sleep(o)", "#define other(o) (o)"],
  ["#define END", "#define save PyEval_SaveThread()\n#define END"],
  ["#define END", "#define shared (*get())\n#define END"],
  ["#define END", "#define printf printf_of\n#define END"],
  ["#define printf printf_of", "#define printf_of puts"],
  ["{NULL}", '{"r", shared, METH_O, NULL}, {NULL}'],
  ['{"r", shared,', '{"r", other,'],
  ["static PyMethodDef", "static PyMethodDef none[] = { {NULL} };\nstatic PyMethodDef"],
  ["typedef struct", "struct other { int n; };\ntypedef struct"],
  [/$/, "int helper(PyObject *o) { Py_DECREF(o); return 0; }\n"],
  [/$/, "#define other(o) PyErr_Occurred()\n"],
  [/$/, "/* gilint: gil-free */ int helper(PyObject *o);\n"],
  [/[\s\S]*/, ""],
];

type Edit =
  | { readonly kind: "replace"; readonly path: string; readonly by: number }
  | { readonly kind: "remove"; readonly path: string }
  | { readonly kind: "add"; readonly path: string; readonly text: string }
  | { readonly kind: "undo" };

const path = fc.constantFrom(...Object.keys(PROJECT));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("replace" as const), path, by: fc.nat(REPLACEMENTS.length - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), path }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("add" as const),
      path: fc.constantFrom("d.c", "sub/b.c", "sub/a.h"),
      text: fc.constantFrom(...Object.values(PROJECT)),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "undo" as const }) },
);

test("an analysis goes on speaking of its own texts", () => {
  const workspace = new Workspace(parser, settings);
  bring(workspace, new Map(Object.entries(PROJECT)));
  const before = workspace.analysis();
  workspace.setFile("b.c", (PROJECT["b.c"] ?? "").replace("PyErr_Clear(); ", ""));
  const after = bytes(workspace.analysis());
  expect(bytes(before)).toBe(analysed(Object.entries(PROJECT).map(([name, text]) => ({ path: name, text }))));
  expect(after).not.toBe(bytes(before));
});

test("a macro comes to matter when the function it calls does", () => {
  const header = "#include <Python.h>\n#define CALL(x) helper(x)\nint helper(int);\n";
  const caller = '#include "a.h"\nvoid run(void) {\n  Py_BEGIN_ALLOW_THREADS\n  CALL(1);\n  Py_END_ALLOW_THREADS\n}\n';
  const helper = (body: string): string => `#include "a.h"\nint helper(int x) { ${body} return x; }\n`;
  const workspace = new Workspace(parser, settings);
  bring(workspace, new Map(Object.entries({ "a.h": header, "a.c": caller, "b.c": helper("") })));
  expect(workspace.analysis().findings).toEqual([]);
  workspace.setFile("b.c", helper("PyErr_Clear();"));
  expect(workspace.analysis().findings.map(({ rule }) => rule)).toEqual(["indirect-api-call-without-gil"]);
  workspace.setFile("b.c", helper(""));
  expect(workspace.analysis().findings).toEqual([]);
});

test("after any edits, the analysis is that of the files as they are", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const workspace = new Workspace(parser, settings);
      const history: ReadonlyMap<string, string>[] = [new Map(Object.entries(PROJECT))];
      bring(workspace, history.at(-1) ?? new Map());
      workspace.analysis();
      for (const one of edits) {
        if (one.kind === "undo") history.splice(1, history.length > 1 ? 1 : 0);
        else history.push(edited(history.at(-1) ?? new Map(), one));
        const now = history.at(-1) ?? new Map<string, string>();
        bring(workspace, now);
        const fresh = analysed([...now].map(([name, text]) => ({ path: name, text })));
        const analysis = workspace.analysis();
        const own = (JSON.parse(fresh) as Analysis).findings.filter((finding) => finding.path === "a.c");
        expect(analysis.findingsIn("a.c")).toEqual(own);
        expect(bytes(analysis)).toBe(fresh);
      }
    }),
    { numRuns: RUNS },
  );
}, 240_000);

function edited(
  before: ReadonlyMap<string, string>,
  change: Exclude<Edit, { kind: "undo" }>,
): ReadonlyMap<string, string> {
  const after = new Map(before);
  if (change.kind === "remove") after.delete(change.path);
  else if (change.kind === "add") after.set(change.path, change.text);
  else {
    const [from, to] = REPLACEMENTS[change.by] ?? ["", ""];
    const text = before.get(change.path);
    if (text !== undefined) after.set(change.path, text.replace(from, to));
  }
  return after;
}

/** Tells the workspace the files as they are to be. */
function bring(workspace: Workspace, wanted: ReadonlyMap<string, string>): void {
  for (const known of workspace.paths) if (!wanted.has(known)) workspace.removeFile(known);
  for (const [name, text] of wanted) workspace.setFile(name, text);
}
