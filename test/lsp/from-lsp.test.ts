import fc from "fast-check";
import { expect, test } from "vitest";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import {
  DEFAULT_USER_SETTINGS,
  fromDiagnostic,
  fromFixAllData,
  fromRange,
  fromUserSettings,
} from "../../server/src/lsp/from-lsp.ts";
import { toRange } from "../../server/src/lsp/to-lsp.ts";

test("ranges there and back, whatever the text", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "𝒳", "\n", "\r\n", "\t"), maxLength: 30 });
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (sample, a, b) => {
      const lines = new LineIndex(sample);
      const inLineBreak = (offset: number): boolean => sample[offset - 1] === "\r" && sample[offset] === "\n";
      const [start = 0, end = 0] = [a % (sample.length + 1), b % (sample.length + 1)].sort((x, y) => x - y);
      if (inLineBreak(start) || inLineBreak(end)) return;
      expect(fromRange(lines, toRange(lines, { start, end }))).toEqual({ start, end });
    }),
  );
});

test("only what our diagnostics carry is read", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const data = { rule: "r", fixes: [], refused: null };
  expect(fromDiagnostic({ range, message: "", source: "gilint", data })).toEqual(data);
  expect(fromDiagnostic({ range, message: "", source: "clangd", data })).toBeUndefined();
  expect(fromDiagnostic({ range, message: "", source: "gilint", data: { rule: 1, fixes: [] } })).toBeUndefined();
  expect(fromDiagnostic({ range, message: "", source: "gilint" })).toBeUndefined();
});

test("only what our actions carry is resolved", () => {
  expect(fromFixAllData({ uri: "u", rule: "r" })).toEqual({ uri: "u", rule: "r" });
  expect(fromFixAllData({ uri: "u", rule: null })).toEqual({ uri: "u", rule: null });
  expect(fromFixAllData(undefined)).toBeUndefined();
  expect(fromFixAllData({ rule: "r" })).toBeUndefined();
});

test("settings of another type are as if they were not there", () => {
  expect(fromUserSettings(null)).toEqual(DEFAULT_USER_SETTINGS);
  expect(fromUserSettings({ enable: "no", minConfidence: "huge", codeLens: false })).toEqual({
    ...DEFAULT_USER_SETTINGS,
    codeLens: false,
  });
  expect(fromUserSettings({ enable: false, minConfidence: "low", cython: true })).toMatchObject({
    enable: false,
    minConfidence: "low",
    cython: true,
  });
});
