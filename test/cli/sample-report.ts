// A report made by hand, with everything a report can hold.

import type { ReportView } from "../../server/src/cli/output/view.ts";
import { SourceMap } from "../../server/src/cli/source-map.ts";
import type { Finding, Report } from "../../server/src/core/findings/finding.ts";
import type { Span } from "../../server/src/core/text/span.ts";

const TEXTS: Readonly<Record<string, string>> = {
  "src/a b.c": `#include <Python.h>

static PyObject *
spam(PyObject *self, PyObject *item)
{
\tPy_BEGIN_ALLOW_THREADS
\t/* 日本𝒳 */ Py_DECREF(item);\u001B[31m
\tPy_END_ALLOW_THREADS
\tPy_RETURN_NONE;
}
`,
  "src/ü.c": "int x;\r\nint y = 1,\r\n  z;\r\n",
};

function at(path: string, needle: string): Span {
  const start = (TEXTS[path] ?? "").indexOf(needle);
  if (start < 0) throw new Error(`"${needle}" is not in ${path}`);
  return { start, end: start + needle.length };
}

const DECREF: Finding = {
  rule: "api-call-without-gil",
  severity: "error",
  confidence: "high",
  path: "src/a b.c",
  span: at("src/a b.c", "Py_DECREF(item);"),
  function: "spam",
  message: "Py_DECREF is used where the GIL is released, 100% certainly:\nsee below",
  related: [
    {
      path: "src/a b.c",
      span: at("src/a b.c", "Py_BEGIN_ALLOW_THREADS"),
      message: "the GIL is released here",
    },
  ],
  fixes: [
    {
      title: "Take the GIL around it",
      safe: false,
      preferred: true,
      edits: [
        { path: "src/a b.c", span: at("src/a b.c", "/* 日本𝒳 */ "), newText: "Py_BLOCK_THREADS\n\t" },
        { path: "src/ü.c", span: { start: 0, end: 0 }, newText: "/* new */\n" },
      ],
    },
  ],
};

const STATE: Finding = {
  rule: "unguarded-shared-state",
  severity: "warning",
  confidence: "medium",
  path: "src/ü.c",
  span: at("src/ü.c", "y = 1,\r\n  z"),
  function: null,
  message: "y is shared",
  related: [],
  fixes: [],
};

export const REPORT: Report = {
  findings: [DECREF, { ...STATE, severity: "hint", rule: "empty-region", span: at("src/ü.c", "x") }, STATE],
  problems: [{ path: "src/b.cpp", message: "skipped: larger than 8 MiB" }],
  statistics: { files: 2, functions: 1, analysed: 1, regions: 1, unanalysed: 0, bytes: 200 },
};

function sampleSources(): SourceMap {
  const sources = new SourceMap([]);
  for (const [path, text] of Object.entries(TEXTS)) sources.setText(path, text);
  return sources;
}

export function sampleView(changes: Partial<ReportView> = {}): ReportView {
  return { report: REPORT, sources: sampleSources(), milliseconds: 12.4, statistics: false, ...changes };
}
