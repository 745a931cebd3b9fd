import { expect, test } from "vitest";
import type { FileEdit, Finding } from "../../server/src/core/findings/finding.ts";
import { allFixes, safeFixes } from "../../server/src/lsp/fix-all.ts";

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

test("the preferred fix of each finding, else the first", () => {
  const a = edit(0, 1, "a");
  const b = edit(2, 3, "b");
  const c = edit(4, 5, "c");
  expect(
    allFixes([finding({ edits: [a] }, { preferred: true, edits: [b] }), finding({ edits: [c] }), finding()]),
  ).toEqual([b, c]);
});

test("only the safe ones where nobody looks", () => {
  const a = edit(0, 1, "a");
  const b = edit(2, 3, "b");
  const unsafe = { safe: false, preferred: true, edits: [a] };
  expect(safeFixes([finding(unsafe, { edits: [b] }), finding(unsafe)])).toEqual([b]);
});

test("a fix that touches what an earlier one changes is left for the next time", () => {
  const first = [edit(0, 5, "x")];
  const clashing = [edit(9, 9, "y"), edit(4, 6, "y")];
  const other = [edit(4, 6, "z", "b.c")];
  expect(allFixes([first, clashing, other].map((edits) => finding({ edits })))).toEqual([...first, ...other]);
});
