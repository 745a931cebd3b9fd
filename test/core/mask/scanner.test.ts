// Tokens cover all that is not white space or comment, once.
import fc from "fast-check";
import { expect, test } from "vitest";
import { Kind, tokenize } from "../../../server/src/core/mask/scanner.ts";

/** White space, joined lines and comments; a comment may be cut off by the end. */
const GAP = /^(?:[\s\0\ufeff]|\\(?:\r\n|[\s\0\ufeff])|\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*)*$/;

const anything = fc.string({
  unit: fc.constantFrom(
    ..."ab1 .\"'\\\n\r\t/*#(){}[];:,+-é\0\ufeff_".split(""),
    "//",
    "/*",
    "*/",
    "\r\n",
    "\\\n",
    'R"(',
    ')"',
    "#if",
    "0x1p-2",
  ),
  maxLength: 60,
});

test("between tokens is nothing but white space and comments, whatever the text", () => {
  fc.assert(
    fc.property(anything, (text) => {
      let at = 0;
      for (const { start, end } of tokenize(text)) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(at, start)).toMatch(GAP);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(text.length);
      expect(text.slice(at)).toMatch(GAP);
    }),
    { numRuns: 2_000 },
  );
});

/** A token as it is written, and what it is. */
const written = fc.oneof(
  fc.constantFrom("a", "_x9", "Py_None", "$v", "été").map((text) => ({ text, kind: Kind.identifier })),
  fc.constantFrom("0", "1.5e+3", ".5", "0x1p-2", "10'000", "0xFFul").map((text) => ({ text, kind: Kind.number })),
  fc
    .constantFrom('"a"', '""', '"\\""', '"/* no comment */"', '"a\\\nb"', 'R"x()" )x"')
    .map((text) => ({ text, kind: Kind.string })),
  fc.constantFrom("'a'", "'\\''", "'\"'").map((text) => ({ text, kind: Kind.character })),
  fc.constantFrom("{", "}", "(", ";", "*", "#", "@").map((text) => ({ text, kind: Kind.punctuation })),
);
const gap = fc.constantFrom(" ", "\t", "\f", ' /* } " */ ', " \\\n ", " /**/ ");

test("what was written as tokens is read as those tokens", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(gap, written)), (parts) => {
      // A first token, so that no `#` starts its line.
      const text = `x${parts.map(([before, { text }]) => before + text).join("")}`;
      const [, ...tokens] = tokenize(text);
      expect(tokens.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }))).toEqual(
        parts.map(([, { text, kind }]) => ({ kind, text })),
      );
    }),
  );
});

test.each([
  ["#define A 1\nx", ["#define A 1", "x"]],
  ["#define A \\\n  1\nx", ["#define A \\\n  1", "x"]],
  ["#define A \\\r\n  1\r\nx", ["#define A \\\r\n  1", "x"]],
  ["# if A /* more\nlines */ && B\nx", ["# if A /* more\nlines */ && B", "x"]],
  ['#define A "/*"\nx', ['#define A "/*"', "x"]],
  ["  #endif // why\nx", ["#endif // why", "x"]],
])("the directive of %j is one token", (text, expected) => {
  expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

test("an unterminated literal ends with its line", () => {
  const text = 'a = "never closed;\nb';
  expect(tokenize(text).map(({ start, end }) => text.slice(start, end))).toEqual(["a", "=", '"never closed;', "b"]);
});
