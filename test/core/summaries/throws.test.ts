// What functions throw is part of what their callers, near and far, are told: an edit gives what a fresh analysis gives.
import { expect, test } from "vitest";
import { analyze, Memo } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");
const settings = { ...DEFAULT_SETTINGS, minConfidence: "low" as const };

const CALLER = `#include <Python.h>
int far(int n);
PyObject *run(PyObject *self, PyObject *unused)
{
    int n = 0;
    try {
        Py_BEGIN_ALLOW_THREADS
        n = far(1);
        Py_END_ALLOW_THREADS
    } catch (...) {
        return nullptr;
    }
    Py_BEGIN_ALLOW_THREADS
    n += far(2);
    Py_END_ALLOW_THREADS
    return PyLong_FromLong(n);
}
`;

function sources(near: string, caught: boolean) {
  const call = caught ? "try { return near(n); } catch (...) { return 0; }" : "return near(n);";
  return [
    { path: "caller.cpp", text: CALLER },
    { path: "far.cpp", text: `int near(int n);\nint far(int n)\n{\n    ${call}\n}\n` },
    { path: "near.cpp", text: `int near(int n)\n{\n    ${near}\n}\n` },
  ];
}

test("what is thrown two calls away comes and goes with edits", () => {
  const memo = new Memo();
  const steps = [
    { near: "return n;", caught: false, found: 0 },
    { near: "if (n < 0) throw n; return n;", caught: false, found: 2 },
    { near: "if (n < 0) throw n; return n;", caught: true, found: 0 },
    { near: "if (n < 0) throw n; return n + 1;", caught: false, found: 2 },
    { near: "try { if (n < 0) throw n; } catch (int) {} return n;", caught: false, found: 0 },
  ];
  for (const { near, caught, found } of steps) {
    const files = sources(near, caught);
    const edited = analyze({ files, parser, settings, memo }).findings;
    const fresh = analyze({ files, parser, settings }).findings;
    expect(edited).toEqual(fresh);
    expect(edited.map(({ rule }) => rule)).toEqual(Array.from({ length: found }, () => "exit-without-reacquire"));
  }
});
