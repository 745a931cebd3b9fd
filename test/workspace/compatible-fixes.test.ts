import { expect, test } from "vitest";
import type { FileEdit, Finding } from "../../server/src/core/findings/finding.ts";
import { compatibleFixes } from "../../server/src/workspace/compatible-fixes.ts";

const edit = (start: number, end: number, newText: string, path = "a.c"): FileEdit => ({
  path,
  span: { start, end },
  newText,
});

function finding(...fixes: readonly { safe?: boolean; preferred?: boolean; edits: readonly FileEdit[] }[]): Finding {
  return {
    path: "a.c",
    span: { start: 0, end: 0 },
    rule: "r",
    severity: "error",
    confidence: "high",
    function: null,
    message: "",
    related: [],
    fixes: fixes.map(({ safe = true, preferred = false, edits }) => ({ title: "", safe, preferred, edits })),
  };
}

const edits = (findings: readonly Finding[], unsafe: boolean): readonly FileEdit[] =>
  compatibleFixes(findings, unsafe).flatMap((fix) => fix.edits);

test("the preferred fix of each finding, else the first", () => {
  const a = edit(0, 1, "a");
  const b = edit(2, 3, "b");
  const c = edit(4, 5, "c");
  expect(
    edits([finding({ edits: [a] }, { preferred: true, edits: [b] }), finding({ edits: [c] }), finding()], true),
  ).toEqual([b, c]);
});

test("only the safe ones where nobody looks", () => {
  const a = edit(0, 1, "a");
  const b = edit(2, 3, "b");
  const unsafe = { safe: false, preferred: true, edits: [a] };
  expect(edits([finding(unsafe, { edits: [b] }), finding(unsafe)], false)).toEqual([b]);
});

test("a fix that touches what an earlier one changes is left for the next time", () => {
  const first = [edit(0, 5, "x")];
  const clashing = [edit(9, 9, "y"), edit(4, 6, "y")];
  const other = [edit(4, 6, "z", "b.c")];
  const findings = [first, clashing, other].map((each) => finding({ edits: each }));
  expect(edits(findings, true)).toEqual([...first, ...other]);
});

test("two fixes may need the same include; two insertions at one place have no order", () => {
  const include = edit(0, 0, "#include <pthread.h>\n");
  const a = [include, edit(5, 6, "a")];
  const b = [{ ...include }, edit(7, 8, "b")];
  const c = [edit(0, 0, "static int c;\n")];
  expect(edits([finding({ edits: a }), finding({ edits: b }), finding({ edits: c })], true)).toEqual([...a, ...b]);
});
