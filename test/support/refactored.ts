// A refactoring of what is selected in a piece of C.
import { expect } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import type { RefactoringKind } from "../../server/src/core/findings/refactoring.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { applyEdits, invertEdits } from "../../server/src/core/text/edits.ts";
import { span } from "../../server/src/core/text/span.ts";
import { loadParser } from "../../server/src/node/parser.ts";

const parser = await loadParser("native");

const HEAD = `#include <Python.h>
#include <pthread.h>
extern int work(int), more(int), fd;
static int *slots;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int helper(PyObject *o) { return PyObject_IsTrue(o); }
static int waiting(int n) { PyThreadState *s = PyEval_SaveThread(); n = work(n); PyEval_RestoreThread(s); return n; }
`;

/** The body with the refactoring of what stands between « and », or the reason why there is none. No finding may be left. */
export function refactored(kind: RefactoringKind, body: string, head: string, tail = "", file = "one.c"): string {
  const marked = `${HEAD}${head}\n${body}\n${tail}`;
  const text = marked.replace(/[«»]/g, "");
  const start = marked.indexOf("«");
  const analysis = analyze({ files: [{ path: file, text }], parser, settings: DEFAULT_SETTINGS });
  const found = analysis.refactorings(file, span(start, marked.indexOf("»") - 1)).find((one) => one.kind === kind);
  if (found === undefined) return "nothing offered";
  if (found.refused !== null) {
    expect(found.edits).toEqual([]);
    return found.refused;
  }
  const result = applyEdits(text, found.edits);
  expect(applyEdits(result, invertEdits(text, found.edits))).toBe(text);
  expect(analyze({ files: [{ path: file, text: result }], parser, settings: DEFAULT_SETTINGS }).findings).toEqual([]);
  return result.slice(HEAD.length + head.length + 1, result.length - tail.length - 1);
}

export const METHOD: string = "static PyObject *method(PyObject *self, PyObject *args)";
/** Says that Python calls it. */
export const TABLE: string =
  'static PyMethodDef methods[] = {{"method", method, METH_VARARGS, ""}, {NULL, NULL, 0, NULL}};\n';
