// Names as objects: found again by their characters, wherever they stand.
import { expect, test } from "vitest";
import { interned, internedAt } from "../../../server/src/core/mask/interned.ts";

test("a name in a text is the name", () => {
  const text = "int read_all(int read);";
  expect(internedAt(text, 4, 12)).toBe("read_all");
  expect(internedAt(text, 17, 21)).toBe("read");
  expect(interned("read_all")).toBe("read_all");
});

test("names that begin alike, or are in each other, stay apart", () => {
  const text = "aa aaa a aaaa";
  expect([...text.matchAll(/a+/g)].map((m) => internedAt(text, m.index, m.index + m[0].length))).toEqual([
    "aa",
    "aaa",
    "a",
    "aaaa",
  ]);
});

test("more names than there is room for at first", () => {
  const names = Array.from({ length: 500_000 }, (_, i) => `name_${i.toString(36)}`);
  expect(names.every((name) => interned(name) === name)).toBe(true);
  expect(names.every((name) => internedAt(`(${name})`, 1, 1 + name.length) === name)).toBe(true);
});
