// Attributes, and macros that stand for them, in front of and inside of declarations: whatever is offered there keeps them together.
import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import type { FileEdit, Finding } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { span } from "../../server/src/core/text/span.ts";
import { loadParser } from "../../server/src/node/parser.ts";

const parser = await loadParser("native");

const ATTRIBUTES = ["__attribute__((unused))", "MAYBE_UNUSED", "UNUSED(x)"];
const DECLARATIONS = ["@ int n = 0;", "int @ n = 0;", "int n @ = 0;", "static @ int n = 0;", "@\n    int n = 0;"];
const BODIES: readonly ((declaration: string) => string)[] = [
  (declaration) => `${declaration}\n    Py_BEGIN_ALLOW_THREADS\n    work(1);\n    PyErr_Clear();\n    work(2);`,
  (declaration) => `Py_BEGIN_ALLOW_THREADS\n    work(1);\n    ${declaration}\n    PyErr_Clear();\n    work(2);`,
  (declaration) => `Py_BEGIN_ALLOW_THREADS\n    work(1);\n    PyErr_Clear();\n    ${declaration}\n    work(2);`,
  (declaration) =>
    `Py_BEGIN_ALLOW_THREADS\n    work(1);\n    ${declaration.replace("= 0", "= PyErr_Occurred() != NULL")}\n    work(2);`,
];

function codeWith(attribute: string, declaration: string, body: (declaration: string) => string): string {
  const lines = body(declaration.replace("@", attribute));
  return `#include <Python.h>
#define MAYBE_UNUSED __attribute__((unused))
extern int work(int);
static PyObject *f(PyObject *self, PyObject *unused)
{
    ${lines}
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;
}

interface Offer {
  readonly title: string;
  readonly edits: readonly FileEdit[];
}

/** All fixes, and what can be done about each line and each two lines. */
function offersFor(text: string): { readonly findings: readonly Finding[]; readonly offers: readonly Offer[] } {
  const analysis = analyze({ files: [{ path: "a.c", text }], parser, settings: DEFAULT_SETTINGS });
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const selections = ends.flatMap((end, i) => [1, 2].map((lines) => span((ends[i - lines] ?? -1) + 1, end)));
  return {
    // Whether a region is worth it is for those to say who select.
    findings: analysis.findings.filter(({ rule }) => rule !== "empty-region"),
    offers: [
      ...analysis.findings.flatMap(({ fixes }) => fixes),
      ...selections.flatMap((selected) => analysis.refactorings("a.c", selected).filter((one) => one.refused === null)),
    ],
  };
}

test.each(ATTRIBUTES)("%s", (attribute) => {
  let offered = 0;
  const wrong: string[] = [];
  // A macro that nobody knows may as well be a statement where it has a line of its own.
  const isKnown = attribute !== "UNUSED(x)";
  for (const declaration of DECLARATIONS.filter((one) => isKnown || !one.includes("\n")))
    for (const body of BODIES) {
      const text = codeWith(attribute, declaration, body);
      const { findings, offers } = offersFor(text);
      for (const { title, edits } of offers) {
        offered++;
        const after = applyEdits(text, edits);
        const more = offersFor(after).findings.length > findings.length;
        const apart = new RegExp(`(?<!\\bint |\\bn )${attribute.replace(/[()]/g, "\\$&")}\\s+Py`).test(after);
        if (more || apart) wrong.push(`${title}:\n${after}`);
      }
    }
  expect(wrong).toEqual([]);
  expect(offered).toBeGreaterThan(30);
});
