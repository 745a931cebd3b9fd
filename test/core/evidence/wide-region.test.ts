// A region, or a call with the GIL held, that runs the program itself, and one that runs a part of it.
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

/** A call that waits for the disk `depth` calls down, in what also leads to so many commands. */
function saving(depth: number, commands: number): number {
  const numbers = Array.from({ length: commands }, (_, n) => n);
  const levels = Array.from({ length: depth }, (_, n) => n + 1);
  const text = `#include <Python.h>
#include <unistd.h>
static int file;
${numbers.map((n) => `static void command${n}(int n) { file += n; }`).join("\n")}
static void save0(int n) { fsync(file); ${numbers.map((n) => `command${n}(n);`).join(" ")} }
${levels.map((n) => `static void save${n}(int n) { save${n - 1}(n + 1); }`).join("\n")}
static PyObject *save(PyObject *self, PyObject *args)
{
    save${depth}(0);
    return NULL;
}
`;
  const { findings } = analyze({ files: [{ path: "a.c", text }], parser, settings: DEFAULT_SETTINGS });
  return findings.filter(({ rule }) => rule === "blocking-call-with-gil").length;
}

test("a wait far down is told of where what is called is a part of the program, not where it runs it", () => {
  expect(saving(4, 20)).toBe(1);
  expect(saving(4, 500)).toBe(0);
  expect(saving(2, 500)).toBe(1);
});
