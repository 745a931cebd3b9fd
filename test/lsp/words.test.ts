import { expect, test } from "vitest";
import type { FunctionEffects } from "../../server/src/core/analyze.ts";
import { View } from "../../server/src/lsp/view.ts";
import { functionNamedAt, wordAt } from "../../server/src/lsp/words.ts";
import { analysisSaying } from "../support/analysis.ts";

const TEXT = "n = Py_None + 0x1f(é);";

test.each([
  ["at its start", 4, "Py_None"],
  ["inside", 7, "Py_None"],
  ["at its end", 11, "Py_None"],
  ["at the text's start", 0, "n"],
])("the word %s", (_, offset, word) => {
  expect(wordAt({ text: TEXT, offset })?.text).toBe(word);
});

test.each([
  ["an operator", 13],
  ["a number", 15],
  ["the text's end", TEXT.length],
])("%s is no word", (_, offset) => {
  expect(wordAt({ text: TEXT, offset })).toBeUndefined();
});

/** Where the function is that `f` means in a.c; each file defines it, or not, in its text. */
function meant(files: Readonly<Record<string, string>>): string | undefined {
  const effects = (path: string): readonly FunctionEffects[] => {
    const at = /\bf\(.*\) \{/.exec(files[path] ?? "")?.index;
    if (at === undefined) return [];
    const rest = { needsGil: null, exit: "keeps", regions: [], blocks: null, contexts: [], unanalysed: null } as const;
    return [{ ...rest, path, name: "f", nameSpan: { start: at, end: at + 1 }, span: { start: 0, end: at + 9 } }];
  };
  const view = new View(analysisSaying({ effects }));
  const texts = { paths: Object.keys(files), text: (path: string) => files[path] ?? "" };
  const text = texts.text("a.c");
  return functionNamedAt({ view, texts, path: "a.c", text, offset: text.lastIndexOf("f(") })?.path;
}

test("a function means the one of this file, else the one another file lets others call", () => {
  const call = "void g(void) { f(); }";
  expect(meant({ "a.c": `static void f(void) {} ${call}`, "b.c": "void f(void) {}" })).toBe("a.c");
  expect(meant({ "a.c": call, "b.c": "void f(void) {}", "c.c": "static void f(void) {}" })).toBe("b.c");
  expect(meant({ "a.c": call, "b.c": "static void f(void) {}" })).toBeUndefined();
  expect(meant({ "a.c": call, "b.c": "void f(void) {}", "c.c": "int f(int n) {}" })).toBeUndefined();
  expect(meant({ "a.c": call, "b.c": "void f(void);" })).toBeUndefined();
});
