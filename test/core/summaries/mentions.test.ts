// Who calls a function through macros that other macros are made of.
import { expect, test } from "vitest";
import { analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");

/** Macros for a log, each in three variants that call two others, down to `written`. */
function logMacros(levels: number, written: string): string {
  const lines = [`#define LOG0(text) ${written}(text)`];
  for (let n = 1; n <= levels; n++) {
    const variant = `#define LOG${n}(text) do { LOG${n - 1}(text); LOG${Math.max(0, n - 2)}(text); } while (0)`;
    lines.push("#if defined(A)", variant, "#elif defined(B)", variant, "#else", variant, "#endif");
  }
  return lines.join("\n");
}

const LEVELS = 11;

test("a caller is found behind macros in many variants, each asked once", { timeout: 10_000 }, () => {
  const text = `#include <Python.h>
${logMacros(LEVELS, "write_log")}
static void write_log(const char *text) { PyErr_SetString(PyExc_Warning, text); }
${Array.from({ length: 20 }, (_, n) => `void quiet${n}(void) { LOG${LEVELS}("quiet"); }`).join("\n")}
PyObject *run(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    LOG${LEVELS}("running");
    Py_END_ALLOW_THREADS
    return NULL;
}
`;
  // Whose callers are looked for as well: none of those in the other file.
  const other = "void write_log(const char *text) { sleep(1); }\n";
  const files = [
    { path: "a.c", text },
    { path: "b.c", text: other },
  ];
  const { findings } = analyze({ files, parser, settings: DEFAULT_SETTINGS });
  expect(findings.map(({ rule, function: name }) => `${rule} ${name}`)).toEqual(["indirect-api-call-without-gil run"]);
});
