// A smoke run on a small project: every line is measured, and says something. Whether targets are met is for `npm run bench`.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../support/project-root.ts";
import { bench } from "./bench.ts";
import { table } from "./lines.ts";

let source = "";

beforeAll(() => {
  source = mkdtempSync(join(tmpdir(), "gilint-bench-source-"));
  cpSync(join(projectRoot(), "test/bench/small"), source, { recursive: true });
});

afterAll(() => {
  rmSync(source, { recursive: true, force: true });
});

test("each target is measured", async () => {
  const lines = await bench({
    source,
    edited: "naps.c",
    helper: { file: "clock.c", function: "clock_wait" },
    rounds: 1,
    edits: 10,
    scale: 2,
    parts: ["checks", "typing", "scaling"],
  });
  expect(lines.map((line) => line.what)).toEqual([
    "cold check of the tree, CPU",
    "cold check of the tree, wall, two workers",
    "warm check, nothing changed, CPU",
    "warm check after one file changed, CPU",
    "one small file, whole process, CPU",
    "peak resident memory, tree",
    "naps.c: opened → diagnostics, median",
    "naps.c: typed → diagnostics, p50 of 10",
    "naps.c: typed → diagnostics, p95 of 10",
    "naps.c: typed between functions → diagnostics, p95 of 10",
    "clock.c edited → diagnostics of naps.c, p95 of 2",
    "tree ×2, CPU",
    "tree ×2, memory",
  ]);
  const unmeasured = lines.filter(
    ({ value, reference }) => !(value > 0) || (reference !== null && !(reference.value > 0)),
  );
  expect(unmeasured).toEqual([]);
  expect(table(lines).split("\n")).toHaveLength(lines.length + 2);
});
