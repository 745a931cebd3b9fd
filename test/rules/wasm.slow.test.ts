// The WASM parser and the native one give the same findings on every fixture.
import { expect, test } from "vitest";
import { loadParser } from "../../server/src/node/parser.ts";
import { analyzeFixture, fixtureCases } from "../support/fixture-cases.ts";

const native = await loadParser("native");
const wasm = await loadParser("wasm");
await wasm.prepareCplusplus();

test.each(fixtureCases())("$name", ({ fixture }) => {
  const expected = analyzeFixture(fixture, native);
  const actual = analyzeFixture(fixture, wasm);
  expect(actual.findings).toEqual(expected.findings);
  expect(actual.problems).toEqual(expected.problems);
  expect(actual.statistics).toEqual(expected.statistics);
});
