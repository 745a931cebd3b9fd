import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Baseline } from "../../server/src/cli/baseline.ts";
import { changedLines, parseDiff } from "../../server/src/cli/changed-lines.ts";
import { SourceMap } from "../../server/src/cli/source-map.ts";
import type { Finding, Report } from "../../server/src/core/findings/finding.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-narrow-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const BEFORE = "void f(void)\n{\n    bad(1);\n    good();\n    bad(2);\n}\n";

test("a baseline holds its findings while the code around them moves and is re-indented", () => {
  const baseline = new Baseline("known.json", root);
  const before = world({ "a.c": BEFORE });
  baseline.write(before.report, before.sources);
  expect(left(baseline, world({ "a.c": BEFORE }))).toEqual([]);
  const moved = `// new\n\n${BEFORE.replaceAll("    ", "\t")}`;
  expect(left(baseline, world({ "a.c": moved }))).toEqual([]);
});

test("what is new is reported: another line, another file, one more of the same", () => {
  const baseline = new Baseline("known.json", root);
  const before = world({ "a.c": BEFORE });
  baseline.write(before.report, before.sources);
  expect(left(baseline, world({ "a.c": `${BEFORE}bad(3);\n` }))).toEqual(["a.c:7"]);
  expect(left(baseline, world({ "a.c": BEFORE, "b.c": BEFORE }))).toEqual(["b.c:3", "b.c:5"]);
  expect(left(baseline, world({ "a.c": `${BEFORE}\nbad(1);\n` }))).toEqual(["a.c:8"]);
});

test("a baseline means the same files from wherever it is used, and reads well in a diff", () => {
  mkdirSync(path.join(root, "sub"));
  const inside = world({ "a.c": "bad(1);\n" });
  new Baseline("../known.json", path.join(root, "sub")).write(inside.report, inside.sources);
  expect(left(new Baseline("known.json", root), world({ "sub/a.c": "bad(1);\n" }))).toEqual([]);
  const { findings } = JSON.parse(readFileSync(path.join(root, "known.json"), "utf8"));
  expect(findings).toMatchObject([{ rule: "nested-release", path: "sub/a.c", function: "f", count: 1 }]);
});

test("a baseline that is missing or something else is an error", () => {
  const subtract = (name: string) => left(new Baseline(name, root), world({ "a.c": BEFORE }));
  expect(() => subtract("none.json")).toThrow("none.json: no such file or directory; --write-baseline makes one");
  for (const text of ["{", "[]", '{"version":2,"findings":[]}', '{"version":1,"findings":[{}]}', "null"]) {
    writeFileSync(path.join(root, "bad.json"), text);
    expect(() => subtract("bad.json")).toThrow("bad.json: is not a baseline of gilint");
  }
});

test("since a revision, only what changed is reported", () => {
  write("a.c", BEFORE);
  write("odd é name.c", "bad(1);\nbad(2);\n");
  git("init", "-q");
  git("add", ".");
  git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "first");
  expect(since("HEAD")).toEqual([]);
  write("a.c", BEFORE.replace("bad(2)", "bad(22)"));
  write("odd é name.c", "bad(1);\nbad(3);\n");
  write("new.c", "bad(1);\n");
  expect(since("HEAD")).toEqual(["a.c:5", "new.c:1", "odd é name.c:2"]);
  mkdirSync(path.join(root, "sub"));
  expect(since("HEAD", "sub")).toEqual(["../a.c:5", "../new.c:1", "../odd é name.c:2"]);
});

test("a working folder behind a link is the folder it leads to", () => {
  write("a.c", BEFORE);
  git("init", "-q");
  git("add", ".");
  git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "first");
  write("a.c", BEFORE.replace("bad(1)", "bad(11)"));
  mkdirSync(path.join(root, "sub"));
  symlinkSync(root, path.join(root, "sub/link"));
  const { report, sources } = world({ "a.c": readFileSync(path.join(root, "a.c"), "utf8") });
  const narrowed = changedLines("HEAD", path.join(root, "sub/link")).narrow(report, sources);
  expect(places(narrowed, sources)).toEqual(["a.c:3"]);
});

test("a finding counts as changed when a step on the way to it changed", () => {
  write("a.c", BEFORE);
  git("init", "-q");
  git("add", ".");
  git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "first");
  write("a.c", BEFORE.replace("void f", "int f"));
  const { report, sources } = world({ "a.c": readFileSync(path.join(root, "a.c"), "utf8") });
  const related = [{ path: "a.c", span: { start: 0, end: 3 }, message: "" }];
  const led = { ...report, findings: report.findings.map((finding) => ({ ...finding, related })) };
  expect(changedLines("HEAD", root).narrow(led, sources).findings).toHaveLength(2);
  expect(changedLines("HEAD", root).narrow(report, sources).findings).toHaveLength(0);
});

test("a revision that Git does not know is an error, and no option of Git's", () => {
  git("init", "-q");
  expect(() => changedLines("nothing", root)).toThrow("--since=nothing: there is no such revision");
  expect(() => changedLines("--help", root)).toThrow("--since=--help");
});

test("lines of a diff that look like headers are none", () => {
  const diff =
    "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n--- a/y.c\n-@@ -9 +9 @@\n+++ b/y.c\n+@@ -7 +7 @@\n@@ -8 +8,0 @@\n-gone\n";
  expect([...parseDiff(diff)]).toEqual([
    [
      "x.c",
      [
        { start: 0, end: 2 },
        { start: 7, end: 9 },
      ],
    ],
  ]);
});

interface World {
  readonly report: Report;
  readonly sources: SourceMap;
}

/** Texts in which each `bad(…)` is a finding. */
function world(texts: Record<string, string>): World {
  const sources = new SourceMap([]);
  const findings = Object.entries(texts).flatMap(([name, text]) => {
    sources.setText(name, text);
    return [...text.matchAll(/bad\(\d+\)/g)].map((match) =>
      findingAt(name, match.index, match.index + match[0].length),
    );
  });
  return {
    sources,
    report: {
      findings,
      problems: [],
      statistics: { files: 0, functions: 0, analysed: 0, regions: 0, unanalysed: 0, bytes: 0 },
    },
  };
}

function findingAt(name: string, start: number, end: number): Finding {
  return {
    rule: "nested-release",
    severity: "error",
    confidence: "high",
    path: name,
    span: { start, end },
    function: "f",
    message: "",
    related: [],
    fixes: [],
  };
}

function left(baseline: Baseline, { report, sources }: World): string[] {
  return places(baseline.subtract(report, sources), sources);
}

function places(report: Report, sources: SourceMap): string[] {
  return report.findings.map(({ path: name, span }) => `${name}:${sources.range(name, span).start.line + 1}`);
}

/** The findings left in the files of the folder, as seen from `from`. */
function since(revision: string, from = "."): string[] {
  const texts = ["a.c", "new.c", "odd é name.c"].map((name): [string, string] => {
    try {
      return [path.join(from === "." ? "" : "..", name), readFileSync(path.join(root, name), "utf8")];
    } catch {
      return [name, ""];
    }
  });
  const { report, sources } = world(Object.fromEntries(texts));
  return places(changedLines(revision, path.join(root, from)).narrow(report, sources), sources);
}

function write(name: string, text: string): void {
  writeFileSync(path.join(root, name), text);
}

function git(...args: string[]): void {
  execFileSync("git", args, { cwd: root, stdio: "ignore" });
}
