// Functions of C++ that are mostly lambdas, as those are that bind a module.
import { expect, test } from "vitest";
import { analyze, Memo } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import type { Parser } from "../../../server/src/core/syntax/parser.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const settings = DEFAULT_SETTINGS;
const native = await loadParser("native");

const TEXT = `#include <pybind11/pybind11.h>
namespace py = pybind11;
struct Job { int ticks; void run(); };
PYBIND11_MODULE(jobs, m)
{
    m.def("first", [](int n) { return n; });
    m.def("second", [](py::object &self, Job &job) {
        py::gil_scoped_release nogil;
        job.run();
        self.attr("done")();
    });
    py::gil_scoped_release all;
    PyErr_Print();
    m.attr("third");
}
static Job last;
`;

function indexed(memo: Memo, text: string): ReturnType<Memo["index"]>[] {
  return [memo.index({ path: "jobs.cpp", text }, "cpp")];
}

test("what is typed in a lambda is brought up to date, and says what a fresh analysis says", () => {
  const memo = new Memo();
  const before = memo.program(indexed(memo, TEXT), native, settings);
  const after = TEXT.replace("job.run();", "job.run();\n        PyErr_Clear();");
  expect(memo.program(indexed(memo, after), native, settings)).toBe(before);
  const files = [{ path: "jobs.cpp", text: after }];
  const { findings } = analyze({ files, parser: native, settings, memo });
  expect(findings).toEqual(analyze({ files, parser: native, settings }).findings);
  expect(findings.map(({ span }) => after.slice(span.start, span.end))).toEqual(["PyErr_Clear", "attr", "PyErr_Print"]);
});

test("the function around lambdas is parsed without what is in them", () => {
  const parsed: string[] = [];
  const parser: Parser = {
    ...native,
    parse: (language, text, read) => {
      parsed.push(text);
      return native.parse(language, text, read);
    },
  };
  void analyze({ files: [{ path: "jobs.cpp", text: TEXT }], parser, settings }).findings;
  expect(parsed.filter((text) => text.includes("job.run()"))).toHaveLength(1);
  const [around] = parsed.filter((text) => text.includes('"third"'));
  expect(around).toContain('m.def("first", [](int n) {           });');
});

test("a lambda in which a condition begins that ends behind it is left as it is", () => {
  const text = TEXT.replace("return n; }", 'return n;\n#if ONE\n}); m.def("zeroth", [] {\n#endif\n}');
  const fresh = analyze({ files: [{ path: "jobs.cpp", text }], parser: native, settings });
  expect(fresh.findings.map(({ span }) => text.slice(span.start, span.end))).toEqual(["attr", "PyErr_Print"]);
  expect(fresh.statistics.unanalysed).toBe(0);
});
