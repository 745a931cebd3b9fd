import { expect, test } from "vitest";
import { canonical, relativePath, splitUri, uriInside } from "../../server/src/lsp/uris.ts";

test("a path inside a folder, however the two are spelled", () => {
  expect(relativePath("file:///home/me/p", "file:///home/me/p/src/a.c")).toBe("src/a.c");
  expect(relativePath("file:///home/me/p/", "file:///home/me/p/a%20b%2Bc.c")).toBe("a b+c.c");
  expect(relativePath("file:///c%3A/p", "file:///C:/p/a.c")).toBe("a.c");
  expect(relativePath("file:///home/m%C3%A9", "file:///home/mé/a.c")).toBe("a.c");
});

test("beside a folder is not inside", () => {
  expect(relativePath("file:///home/me/p", "file:///home/me/p2/a.c")).toBeUndefined();
  expect(relativePath("file:///home/me/p", "file:///home/me/p")).toBeUndefined();
  expect(relativePath("file:///home/me/p", "untitled:Untitled-1")).toBeUndefined();
});

test("an address inside a folder leads back to the path", () => {
  for (const path of ["a.c", "src/a b.c", "é/#1?.c", "100%.c"]) {
    expect(relativePath("file:///p", uriInside("file:///p", path))).toBe(path);
  }
});

test("a stray percent sign is no reason to give up", () => {
  expect(canonical("file:///p/100%.c")).toBe("file:///p/100%.c");
});

test("a document's folder and name", () => {
  expect(splitUri("file:///p/a%20b.c")).toEqual({ folder: "file:///p", name: "a b.c" });
  expect(splitUri("untitled:Untitled-1")).toEqual({ folder: "", name: "untitled:Untitled-1" });
});
