// The fuzzer's own parts: a fuzzer that can't find anything finds nothing.
import { expect, test } from "vitest";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { check } from "./check.ts";
import { minimise } from "./minimise.ts";
import { random } from "./random.ts";
import { inputOf } from "./seeds.ts";

const REGION = `#include <Python.h>
static PyObject *f(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear();
    Py_END_ALLOW_THREADS
    return NULL;
}
`;

test("the same number gives the same input, another number another", () => {
  const inputs = Array.from({ length: 300 }, (_, i) => inputOf(i, [REGION, "int a;\n"]).text);
  expect(Array.from({ length: 300 }, (_, i) => inputOf(i, [REGION, "int a;\n"]).text)).toEqual(inputs);
  expect(new Set(inputs).size).toBeGreaterThan(250);
});

test("numbers drawn stay below their limit and reach all of it", () => {
  const source = random(7);
  expect(new Set(Array.from({ length: 200 }, () => source.below(6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

test("a failing input is made as small as it can be", () => {
  const text = Array.from({ length: 200 }, (_, i) => `line ${i} { }\n`).join("");
  const fails = (candidate: string): boolean => candidate.includes("line 17 {") && candidate.includes("line 150");
  expect(minimise(text, fails, Date.now() + 10_000)).toBe("line 17 {line 150");
});

test("a parser that throws is seen as an exception", async () => {
  const native = await loadParser("native");
  const broken: Parser = {
    kind: "native",
    prepareCplusplus: async () => {},
    parse: () => {
      throw new Error("out of trees");
    },
  };
  expect(check(REGION, REGION, { native, wasm: broken })).not.toBeNull();
});

test("a parser that gives another tree is seen as a difference", async () => {
  const native = await loadParser("native");
  const other: Parser = {
    kind: "wasm",
    prepareCplusplus: async () => {},
    parse: (language, text, read) => native.parse(language, text.replace("PyErr_Clear();", "              "), read),
  };
  expect(check(REGION, REGION, { native, wasm: other })?.kind).toBe("native is not WASM");
});

test("sound C passes", async () => {
  const parsers = { native: await loadParser("native"), wasm: await loadParser("wasm") };
  expect(check(REGION, "int a;\n", parsers)).toBeNull();
});
