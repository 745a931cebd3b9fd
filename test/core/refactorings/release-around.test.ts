// The GIL released around what somebody selected: what the code is then, or why not.
import { expect, test } from "vitest";
import { METHOD, refactored, TABLE } from "../../support/refactored.ts";

function release(body: string, file?: string): string {
  return refactored("release", body, METHOD, TABLE, file);
}

test.each([
  [
    "one statement",
    "{\n    int n = 1;\n    «n = work(n);»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    Py_BEGIN_ALLOW_THREADS\n    n = work(n);\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "without its semicolon, with white space and comments around",
    "{\n    int n = 1;\n«    /* first */\n    n = work(n) »;\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    /* first */\n    Py_BEGIN_ALLOW_THREADS\n    n = work(n) ;\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "several in a line",
    "{ int n = 1; «n = work(n); n = more(n);» return PyLong_FromLong(n); }",
    "{ int n = 1; Py_BEGIN_ALLOW_THREADS n = work(n); n = more(n); Py_END_ALLOW_THREADS return PyLong_FromLong(n); }",
  ],
  [
    "a statement over several lines",
    "{\n\tint n = 1;\n\t«n = work(n +\n\t\t 1); // why»\n\treturn PyLong_FromLong(n);\n}",
    "{\n\tint n = 1;\n\tPy_BEGIN_ALLOW_THREADS\n\tn = work(n +\n\t\t 1); // why\n\tPy_END_ALLOW_THREADS\n\treturn PyLong_FromLong(n);\n}",
  ],
  [
    "a loop with its own break",
    "{\n    int n = 1;\n    «while (n < 9) {\n        if (work(n)) break;\n        n++;\n    }»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    Py_BEGIN_ALLOW_THREADS\n    while (n < 9) {\n        if (work(n)) break;\n        n++;\n    }\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "a goto that stays inside",
    "{\n    int n = 1;\n    «again:\n    n = work(n);\n    if (n) goto again;»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    Py_BEGIN_ALLOW_THREADS\n    again:\n    n = work(n);\n    if (n) goto again;\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "all there is to an if",
    "{\n    int n = 1;\n    if (self)\n        «n = work(n);»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    if (self) {\n        Py_BEGIN_ALLOW_THREADS\n        n = work(n);\n        Py_END_ALLOW_THREADS\n    }\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "the block of an if, braces and all",
    "{\n    int n = 1;\n    if (self) «{\n        n = work(n);\n    }»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    if (self) {\n        Py_BEGIN_ALLOW_THREADS\n        n = work(n);\n        Py_END_ALLOW_THREADS\n    }\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "a declaration that is used behind",
    "{\n    «int n = work(1);»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n;\n    Py_BEGIN_ALLOW_THREADS\n    n = work(1);\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "a declaration that is used inside only",
    "{\n    int n;\n    «int k = 2;\n    n = work(k);»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n;\n    Py_BEGIN_ALLOW_THREADS\n    int k = 2;\n    n = work(k);\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "declarations that cannot be taken apart",
    "{\n    «int n = work(1), k = work(2);»\n    return PyLong_FromLong(n + k);\n}",
    "{\n    PyThreadState *save = PyEval_SaveThread();\n    int n = work(1), k = work(2);\n    PyEval_RestoreThread(save);\n    return PyLong_FromLong(n + k);\n}",
  ],
  [
    "a name that is taken",
    "{\n    int save = 1;\n    «int n[2] = {work(1), work(save)};»\n    return PyLong_FromLong(n[0]);\n}",
    "{\n    int save = 1;\n    PyThreadState *save2 = PyEval_SaveThread();\n    int n[2] = {work(1), work(save)};\n    PyEval_RestoreThread(save2);\n    return PyLong_FromLong(n[0]);\n}",
  ],
  [
    "a whole #if",
    "{\n    int n = 1;\n    «n = work(n);\n#ifdef MORE\n    n = more(n);\n#endif\n    n = work(n);»\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    Py_BEGIN_ALLOW_THREADS\n    n = work(n);\n#ifdef MORE\n    n = more(n);\n#endif\n    n = work(n);\n    Py_END_ALLOW_THREADS\n    return PyLong_FromLong(n);\n}",
  ],
  [
    "behind a case",
    "{\n    int n = 1;\n    switch (n) {\n    case 1:\n        «n = work(n);»\n        break;\n    }\n    return PyLong_FromLong(n);\n}",
    "{\n    int n = 1;\n    switch (n) {\n    case 1:\n        Py_BEGIN_ALLOW_THREADS\n        n = work(n);\n        Py_END_ALLOW_THREADS\n        break;\n    }\n    return PyLong_FromLong(n);\n}",
  ],
])("the GIL is released around %s", (_, before, after) => {
  expect(release(before)).toBe(after);
  const windows = (text: string): string => text.replaceAll("\n", "\r\n");
  expect(release(windows(before))).toBe(windows(after));
});

test.each([
  ["nothing", "{\n«    »\n    return NULL;\n}", "No statement is selected."],
  [
    "a part of a statement",
    "{\n    int n = wo«rk(1)»;\n    return PyLong_FromLong(n);\n}",
    "The selection begins or ends inside a statement.",
  ],
  [
    "a part of a word",
    "{\n    «work(1);\n    wo»rk(2);\n    Py_RETURN_NONE;\n}",
    "The selection begins and ends in different blocks, or inside a statement.",
  ],
  [
    "two blocks",
    "{\n    if (self) {\n        «work(1);\n    }\n    work(2);»\n    Py_RETURN_NONE;\n}",
    "The selection begins and ends in different blocks, or inside a statement.",
  ],
  [
    "a head without its body",
    "{\n    «if (self)» work(1);\n    Py_RETURN_NONE;\n}",
    "The selection holds only a part of the statement around it.",
  ],
  [
    "an else",
    "{\n    if (self) work(1); «else work(2);»\n    Py_RETURN_NONE;\n}",
    "The selection holds only a part of the statement around it.",
  ],
  ["an empty block", "{\n    if (self) «{}»\n    Py_RETURN_NONE;\n}", "The block is empty."],
  [
    "half an #if",
    "{\n    «work(1);\n#ifdef MORE\n    more(1);»\n#endif\n    Py_RETURN_NONE;\n}",
    "An #if or #endif in the selection has its other half outside.",
  ],
  [
    "an #else",
    "{\n#ifdef MORE\n    «work(1);\n#else\n    more(1);»\n#endif\n    Py_RETURN_NONE;\n}",
    "An #if or #endif in the selection has its other half outside.",
  ],
  ["the C-API", "{\n    «work(1);\n    Py_DECREF(args);»\n    Py_RETURN_NONE;\n}", "Py_DECREF needs the GIL."],
  [
    "a function that uses it",
    "{\n    «work(helper(args));»\n    Py_RETURN_NONE;\n}",
    "helper needs the GIL: it reaches PyObject_IsTrue.",
  ],
  [
    "an object's field",
    "{\n    «work((int)self->ob_refcnt);»\n    Py_RETURN_NONE;\n}",
    "self's field ob_refcnt belongs to a Python object.",
  ],
  ["a return", "{\n    «if (work(1)) return NULL;»\n    Py_RETURN_NONE;\n}", "A return leaves the selection."],
  ["a macro that returns", "{\n    «work(1);\n    Py_RETURN_NONE;»\n}", "Py_RETURN_NONE needs the GIL."],
  [
    "a break of an outer loop",
    "{\n    while (self) {\n        «if (work(1)) break;»\n    }\n    Py_RETURN_NONE;\n}",
    "A break leaves the selection.",
  ],
  [
    "a continue of an outer loop",
    "{\n    while (self) {\n        «if (work(1)) continue;»\n        more(1);\n    }\n    Py_RETURN_NONE;\n}",
    "A continue leaves the selection.",
  ],
  [
    "a goto to behind it",
    "{\n    «if (work(1)) goto out;»\n    more(1);\nout:\n    Py_RETURN_NONE;\n}",
    "A goto leaves the selection.",
  ],
  [
    "a label that is jumped to",
    "{\n    if (self) goto in;\n    «work(1);\nin:\n    more(1);»\n    Py_RETURN_NONE;\n}",
    "A goto outside the selection jumps to in inside.",
  ],
  [
    "a case of an outer switch",
    "{\n    switch (fd) {\n    case 1:\n        «work(1);\n    case 2:\n        work(2);»\n    }\n    Py_RETURN_NONE;\n}",
    "The case belongs to a switch outside the selection.",
  ],
  [
    "a region",
    "{\n    «Py_BEGIN_ALLOW_THREADS\n    work(1);\n    Py_END_ALLOW_THREADS»\n    Py_RETURN_NONE;\n}",
    "Py_BEGIN_ALLOW_THREADS changes the state of the GIL itself.",
  ],
  ["a function that releases it", "{\n    «waiting(1);»\n    Py_RETURN_NONE;\n}", "waiting releases the GIL itself."],
  [
    "what is released",
    "{\n    Py_BEGIN_ALLOW_THREADS\n    «work(1);»\n    Py_END_ALLOW_THREADS\n    Py_RETURN_NONE;\n}",
    "The GIL is released here already.",
  ],
  [
    "what holds a lock",
    "{\n    pthread_mutex_lock(&lock);\n    «work(1);»\n    pthread_mutex_unlock(&lock);\n    Py_RETURN_NONE;\n}",
    "The lock lock is held here: waiting for the GIL with it can deadlock.",
  ],
  [
    "half of a locked stretch",
    "{\n    «pthread_mutex_lock(&lock);\n    work(1);»\n    pthread_mutex_unlock(&lock);\n    Py_RETURN_NONE;\n}",
    "pthread_mutex_lock takes a lock that is not given back in the selection.",
  ],
  [
    "a declaration behind a label that is used behind",
    "{\n    switch (fd) {\n    case 1:;\n    again:\n        «int n[] = {work(1)};»\n        if (n[0]) goto again;\n    }\n    Py_RETURN_NONE;\n}",
    "What is declared in the selection is used behind it.",
  ],
  ["what never runs", "{\n    Py_RETURN_NONE;\n    «work(1);»\n}", "Nothing runs in the selection."],
])("the GIL is not released around %s", (_, body, reason) => {
  expect(release(body)).toBe(reason);
});

test("in C++, no variable is put where a jump passes it by", () => {
  const body =
    "{\n    if (self) goto out;\n    «int n = work(1), k = 2;»\n    more(n + k);\nout:\n    Py_RETURN_NONE;\n}";
  expect(release(body, "one.cpp")).toBe("What is declared in the selection is used behind it.");
});

test("nothing is offered outside of functions", () => {
  expect(refactored("release", "{ Py_RETURN_NONE; }", METHOD, "«static int x;»\n")).toBe("nothing offered");
});

test("nothing is done to two functions at once", () => {
  const body = "{\n    «work(1);\n    Py_RETURN_NONE;\n}";
  expect(refactored("release", body, METHOD, "static int two(void) {\n    return 1;» }\n")).toBe(
    "The selection holds parts of several functions.",
  );
});
