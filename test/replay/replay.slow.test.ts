import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadParser } from "../../server/src/node/parser.ts";
import { readLabels } from "./labels.ts";
import { type Outcome, replay } from "./replay.ts";
import { outcomeLine, summaryTables } from "./table.ts";

const BUGGY = `#include <Python.h>
#include <unistd.h>

static PyObject *
pause_a_second(PyObject *self, PyObject *unused)
{
    Py_BEGIN_ALLOW_THREADS
    if (sleep(1) != 0)
        PyErr_SetString(PyExc_OSError, "woken");
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;

const FIXED = `#include <Python.h>
#include <unistd.h>

static PyObject *
pause_a_second(PyObject *self, PyObject *unused)
{
    unsigned left;
    Py_BEGIN_ALLOW_THREADS
    left = sleep(1);
    Py_END_ALLOW_THREADS
    if (left != 0)
        PyErr_SetString(PyExc_OSError, "woken");
    Py_RETURN_NONE;
}
`;

let clones = "";

beforeAll(() => {
  clones = mkdtempSync(join(tmpdir(), "gilint-clones-"));
});

afterAll(() => {
  rmSync(clones, { recursive: true, force: true });
});

test("a bug in a repository's history is found before its fix and not after", async () => {
  const [buggy, fixed] = commits("owner+nap", [BUGGY, FIXED]);
  const labels = readLabels(
    labelsFile([label("nap", buggy, fixed), label("nap", fixed, fixed), label("gone", "1", "2")]),
  );
  const options = { clones, parser: await loadParser("auto"), least: "medium" as const };
  const outcomes: Outcome[] = [];
  for await (const outcome of replay(labels, options)) outcomes.push(outcome);
  expect(outcomes.map(outcomeLine)).toEqual([
    "K1 gone-1 src/nap.c:9 pause_a_second\n    not replayed: no clone of owner/gone",
    expect.stringContaining("found: at the line: api-call-without-gil at line 9"),
    expect.stringContaining("missed"),
  ]);
  expect(outcomes.map(outcomeLine).join("\n")).not.toContain("after the fix");
  expect(summaryTables(outcomes)).toMatch(/K1 +2 +1 +0 +0 +1 +50 % +0 +100 %/);
});

function commits(folder: string, versions: readonly string[]): string[] {
  const repository = join(clones, folder);
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", repository, ...args], { encoding: "utf8" }).trim();
  mkdirSync(join(repository, "src"), { recursive: true });
  git("init", "-q");
  return versions.map((text) => {
    writeFileSync(join(repository, "src", "nap.c"), text);
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-q", "-m", "change");
    return git("rev-parse", "HEAD");
  });
}

function label(repository: string, buggy = "", fixed = ""): object {
  return {
    id: `${repository}-${buggy}`,
    repo: `owner/${repository}`,
    buggy_commit: buggy,
    fix_commit: fixed,
    path: "src/nap.c",
    lines: [9],
    fixed_lines: [12],
    function: "pause_a_second",
    class: "K1",
  };
}

function labelsFile(labels: readonly object[]): string {
  const file = join(clones, "labels.jsonl");
  writeFileSync(file, labels.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return file;
}
