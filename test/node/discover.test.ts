import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultConfig } from "../../server/src/node/config.ts";
import { discover, sourceFilter } from "../../server/src/node/discover.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-discover-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("C files and headers are found below a folder, in order, without what tools made", () => {
  write(
    ..."b.c a.c z.h sub/deep/m.c sub/x.py sub/x.c.orig build/gen.c node_modules/p/a.c .hidden/a.c".split(" "),
    ..."my.egg-info/a.c cmake-build-debug/a.c venv/pyvenv.cfg venv/include/Python.h B.c sub-a.c".split(" "),
  );
  expect(paths(["."])).toEqual(["B.c", "a.c", "b.c", "sub-a.c", "sub/deep/m.c", "z.h"]);
});

test("a package that is called build is no output, and what is built inside a package is", () => {
  write(
    "pkg/build/__init__.py",
    "pkg/build/a.c",
    "pkg/build/inline/b.c",
    "build/lib/pkg/__init__.py",
    "build/lib/pkg/c.c",
  );
  write("pkg/dist/d.c", "node_modules/e.c");
  expect(paths(["."])).toEqual(["pkg/build/a.c", "pkg/build/inline/b.c"]);
});

test("paths are relative to the working folder, and each file comes once", () => {
  write("here/a.c", "there/b.c");
  const { files } = discover([".", "a.c", "../there", "../there/b.c"], path.join(root, "here"), defaultConfig(root));
  expect(files.map((file) => file.path)).toEqual(["../there/b.c", "a.c"]);
  expect(files[0]?.file).toBe(path.join(root, "there/b.c"));
});

test(".gitignore is honoured, the inner one over the outer one", () => {
  write(
    ".git/HEAD",
    "keep.c",
    "gen.c",
    "Gen.c",
    "sub/gen.c",
    "sub/own.c",
    "sub/kept/gen.c",
    "out/a.c",
    "sub/deep/gen.c",
  );
  writeFileSync(path.join(root, ".gitignore"), "gen.c\n/out/\n");
  writeFileSync(path.join(root, "sub/.gitignore"), "own.c\n!kept/gen.c\n");
  expect(paths(["."])).toEqual(["Gen.c", "keep.c", "sub/kept/gen.c"]);
  // From a folder inside the repository, the outer rules hold too.
  expect(paths(["sub"])).toEqual(["sub/kept/gen.c"]);
});

test("what is named is taken even where it is ignored", () => {
  write(".git/HEAD", "out/a.c", "out/b.inc", "build/c.c");
  writeFileSync(path.join(root, ".gitignore"), "out/\n");
  expect(paths(["."])).toEqual([]);
  expect(paths(["out", "out/b.inc", "build"])).toEqual(["build/c.c", "out/a.c", "out/b.inc"]);
});

test("the configuration's patterns are relative to its folder", () => {
  write("src/a.c", "src/vendor/b.c", "tests/c.c");
  const config = { ...defaultConfig(root), include: ["/src/"], exclude: ["vendor/", "**/x_*.c"] };
  const found = discover(["."], path.join(root), config).files.map((file) => file.path);
  expect(found).toEqual(["src/a.c"]);
  const accepts = sourceFilter(config);
  const names = ["src/a.c", "src/vendor/b.c", "tests/c.c", "src/x_1.c"];
  expect(names.map((name) => accepts(path.join(root, name)))).toEqual([true, false, false, false]);
});

test("links are not followed, so that a loop ends", () => {
  write("a.c");
  symlinkSync(root, path.join(root, "loop"));
  symlinkSync(path.join(root, "a.c"), path.join(root, "b.c"));
  expect(paths(["."])).toEqual(["a.c"]);
});

test("C++ is found too, and files that are too large are said", () => {
  write("a.cpp", "b.cc", "sub/c.hpp", "large.c", "small.c");
  truncateSync(path.join(root, "large.c"), 8 * 1024 * 1024 + 1);
  const { files, problems } = discover(["."], root, defaultConfig(root));
  expect(files.map((file) => file.path)).toEqual(["a.cpp", "b.cc", "small.c", "sub/c.hpp"]);
  expect(problems).toEqual([{ path: "large.c", message: "skipped: larger than 8 MiB" }]);
});

test("a path that is not there is an error that says so", () => {
  expect(() => paths(["missing.c"])).toThrow("missing.c: no such file or directory");
});

test("a stamp changes with the file", () => {
  write("a.c");
  const before = discover(["a.c"], root, defaultConfig(root)).files[0]?.stamp;
  writeFileSync(path.join(root, "a.c"), "int x;");
  expect(discover(["a.c"], root, defaultConfig(root)).files[0]?.stamp).not.toBe(before);
});

function write(...names: string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), "");
  }
}

function paths(given: string[]): string[] {
  return discover(given, root, defaultConfig(root)).files.map((file) => file.path);
}
