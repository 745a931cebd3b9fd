// Typing between functions: what was linked stays linked, and the analysis is that of the text as it is.
import { expect, test, vi } from "vitest";
import { type Analysis, analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { Program } from "../../../server/src/core/summaries/program.ts";
import { loadParser } from "../../../server/src/node/parser.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";

const parser = await loadParser("native");
const settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" } as const;

const MARK = "/* here */\n";
const HEADER = "#include <Python.h>\n#define BEGIN Py_BEGIN_ALLOW_THREADS\n#define END Py_END_ALLOW_THREADS\n";
const CODE = `#include "a.h"
static int helper(PyObject *o) { return PyObject_IsTrue(o); }
${MARK}static PyObject *run(PyObject *self, PyObject *o) {
  BEGIN
  calls++;
  use(helper(o), limit, AGAIN(1));
  END
  Py_RETURN_NONE;
}
static PyMethodDef methods[] = { {"run", run, METH_O, NULL}, {NULL} };
`;

/** Types a text at the mark, key by key. Gives how often all was linked anew, and what is found in the end. */
function typed(
  text: string,
  code = CODE,
  path = "a.c",
): { readonly linked: number; readonly rules: readonly string[] } {
  const workspace = new Workspace(parser, settings);
  workspace.setFile("a.h", HEADER);
  workspace.setFile(path, code);
  let { findings } = workspace.analysis();
  const update = vi.spyOn(Program.prototype, "update");
  for (let i = 1; i <= text.length; i++) {
    const now = code.replace(MARK, `${text.slice(0, i)}\n`);
    workspace.setFile(path, now);
    const analysis = workspace.analysis();
    expect(said(analysis)).toBe(said(fresh(now, path)));
    ({ findings } = analysis);
  }
  const linked = update.mock.results.filter(({ value }) => value === false).length;
  update.mockRestore();
  return { linked, rules: findings.map(({ rule }) => rule) };
}

function fresh(code: string, path = "a.c"): Analysis {
  const files = [
    { path, text: code },
    { path: "a.h", text: HEADER },
  ];
  return analyze({ files, parser, settings });
}

function said({ findings, problems, statistics, regions }: Analysis): string {
  return JSON.stringify({ findings, problems, statistics, regions }, null, 1);
}

test.each([
  ["a comment", "// what follows is new\n"],
  ["a variable", "static int count;\n"],
  ["a variable that a function uses", "static long calls;\n"],
  ["a macro", "#define TWICE(x) ((x) * 2)\n"],
  ["a macro that a function uses", "#define limit 12\n"],
  ["a macro with a call that a function uses", "#define AGAIN(x) PyLong_FromLong(x)\n"],
  ["a type", "typedef long number;\n"],
])("%s is typed without linking anew", (_, text) => {
  expect(typed(text).linked).toBe(0);
});

test("a prototype is the head of what follows until it ends: all is linked at its parenthesis, and at its end", () => {
  expect(typed("extern PyObject *make(const char *name, int);\n").linked).toBe(2);
});

test("what a variable or a macro comes to mean is found", () => {
  const before = fresh(CODE).findings.map(({ rule }) => rule);
  expect(typed("#define AGAIN(x) PyLong_FromLong(x)\n").rules.length).toBeGreaterThan(before.length);
  expect(typed("static long calls;\n").rules).toContain("unguarded-shared-state");
});

test.each([
  ["a macro that takes the GIL back", "#define limit PyGILState_Ensure()\n"],
  ["a name of a function", "#define helper(o) 1\n"],
  ["a function", "static int other(void) { return helper(0); }\n"],
  ["a table of functions", "static PyMethodDef more[] = { {0, run, 0, 0} };\n"],
])("%s makes it necessary", (_, text) => {
  expect(typed(text).linked).toBeGreaterThan(0);
});

const CPLUSPLUS = `#include "a.h"
${MARK}int run(int n) {
  Py_BEGIN_ALLOW_THREADS
  compute(n);
  Py_END_ALLOW_THREADS
  return n;
}
`;

test("in C++ too, but for functions whose exceptions matter", () => {
  expect(typed("static int count;\n", CPLUSPLUS, "a.cpp").linked).toBe(0);
  expect(typed("#define SIZE 12\n", CPLUSPLUS, "a.cpp").linked).toBe(0);
  const before = fresh(CPLUSPLUS, "a.cpp").findings;
  const declared = typed("int compute(int);\n", CPLUSPLUS, "a.cpp");
  expect(declared.linked).toBeGreaterThan(0);
  expect(declared.rules.length).toBeGreaterThan(before.length);
});
