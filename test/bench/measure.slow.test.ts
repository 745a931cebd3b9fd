import { expect, test } from "vitest";
import { measure } from "./measure.ts";

const BUSY = `
const used = () => process.cpuUsage().user + process.cpuUsage().system;
const end = used() + 300_000;
while (used() < end);`;

test.each([
  ["the main thread", BUSY],
  ["a worker thread", `new (require("node:worker_threads").Worker)(${JSON.stringify(BUSY)}, { eval: true })`],
  ["a child process", `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(BUSY)}])`],
])("the CPU time of %s counts, once", async (_, script) => {
  const idle = await measure(["-e", script.replace("300_000", "0")], ".");
  const busy = await measure(["-e", script], ".");
  expect(busy.cpu - idle.cpu).toBeGreaterThan(0.2);
  expect(busy.cpu - idle.cpu).toBeLessThan(0.5);
  expect(busy.peak).toBeGreaterThan(20 * 2 ** 20);
});

test("a program that fails is an error, unless its exit code is expected", async () => {
  await expect(measure(["-e", "console.error('no'); process.exit(3)"], ".")).rejects.toThrow(/ended with 3: no/);
  expect((await measure(["-e", "console.log(1); process.exit(3)"], ".", [3])).stdout).toBe("1\n");
});
