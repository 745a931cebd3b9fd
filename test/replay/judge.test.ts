import { describe, expect, test } from "vitest";
import type { Region } from "../../server/src/core/analyze.ts";
import type { Finding } from "../../server/src/core/findings/finding.ts";
import { judge, type Place, type Version } from "./judge.ts";
import type { Label } from "./labels.ts";

const TEXT = Array.from({ length: 40 }, (_, i) => `line ${String(i + 1).padStart(2)}\n`).join("");
const WIDTH = "line  1\n".length;

const LABEL: Label = {
  id: "x",
  repository: "owner/name",
  buggyCommit: "a",
  fixCommit: "b",
  path: "a.c",
  lines: [10],
  fixedLines: [12],
  functions: ["wait", "wait_all"],
  class: "K1",
  hardlyVisible: false,
  note: "",
};

describe("a bug is", () => {
  test.each<[string, Place, Partial<Finding> & { line: number }]>([
    ["found at its line", "line", { line: 10 }],
    ["found two lines away", "line", { line: 12 }],
    ["not found three lines away, in another function", "nowhere", { line: 13, function: "other" }],
    ["found in its function", "function", { line: 30 }],
    ["found in the second of its functions", "function", { line: 30, function: "wait_all" }],
    ["not found by a rule that speaks of something else", "nowhere", { line: 10, rule: "blocking-call-with-gil" }],
    ["not found in another file", "nowhere", { line: 10, path: "b.c" }],
    ["not found by a guess below the least confidence", "nowhere", { line: 10, confidence: "low" }],
  ])("%s", (_, place, { line, ...finding }) => {
    const buggy = version([at(line, finding)]);
    expect(judge(LABEL, buggy, version([]), "medium").found.place).toBe(place);
  });

  test("found at its line when reported elsewhere in the same region", () => {
    const region: Region = {
      path: "a.c",
      function: "wait",
      release: lineSpan(5),
      ends: [lineSpan(20)],
      runs: [],
      stretches: [{ span: { start: lineSpan(5).end, end: lineSpan(20).start }, certain: true }],
    };
    expect(judge(LABEL, version([at(18)], [region]), version([]), "medium").found.place).toBe("line");
    expect(judge(LABEL, version([at(22)], [region]), version([]), "medium").found.place).toBe("function");
  });
});

test("a bug is found on the path when a finding in another file leads to its line", () => {
  const step = { path: "a.c", span: lineSpan(11), message: "f uses PyErr_Clear, which needs the GIL" };
  const caller = at(30, { path: "b.c", function: "caller", related: [step] });
  expect(judge(LABEL, version([caller]), version([]), "medium").found).toEqual({
    place: "path",
    findings: ["api-call-without-gil in b.c"],
  });
});

test("the fixed version is looked at where the fix is", () => {
  const verdict = judge(LABEL, version([at(10)]), version([at(14)]), "medium");
  expect(verdict.afterFix).toEqual({ place: "line", findings: ["api-call-without-gil at line 14"] });
  expect(judge(LABEL, version([]), version([at(17)]), "medium").afterFix.place).toBe("function");
});

function version(findings: readonly Finding[], regions: readonly Region[] = []): Version {
  return { analysis: { findings, regions }, text: TEXT };
}

function at(line: number, finding: Partial<Finding> = {}): Finding {
  return {
    rule: "api-call-without-gil",
    severity: "error",
    confidence: "high",
    path: "a.c",
    span: lineSpan(line),
    function: "wait",
    message: "",
    related: [],
    fixes: [],
    ...finding,
  };
}

function lineSpan(line: number): { start: number; end: number } {
  return { start: (line - 1) * WIDTH, end: line * WIDTH - 1 };
}
