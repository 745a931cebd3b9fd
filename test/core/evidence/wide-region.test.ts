// A region that runs the program itself, and one that runs a part of it.
import { expect, test } from "vitest";
import { analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");

/** A program of commands, each of which counts its uses; `run_command` calls them all, in a region. */
function program(commands: number): string {
  const numbers = Array.from({ length: commands }, (_, n) => n);
  return `#include <Python.h>
static long last;
${numbers.map((n) => `static long used${n};\nstatic void command${n}(void) { used${n}++; }`).join("\n")}
static void run_command(int n)
{
    last += n;
    switch (n) {
${numbers.map((n) => `    case ${n}: command${n}(); break;`).join("\n")}
    }
}
static PyObject *run(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    run_command(3);
    Py_END_ALLOW_THREADS
    return NULL;
}
`;
}

function reported(commands: number): number {
  const { findings } = analyze({
    files: [{ path: "a.c", text: program(commands) }],
    parser,
    settings: DEFAULT_SETTINGS,
  });
  return findings.filter(({ rule }) => rule === "unguarded-shared-state").length;
}

test("each variable that a region writes through a few functions is told of", () => {
  expect(reported(20)).toBe(21);
});

test("of a program that runs in a region, only what the region calls itself is told of", () => {
  expect(reported(200)).toBe(1);
});
