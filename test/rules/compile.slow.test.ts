// Fixtures, before and after their fixes, are real C: a C compiler accepts each against Python's headers, but for those
// that say why it does not.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixtureCases } from "../support/fixture-cases.ts";
import { parseFixture } from "../support/fixtures.ts";

const PRINT_INCLUDES = "import sysconfig; print(sysconfig.get_paths()['include'])";

const cases = fixtureCases().filter(({ text }) => !/^\/\/ does-not-compile: \S/m.test(text));
const folders = [...new Set(cases.map(({ folder }) => folder))];
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "gilint-fixtures-"));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test.each(folders)("%s compiles", (folder) => {
  const sources = cases
    .filter((one) => one.folder === folder)
    .flatMap(({ name, fixture, fixed }) => [
      { name, fixture },
      ...(fixed === null ? [] : [{ name: `${name} fixed`, fixture: parseFixture(path.basename(name), fixed) }]),
    ])
    .flatMap(({ name, fixture }) => {
      const directory = path.join(scratch, name);
      return fixture.files.flatMap((file) => {
        const target = path.join(directory, file.path);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, file.code);
        return target.endsWith(".c") ? [target] : [];
      });
    });
  const include = execFileSync("python3", ["-c", PRINT_INCLUDES], { encoding: "utf8" }).trim();
  const { stderr, status, error } = spawnSync(
    "cc",
    ["-fsyntax-only", "-std=gnu11", "-D_GNU_SOURCE", "-w", "-I", include, ...sources],
    { encoding: "utf8" },
  );
  expect(error).toBeUndefined();
  expect(stderr.replaceAll(`${scratch}${path.sep}`, "")).toBe("");
  expect(status).toBe(0);
});
