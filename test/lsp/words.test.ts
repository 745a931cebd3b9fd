import { expect, test } from "vitest";
import { wordAt } from "../../server/src/lsp/words.ts";

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
