import { expect, describe as group, test } from "vitest";
import { currentPage, readPage } from "./page.ts";
import { compare, keepOpinions, parse, type Row, serialise } from "./snapshot.ts";

const ROW: Row = {
  rule: "nested-release",
  confidence: "high",
  path: "src/a.c",
  line: 3,
  column: 5,
  function: "f",
  message: "released twice",
  opinion: "false",
  reason: "the first branch returned",
};

test("the tables of docs/real-code.md are those of the snapshots", () => {
  expect(readPage()).toBe(currentPage());
});

test("a snapshot reads back as it was written", () => {
  const rows = [ROW, { ...ROW, line: 9, opinion: "" as const, reason: "" }];
  expect(parse(serialise(rows))).toEqual(rows);
});

test("a verdict that is none of the three is refused", () => {
  expect(() => parse(serialise([ROW]).replace("\tfalse\t", "\tmaybe\t"))).toThrow(/not maybe/);
});

group("an update", () => {
  test("keeps the verdict of a finding whose wording changed", () => {
    const now = { ...ROW, message: "released already", confidence: "low", opinion: "" as const, reason: "" };
    expect(keepOpinions([now], [ROW])).toEqual([{ ...now, opinion: "false", reason: ROW.reason }]);
  });

  test("gives no verdict to another rule at the same place, nor to the same rule at another", () => {
    const others = [
      { ...ROW, rule: "unmatched-acquire", opinion: "" as const },
      { ...ROW, column: 6, opinion: "" as const },
    ];
    expect(keepOpinions(others, [ROW])).toEqual(others);
  });
});

test("a comparison tells what came, what went and what changed", () => {
  const kept = { ...ROW, line: 1 };
  const difference = compare(
    [kept, { ...ROW, line: 2 }, { ...ROW, line: 3, message: "other" }],
    [kept, ROW, { ...ROW, line: 4 }],
  );
  expect(difference.added.map((row) => row.line)).toEqual([2]);
  expect(difference.gone.map((row) => row.line)).toEqual([4]);
  expect(difference.changed.map((row) => row.message)).toEqual(["other"]);
  expect(compare([kept], [kept])).toEqual({ added: [], gone: [], changed: [] });
});
