// What compiled before a fix compiles after it, with no warning that was not there: against Python's headers.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadParser } from "../../server/src/node/parser.ts";
import { allProposals, applied } from "../support/fix-proof.ts";
import type { Fixture } from "../support/fixtures.ts";

const PRINT_INCLUDES = "import sysconfig; print(sysconfig.get_paths()['include'])";
const include = execFileSync("python3", ["-c", PRINT_INCLUDES], { encoding: "utf8" }).trim();
const proposals = allProposals(await loadParser("native"));
let scratch = "";

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "gilint-fixes-"));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test.each(proposals)(
  "$name",
  ({ fixture, fix }) => {
    const before = compile(fixture);
    const after = compile(applied({ fixture, fix }));
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
  },
  60_000,
);

/** What the compiler says, without line numbers. */
function compile({ files }: Fixture): string[] {
  for (const file of files) {
    const target = path.join(scratch, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.code);
  }
  const sources = files.flatMap((file) => (file.path.endsWith(".c") ? [path.join(scratch, file.path)] : []));
  const flags = ["-fsyntax-only", "-std=gnu11", "-D_GNU_SOURCE", "-Wall", "-Wno-unused", "-fno-diagnostics-show-caret"];
  const { stderr, error } = spawnSync("cc", [...flags, "-I", include, ...sources], { encoding: "utf8" });
  expect(error).toBeUndefined();
  return stderr.split("\n").map((line) => line.replaceAll(`${scratch}${path.sep}`, "").replace(/:\d+:\d+:/g, ":"));
}
