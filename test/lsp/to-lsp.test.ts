import { expect, test } from "vitest";
import type { Finding } from "../../server/src/core/findings/finding.ts";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import {
  type Dialect,
  type Places,
  toDiagnostic,
  toRegionItem,
  toSuppressionEdit,
  toWorkspaceEdit,
} from "../../server/src/lsp/to-lsp.ts";

const A = 'int é;\r\nchar *s = "𝒳"; f(x);\r\n';
const B = "void f(int);\n";

const places: Places = {
  lines: (path) => new LineIndex(path === "a.c" ? A : B),
  uri: (path) => `file:///p/${path}`,
  document: (path) => (path === "a.c" ? { version: 7 } : undefined),
};

const full: Dialect = { related: true, versionedEdits: true, snippetEdits: true };
const plain: Dialect = { related: false, versionedEdits: false, snippetEdits: false };

const call = { start: A.indexOf("f(x)"), end: A.indexOf("f(x)") + 4 };

const finding: Finding = {
  path: "a.c",
  span: call,
  rule: "indirect-api-call-without-gil",
  severity: "error",
  confidence: "high",
  function: "g",
  message: "f needs the GIL",
  related: [
    { path: "a.c", span: { start: 0, end: 3 }, message: "released here" },
    { path: "b.c", span: { start: 5, end: 6 }, message: "f is defined here" },
  ],
  fixes: [
    {
      title: "Move it",
      safe: true,
      preferred: true,
      edits: [
        { path: "a.c", span: call, newText: "" },
        { path: "b.c", span: { start: 0, end: 0 }, newText: "/* moved */\n" },
      ],
    },
  ],
};

test("a finding with its path, its page and its fixes", () => {
  expect(toDiagnostic(places, full, finding)).toEqual({
    range: { start: { line: 1, character: 16 }, end: { line: 1, character: 20 } },
    severity: 1,
    code: "indirect-api-call-without-gil",
    codeDescription: { href: expect.stringMatching(/^https:.*\/indirect-api-call-without-gil\.md$/) },
    source: "gilint",
    message: "f needs the GIL",
    tags: [],
    relatedInformation: [
      {
        location: {
          uri: "file:///p/a.c",
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
        },
        message: "released here",
      },
      {
        location: {
          uri: "file:///p/b.c",
          range: { start: { line: 0, character: 5 }, end: { line: 0, character: 6 } },
        },
        message: "f is defined here",
      },
    ],
    data: {
      rule: "indirect-api-call-without-gil",
      refused: null,
      fixes: [
        {
          title: "Move it",
          preferred: true,
          edit: {
            documentChanges: [
              {
                textDocument: { uri: "file:///p/a.c", version: 7 },
                edits: [{ range: { start: { line: 1, character: 16 }, end: { line: 1, character: 20 } }, newText: "" }],
              },
              {
                textDocument: { uri: "file:///p/b.c", version: null },
                edits: [
                  {
                    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
                    newText: "/* moved */\n",
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  });
});

test.each([
  ["error", 1],
  ["warning", 2],
  ["info", 3],
  ["hint", 4],
] as const)("severity %s", (severity, expected) => {
  expect(toDiagnostic(places, full, { ...finding, severity }).severity).toBe(expected);
});

test("what could go away is shown faded", () => {
  expect(toDiagnostic(places, full, { ...finding, rule: "empty-region" }).tags).toEqual([1]);
  expect(toDiagnostic(places, full, { ...finding, rule: "unused-suppression" }).tags).toEqual([1]);
});

test("a client that shows no related information reads the path in the message", () => {
  expect(toDiagnostic(places, plain, finding).message).toBe(
    "f needs the GIL\na.c:1: released here\nb.c:1: f is defined here",
  );
});

test("edits without versions for clients that know none; the same insertion once", () => {
  const include = { path: "b.c", span: { start: 0, end: 0 }, newText: "#include <pthread.h>\n" };
  const edit = toWorkspaceEdit(places, plain, [include, { ...include }, { ...include, newText: "/* other */" }]);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  expect(edit).toEqual({
    changes: {
      "file:///p/b.c": [
        { range, newText: "#include <pthread.h>\n" },
        { range, newText: "/* other */" },
      ],
    },
  });
});

test("a suppression leaves a place for the reason", () => {
  const suppression = { offset: 8, before: "$}\\ /* ", after: " */\n" };
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  expect(toSuppressionEdit(places, full, "a.c", suppression)).toEqual({
    documentChanges: [
      {
        textDocument: { uri: "file:///p/a.c", version: 7 },
        edits: [{ range, snippet: { kind: "snippet", value: `\\$\\}\\\\ /* \${1:reason} */\n` } }],
      },
    ],
  });
  expect(toSuppressionEdit(places, plain, "a.c", suppression)).toEqual({
    changes: { "file:///p/a.c": [{ range, newText: "$}\\ /* reason */\n" }] },
  });
});

test("a region counts the findings inside its stretches", () => {
  const region = {
    path: "a.c",
    function: "g",
    release: { start: 0, end: 3 },
    ends: [],
    runs: [],
    stretches: [{ span: { start: 8, end: call.start + 1 }, certain: false }],
  };
  const outside = { ...finding, span: { start: call.end, end: call.end + 1 } };
  expect(toRegionItem(places, region, [finding, outside])).toEqual({
    function: "g",
    release: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    ends: [],
    stretches: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 17 } }, certain: false }],
    findings: 1,
  });
});
