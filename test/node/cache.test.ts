import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Report } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { writeAtomically } from "../../server/src/node/atomic-write.ts";
import { Cache } from "../../server/src/node/cache.ts";
import { defaultConfig } from "../../server/src/node/config.ts";
import { discover, type FoundFile } from "../../server/src/node/discover.ts";

const REPORT: Report = {
  findings: [],
  problems: [{ path: "a.c", message: "é" }],
  statistics: { files: 1, functions: 2, analysed: 1, regions: 1, unanalysed: 0, bytes: 3 },
};

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-cache-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a report is found again by what it was made from", () => {
  const files = [
    { path: "a.c", hash: "1" },
    { path: "b.c", hash: "2" },
  ];
  const cache = new Cache(root, "build 1");
  const key = cache.reportKey(DEFAULT_SETTINGS, files);
  expect(cache.report(key)).toBeUndefined();
  cache.setReport(key, REPORT);
  expect(new Cache(root, "build 1").report(key)).toEqual(REPORT);
  const others = [
    new Cache(root, "build 2").reportKey(DEFAULT_SETTINGS, files),
    cache.reportKey({ ...DEFAULT_SETTINGS, minConfidence: "low" }, files),
    cache.reportKey(DEFAULT_SETTINGS, [
      { path: "a.c", hash: "1" },
      { path: "b.c", hash: "3" },
    ]),
    cache.reportKey(DEFAULT_SETTINGS, [
      { path: "a.c", hash: "1" },
      { path: "c.c", hash: "2" },
    ]),
    cache.reportKey(DEFAULT_SETTINGS, files.slice(0, 1)),
  ];
  expect(new Set([key, ...others]).size).toBe(6);
});

test("a file that did not change is not read again", () => {
  const file = write("a.c", "int x;");
  age(file);
  const first = new Cache(root, "b");
  const hash = first.contentHash(found(), () => readFileSync(file));
  first.save();
  const second = new Cache(root, "b");
  expect(second.contentHash(found(), () => expect.fail("read again"))).toBe(hash);
  write("a.c", "int y;");
  expect(second.contentHash(found(), () => readFileSync(file))).not.toBe(hash);
});

test("a file that changed a moment ago is read again: the clock may be too coarse to tell", () => {
  const file = write("a.c", "int x;");
  const cache = new Cache(root, "b");
  let reads = 0;
  const read = () => {
    reads++;
    return readFileSync(file);
  };
  cache.contentHash(found(), read);
  cache.contentHash(found(), read);
  expect(reads).toBe(2);
});

test("what was damaged is as if it were not there", () => {
  const file = write("a.c", "int x;");
  age(file);
  const cache = new Cache(root, "b");
  cache.contentHash(found(), () => readFileSync(file));
  cache.setReport("00", REPORT);
  cache.save();
  const cached = [".gilint_cache/contents", ".gilint_cache/reports/00"];
  for (const damage of [
    (b: Buffer) => b.subarray(0, b.length - 2),
    (b: Buffer) => b.fill(120, 40, 42),
    () => Buffer.alloc(0),
  ]) {
    for (const name of cached) writeFileSync(path.join(root, name), damage(readFileSync(path.join(root, name))));
    const damaged = new Cache(root, "b");
    let reads = 0;
    damaged.contentHash(found(), () => {
      reads++;
      return readFileSync(file);
    });
    expect([reads, damaged.report("00")]).toEqual([1, undefined]);
  }
});

test("old reports go when there are many", () => {
  const cache = new Cache(root, "b");
  for (let i = 0; i < 20; i++) {
    cache.setReport(`${i}`, REPORT);
    const used = new Date(1_000_000_000_000 + i * 1000);
    utimesSync(path.join(root, ".gilint_cache/reports", `${i}`), used, used);
  }
  cache.setReport("last", REPORT);
  const kept = readdirSync(path.join(root, ".gilint_cache/reports"));
  expect(kept).toHaveLength(16);
  expect(kept).toContain("last");
  expect(kept).not.toContain("3");
});

test("the folder keeps itself out of repositories and backups", () => {
  new Cache(root, "b").setReport("00", REPORT);
  expect(readFileSync(path.join(root, ".gilint_cache/.gitignore"), "utf8")).toBe("*\n");
  expect(readFileSync(path.join(root, ".gilint_cache/CACHEDIR.TAG"), "utf8")).toMatch(
    /^Signature: 8a477f597d28d172789f06886806bc55/,
  );
});

test("a folder that cannot be written is a project without a cache", () => {
  writeFileSync(path.join(root, ".gilint_cache"), "a file in the way");
  const cache = new Cache(root, "b");
  cache.setReport("00", REPORT);
  cache.save();
  expect(cache.report("00")).toBeUndefined();
});

test("a write replaces the whole file, keeps its mode, follows a link and leaves nothing behind", () => {
  const file = write("out.txt", "old and long");
  chmodSync(file, 0o640);
  symlinkSync(file, path.join(root, "link"));
  writeAtomically(path.join(root, "link"), "new");
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readdirSync(root).sort()).toEqual(["link", "out.txt"]);
  expect(() => writeAtomically(path.join(root, "none/x"), "")).toThrow("ENOENT");
  mkdirSync(path.join(root, "folder"));
  expect(() => writeAtomically(path.join(root, "folder"), "")).toThrow("EISDIR");
  expect(existsSync(path.join(root, "none"))).toBe(false);
});

function write(name: string, text: string): string {
  const file = path.join(root, name);
  writeFileSync(file, text);
  return file;
}

/** Makes a file look as if it had been there for a while. */
function age(file: string): void {
  const then = new Date(Date.now() - 60_000);
  utimesSync(file, then, then);
}

function found(): FoundFile {
  const [file] = discover(["a.c"], root, defaultConfig(root)).files;
  if (file === undefined) throw new Error("a.c is not there");
  return file;
}
