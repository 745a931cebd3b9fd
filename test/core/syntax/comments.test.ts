// What comments say to the linter, and what they cover.
import { expect, test } from "vitest";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";
import { annotationsOf, suppressionsOf } from "../../../server/src/core/syntax/comments.ts";

/** What each suppression covers, and which rules. */
function suppressions(text: string): [covered: string, rules: readonly string[]][] {
  return suppressionsOf(text, indexFile("a.c", text).comments).map(({ covers, rules }) => [
    text.slice(covers.start, covers.end).trim(),
    rules,
  ]);
}

test.each<[string, [string, readonly string[]][]]>([
  ["f(); // gilint: ignore\ng();", [["f(); // gilint: ignore", []]]],
  ["f(); /* gilint: ignore[a, b] */ g();", [["f(); /* gilint: ignore[a, b] */ g();", ["a", "b"]]]],
  ["// gilint: ignore[a]\nf();\ng();", [["f();", ["a"]]]],
  ["// gilint: ignore\n\n  // why\nf();\ng();", [["f();", []]]],
  ["/* gilint: ignore\n   over lines */\nf();", [["f();", []]]],
  ["// gilint: ignore-start[a]\nf();\ng();\n// gilint: ignore-end\nh();", [["f();\ng();", ["a"]]]],
  ["// gilint: ignore-start\nf();", [["f();", []]]],
  ["f(); // NOLINT(gilint-a)\ng();", [["f(); // NOLINT(gilint-a)", ["a"]]]],
  ["// NOLINTNEXTLINE(gilint-a, other)\nf();\ng();", [["f();", ["a"]]]],
  ["f(); // NOLINT(gilint-*)", [["f(); // NOLINT(gilint-*)", []]]],
  ["f(); // NOLINT", []],
  ["f(); // NOLINT(bugprone-x)", []],
  ['s = "gilint: ignore";', []],
  ["f(); // gilint: ignore\r\ng();", [["f(); // gilint: ignore", []]]],
])("%j", (text, expected) => {
  expect(suppressions(text)).toEqual(expected);
});

test("annotations belong to the function or prototype below them", () => {
  const text = `// gilint: needs-gil
static int one(void) { return 1; }
/* gilint: gil-free */
int two(void);
int three(void) { return 3; }
`;
  const found = [...annotationsOf(text, indexFile("a.c", text))].map(([name, all]) => [
    name,
    all.map(({ kind }) => kind),
  ]);
  expect(found).toEqual([
    ["one", ["needs-gil"]],
    ["two", ["gil-free"]],
  ]);
});
