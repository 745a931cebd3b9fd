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
  const { findings } = analyzeFixture(fixture, parser);
  if (update) writeFileSync(file, renderFixture(fixture, findings, "brief"));
  else expect(renderFixture(fixture, findings, "full")).toBe(text);
  if (fixed === null) return;
  const after = applyPreferredFixes(fixture, findings, folder);
  expect(renderFixture(after, [], "full")).toBe(fixed);
  expect(analyzeFixture(after, parser).findings.filter(({ rule }) => rule === folder)).toEqual([]);
});

test.each(RULES)("$id has eight fixtures, with hits and near misses", ({ id }) => {
  const own = cases.filter(({ folder }) => folder === id);
  const says = (text: string): boolean => text.includes(`[${id}]`);
  expect(own.length).toBeGreaterThanOrEqual(8);
  expect(own.some(({ text }) => says(text))).toBe(true);
  expect(own.some(({ text }) => !says(text))).toBe(true);
});
