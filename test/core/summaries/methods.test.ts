// Methods of C++ are found among classes, however many there are of one name.
import { expect, test } from "vitest";
import { analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");

test("classes of one name with many bases each are looked into once, not once for each way to them", () => {
  const bases = Array.from({ length: 12 }, (_, i) => `impl${i}`);
  const classes = bases.flatMap((name, i) =>
    bases.map((base, j) => `namespace n${i}_${j} { struct ${name} : public ${base}, public impl${(i + j) % 12} {}; }`),
  );
  const text = [
    "#include <Python.h>",
    ...classes,
    "void run(n0_0::impl0 &job) {",
    "Py_BEGIN_ALLOW_THREADS",
    "job.start();",
    "PyErr_Clear();",
    "Py_END_ALLOW_THREADS",
    "}",
  ].join("\n");
  const { findings } = analyze({ files: [{ path: "one.cpp", text }], parser, settings: DEFAULT_SETTINGS });
  expect(findings.map(({ rule }) => rule)).toEqual(["api-call-without-gil"]);
});
