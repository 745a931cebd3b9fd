import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";
import { report } from "./report.ts";

const SEED = Number(process.env["GILINT_FUZZ_SEED"] ?? "1");

test("a minute of mutated C breaks nothing", { timeout: 300_000 }, async () => {
  const result = await fuzz(SEED, 60, 3);
  console.info(`fuzzing: seed ${SEED}, ${result.inputs} inputs`);
  expect(result.found, report(result)).toEqual([]);
  expect(result.inputs).toBeGreaterThan(0);
});
