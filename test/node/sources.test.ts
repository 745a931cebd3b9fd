import fc from "fast-check";
import { expect, test } from "vitest";
import { languageOf } from "../../server/src/core/text/language.ts";
import { decodeSource, encodeChanged } from "../../server/src/node/sources.ts";

test("a byte order mark is not part of the text, and stays in the file", () => {
  const file = Buffer.from("\uFEFFint é;\r\n");
  expect(decodeSource(file)).toBe("int é;\r\n");
  expect(encodeChanged("int e;\r\n", file)).toEqual(Buffer.from("\uFEFFint e;\r\n"));
});

test("bytes that are not UTF-8 are read leniently and never written", () => {
  const file = Buffer.from([0x2f, 0x2f, 0xe9, 0x0a, 0x00]);
  expect(decodeSource(file)).toBe("//\uFFFD\n\0");
  expect(encodeChanged("//\n", file)).toBeUndefined();
});

test("a file is written only if nothing of it would change by itself", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (array) => {
      const bytes = Buffer.from(array);
      const same = encodeChanged(decodeSource(bytes), bytes);
      if (same !== undefined) expect(same).toEqual(bytes);
    }),
  );
});

test("names tell the language", () => {
  const kinds = ["a.c", "dir.d/a.h", "a.cpp", "a.py", "c", ".c"].map(languageOf);
  expect(kinds).toEqual(["c", "c", "cpp", undefined, undefined, "c"]);
});
