import { expect, test } from "vitest";
import { agreementOf, predict } from "../../server/src/experiment/prediction.ts";
import { VARIANTS } from "../../server/src/experiment/variants.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { projectRoot } from "../support/project-root.ts";
import { run } from "./sample.ts";

test("what was seen has to have been foretold", () => {
  expect(agreementOf([], [], [run()])).toBe("agrees");
  expect(agreementOf(["data race"], ["data race"], [run()])).toBe("agrees");
  expect(agreementOf([], ["data race"], [run()])).toBe("disagrees");
  expect(agreementOf(["crash"], ["crash", "waits for the GIL"], [run()])).toBe("disagrees");
});

test("what was foretold and not seen may be seen another time", () => {
  expect(agreementOf(["data race"], [], [run()])).toBe("not seen");
  expect(agreementOf(["data race", "crash"], ["crash"], [run()])).toBe("not seen");
});

test("without runs, or without a GIL, nothing is judged", () => {
  expect(agreementOf(["crash"], [], [])).toBe("not judged");
  expect(agreementOf([], ["data race"], [run({ gil: false })])).toBe("not judged");
});

test.each([
  ["free-threaded-held", true],
  ["free-threaded-held-declared", false],
  ["held", false],
])("whether %s turns the GIL of a free-threaded Python on", async (id, turnsOn) => {
  const variant = VARIANTS.find((one) => one.id === id);
  if (variant === undefined) throw new Error(`no variant ${id}`);
  const sources = `${projectRoot()}/server/experiment`;
  const prediction = await predict(variant, sources, null, await loadParser("auto"), [run({ gil: true })]);
  expect(prediction?.predicted.includes("turns the GIL on")).toBe(turnsOn);
  expect(prediction?.observed.includes("turns the GIL on")).toBe(variant.freeThreaded);
});
