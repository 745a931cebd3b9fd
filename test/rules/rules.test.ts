// Every fixture below test/rules says exactly what gilint says about it, and every rule has fixtures.
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { analyzeFixture, applyPreferredFixes, fixtureCases } from "../support/fixture-cases.ts";
import { renderFixture } from "../support/fixtures.ts";

const update = process.env["UPDATE"] === "1";
const parser = await loadParser("native");
const cases = fixtureCases();

test.each(cases)("$name", ({ file, text, folder, fixture, fixed }) => {
  const { findings, problems } = analyzeFixture(fixture, parser);
  expect(problems).toEqual([]);
  if (update) writeFileSync(file, renderFixture(fixture, findings, "brief"));
  else expect(renderFixture(fixture, findings, "full")).toBe(text);
  if (fixed === null) return;
  const after = applyPreferredFixes(fixture, folder, (now) => analyzeFixture(now, parser).findings);
  const written = renderFixture(after, [], "full");
  if (update) writeFileSync(file.replace(/\.c(?:pp)?$/, ".fixed$&"), written);
  else expect(written).toBe(fixed);
  const others = findings.map(({ rule }) => rule).filter((rule) => rule !== folder);
  const added = analyzeFixture(after, parser).findings.filter(({ rule }) => {
    const known = others.indexOf(rule);
    if (known >= 0) others.splice(known, 1);
    return known < 0;
  });
  expect(added).toEqual([]);
});

test.each(RULES.filter(({ fix }) => fix !== "none"))("$id shows what its fix does", ({ id }) => {
  expect(cases.some(({ folder, fixed }) => folder === id && fixed !== null)).toBe(true);
});

test.each(RULES)("$id has eight fixtures, with hits and near misses", ({ id }) => {
  const own = cases.filter(({ folder }) => folder === id);
  const says = (text: string): boolean => text.includes(`[${id}]`);
  expect(own.length).toBeGreaterThanOrEqual(8);
  expect(own.some(({ text }) => says(text))).toBe(true);
  expect(own.some(({ text }) => !says(text))).toBe(true);
});

test("the eight situations that GCC's proof-of-concept analyzer was tested with are here", () => {
  const situations = cases.filter(({ folder }) => folder === "gil-1-parity").map(({ name }) => name);
  expect(situations).toEqual([
    "gil-1-parity/clean-region.c",
    "gil-1-parity/nested-region.c",
    "gil-1-parity/nested-through-helper.c",
    "gil-1-parity/object-through-function-pointer.c",
    "gil-1-parity/object-to-external-function.c",
    "gil-1-parity/reference-counts-in-region.c",
    "gil-1-parity/reference-counts-through-helper.c",
    "gil-1-parity/two-regions-in-a-row.c",
  ]);
});
