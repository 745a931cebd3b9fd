import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fixFindings, writeFixed } from "../../server/src/cli/fix.ts";
import { SourceMap } from "../../server/src/cli/source-map.ts";
import { unifiedDiff } from "../../server/src/cli/unified-diff.ts";
import type { FileEdit, Finding, Fix, Report } from "../../server/src/core/findings/finding.ts";
import { defaultConfig } from "../../server/src/node/config.ts";
import { discover } from "../../server/src/node/discover.ts";
import { compatibleFixes } from "../../server/src/workspace/compatible-fixes.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-fix-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("safe fixes only, unless others are allowed; the preferred one first", () => {
  const finding = withFixes(
    fix("a", false, [edit(0, 1, "x")], true),
    fix("b", true, [edit(0, 1, "y")]),
    fix("c", true, []),
  );
  expect(compatibleFixes([finding], false, () => true).map((f) => f.title)).toEqual(["b"]);
  expect(compatibleFixes([finding], true, () => true).map((f) => f.title)).toEqual(["a"]);
});

test("fixes that touch each other wait for the next round, equal edits are one", () => {
  const include = edit(0, 0, "#include <pthread.h>\n");
  const findings = [
    withFixes(fix("1", true, [include, edit(10, 12, "a")])),
    withFixes(fix("2", true, [edit(11, 14, "b")])),
    withFixes(fix("3", true, [include, edit(20, 20, "c")])),
    withFixes(fix("4", true, [edit(20, 22, "d")])),
    withFixes(fix("5", true, [{ ...edit(11, 14, "e"), path: "other.c" }])),
  ];
  expect(compatibleFixes(findings, false, () => true).map((f) => f.title)).toEqual(["1", "3", "5"]);
});

test("fixing goes on until nothing is left, and stops where it would never end", async () => {
  const sources = sourcesOf({ "a.c": "xx" });
  // Each x is a finding of its own, and only the first has a fix: as if the fixes were in each other's way.
  const analyse = async (): Promise<Report> => {
    const text = sources.text("a.c");
    return reportOf(
      text
        .split("")
        .flatMap((c, i) =>
          c === "x" && i === text.indexOf("x") ? [withFixes(fix("", true, [edit(i, i + 1, "y")]))] : [],
        ),
    );
  };
  const result = await fixFindings(await analyse(), false, sources, analyse);
  expect([sources.text("a.c"), result.fixed, result.report.findings.length]).toEqual(["yy", 2, 0]);
  expect([...result.originals]).toEqual([["a.c", "xx"]]);

  const growing = async (): Promise<Report> => reportOf([withFixes(fix("", true, [edit(0, 0, "z")]))]);
  const endless = await fixFindings(await growing(), false, sources, growing);
  expect([endless.fixed, sources.text("a.c")]).toEqual([10, `${"z".repeat(10)}yy`]);
});

test("fixed texts are written as their files were: mark, line ends, and nothing where a file would be damaged", () => {
  const files = {
    "bom.c": Buffer.from("\uFEFFint a;\r\n"),
    "latin.c": Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]),
    "plain.c": Buffer.from("int b;\n"),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(root, name), bytes);
  const sources = new SourceMap(discover(["."], root, defaultConfig(root)).files);
  const change = (name: string): [string, string] => {
    const before = sources.text(name);
    sources.setText(name, `/**/${before}`);
    return [name, before];
  };
  writeFixed(new Map([change("bom.c")]), sources);
  expect(readFileSync(path.join(root, "bom.c"), "utf8")).toBe("\uFEFF/**/int a;\r\n");

  expect(() => writeFixed(new Map([change("plain.c"), change("latin.c")]), sources)).toThrow(
    "latin.c: is not UTF-8; nothing was fixed",
  );
  expect(readFileSync(path.join(root, "plain.c"), "utf8")).toBe("int b;\n");

  const original = new Map([["plain.c", "int b;\n"]]);
  writeFileSync(path.join(root, "plain.c"), "int c;\n");
  expect(() => writeFixed(original, sources)).toThrow("plain.c: changed while it was checked");
});

test("a patch looks as diff -u would write it", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15";
  const after = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n";
  expect(unifiedDiff("a.c", before, after)).toBe(`\
--- a/a.c
+++ b/a.c
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
@@ -12,4 +12,5 @@
 12
 13
 14
-15
\\ No newline at end of file
+15
+16
`);
  expect(unifiedDiff("a.c", before, before)).toBe("");
});

test("git applies every patch, and gets the new text", () => {
  const line = fc.constantFrom("a", "b", "", "{", "}\r");
  const text = fc
    .tuple(fc.array(line, { maxLength: 14 }), fc.boolean())
    .map(([lines, end]) => lines.join("\n") + (end ? "\n" : ""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== "" && after !== "");
      writeFileSync(path.join(root, "t.c"), before);
      const patch = unifiedDiff("t.c", before, after);
      if (patch !== "")
        execFileSync("git", ["apply", "--unidiff-zero", "--whitespace=nowarn", "-"], { cwd: root, input: patch });
      expect(readFileSync(path.join(root, "t.c"), "utf8")).toBe(after);
    }),
    { numRuns: 25 },
  );
});

function edit(start: number, end: number, newText: string): FileEdit {
  return { path: "a.c", span: { start, end }, newText };
}

function fix(title: string, safe: boolean, edits: readonly FileEdit[], preferred = false): Fix {
  return { title, safe, preferred, edits };
}

function withFixes(...fixes: readonly Fix[]): Finding {
  return {
    rule: "nested-release",
    severity: "error",
    confidence: "high",
    path: "a.c",
    span: { start: 0, end: 0 },
    function: null,
    message: "",
    related: [],
    fixes,
  };
}

function reportOf(findings: readonly Finding[]): Report {
  return {
    findings,
    problems: [],
    statistics: { files: 1, functions: 0, analysed: 0, regions: 0, unanalysed: 0, bytes: 0 },
  };
}

function sourcesOf(texts: Record<string, string>): SourceMap {
  const sources = new SourceMap([]);
  for (const [name, text] of Object.entries(texts)) sources.setText(name, text);
  return sources;
}
