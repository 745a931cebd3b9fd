// Net effects that take more rounds than are allowed: the rest of the workspace is analysed all the same.
import { expect, test } from "vitest";
import { analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");

/** A function that locks, and `depth` more, each of which calls the one before. */
function wrappers(depth: number): string {
  const lines = ["void lock0(void) { pthread_mutex_lock(&mutex); }"];
  for (let n = 1; n <= depth; n++) lines.push(`void lock${n}(void) { lock${n - 1}(); }`);
  return `#include <pthread.h>\nstatic pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;\n${lines.join("\n")}\n`;
}

const REGION = `#include <Python.h>
PyObject *f(PyObject *o)
{
    Py_BEGIN_ALLOW_THREADS
    Py_INCREF(o);
    Py_END_ALLOW_THREADS
    return o;
}
`;

test.each([1, 9, 10, 11, 30])("a mistake beside %i wrappers of a lock is found", (depth) => {
  const files = [
    { path: "a.c", text: wrappers(depth) },
    { path: "b.c", text: REGION },
  ];
  const { findings } = analyze({ files, parser, settings: DEFAULT_SETTINGS });
  expect(findings.map(({ rule }) => rule)).toContain("api-call-without-gil");
});
