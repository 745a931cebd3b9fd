// The GIL taken around what somebody selected: what the code is then, or why not.
import { expect, test } from "vitest";
import { METHOD, refactored, TABLE } from "../../support/refactored.ts";

function take(body: string): string {
  return refactored("take", body, METHOD, TABLE);
}

test.each([
  [
    "in a region of macros",
    "{\n    Py_BEGIN_ALLOW_THREADS\n    work(1);\n    «slots[0] = (int)PyLong_AsLong(args);»\n    more(1);\n    Py_END_ALLOW_THREADS\n    Py_RETURN_NONE;\n}",
    "{\n    Py_BEGIN_ALLOW_THREADS\n    work(1);\n    Py_BLOCK_THREADS\n    slots[0] = (int)PyLong_AsLong(args);\n    Py_UNBLOCK_THREADS\n    more(1);\n    Py_END_ALLOW_THREADS\n    Py_RETURN_NONE;\n}",
  ],
  [
    "under an if of a region of functions",
    "{\n    PyThreadState *s = PyEval_SaveThread();\n    if (work(1))\n        «Py_INCREF(args);»\n    PyEval_RestoreThread(s);\n    Py_RETURN_NONE;\n}",
    "{\n    PyThreadState *s = PyEval_SaveThread();\n    if (work(1)) {\n        PyEval_RestoreThread(s);\n        Py_INCREF(args);\n        s = PyEval_SaveThread();\n    }\n    PyEval_RestoreThread(s);\n    Py_RETURN_NONE;\n}",
  ],
])("the GIL is taken %s", (_, before, after) => {
  expect(take(before)).toBe(after);
  const windows = (text: string): string => text.replaceAll("\n", "\r\n");
  expect(take(windows(before))).toBe(windows(after));
});

test("the GIL is taken in what may be somebody's callback", () => {
  expect(refactored("take", "{\n    «Py_CLEAR(*o);»\n    return 0;\n}", "int on_event(PyObject **o)")).toBe(
    "{\n    PyGILState_STATE gstate = PyGILState_Ensure();\n    Py_CLEAR(*o);\n    PyGILState_Release(gstate);\n    return 0;\n}",
  );
});

test.each([
  [
    "what Python calls",
    "{\n    «Py_DECREF(args);»\n    Py_RETURN_NONE;\n}",
    "Nothing known calls method without the GIL.",
  ],
  [
    "what holds it",
    "{\n    PyGILState_STATE s = PyGILState_Ensure();\n    «Py_DECREF(args);»\n    PyGILState_Release(s);\n    Py_RETURN_NONE;\n}",
    "The GIL is held here already.",
  ],
  [
    "what holds it on some paths",
    "{\n    PyThreadState *s = NULL;\n    if (work(1)) s = PyEval_SaveThread();\n    «work(2);»\n    if (s) PyEval_RestoreThread(s);\n    Py_RETURN_NONE;\n}",
    "The GIL is held here on some paths.",
  ],
  [
    "a wait",
    "{\n    Py_BEGIN_ALLOW_THREADS\n    «Py_DECREF(args);\n    sleep(1);»\n    Py_END_ALLOW_THREADS\n    Py_RETURN_NONE;\n}",
    "sleep can wait for long, and nothing else of Python would run meanwhile.",
  ],
  [
    "what holds a lock",
    "{\n    Py_BEGIN_ALLOW_THREADS\n    pthread_mutex_lock(&lock);\n    «work(1);»\n    pthread_mutex_unlock(&lock);\n    Py_END_ALLOW_THREADS\n    Py_RETURN_NONE;\n}",
    "The lock lock is held here: waiting for the GIL with it can deadlock.",
  ],
  [
    "the end of a region",
    "{\n    Py_BEGIN_ALLOW_THREADS\n    work(1);\n    «work(2);\n    Py_END_ALLOW_THREADS»\n    Py_RETURN_NONE;\n}",
    "Py_END_ALLOW_THREADS changes the state of the GIL itself.",
  ],
])("the GIL is not taken around %s", (_, body, reason) => {
  expect(take(body)).toBe(reason);
});
