import { expect, test } from "vitest";
import { childEnvironment } from "../../server/src/experiment/environment.ts";
import { duration, parametersOf, threadCounts, variantIds } from "../../server/src/experiment/options.ts";
import { spread } from "../../server/src/experiment/spread.ts";

test("a mode has parameters, and each can be given instead", () => {
  expect(parametersOf("quick", {})).toMatchObject({ mode: "quick", delay: 0.1, threads: 5, racingThreads: 100 });
  expect(parametersOf("faithful", {})).toMatchObject({ delay: 1, gap: 0, racingThreads: 10_000 });
  const given = parametersOf("quick", { delay: "20ms", "racing-threads": "7", gap: "0" });
  expect(given).toMatchObject({ delay: 0.02, racingThreads: 7, gap: 0, repeats: 3 });
});

test("durations have units", () => {
  expect(["0.5", "2s", "50us", "50µs", "3ms", ".25"].map((text) => duration("--x", text))).toEqual([
    0.5, 2, 0.00005, 0.00005, 0.003, 0.25,
  ]);
  for (const text of ["", "-1", "1h", "ms", "1e9", "4000", "NaN"]) {
    expect(() => duration("--delay", text), text).toThrow(`--delay is "${text}"`);
  }
});

test("counts are whole and bounded", () => {
  expect(threadCounts("4,1,2,2")).toEqual([1, 2, 4]);
  for (const text of ["0", "1.5", "x", "", "-3", "100001"]) {
    expect(() => parametersOf("quick", { threads: text }), text).toThrow("--threads");
  }
});

test("a variant that is not there is refused, with those that are", () => {
  expect(variantIds(undefined)).toBeNull();
  expect(variantIds("held, racy")).toEqual(["held", "racy"]);
  expect(() => variantIds("held,helt")).toThrow(/no variant "helt"; there are held, released, racy/);
});

test("a child gets the user's environment without Python's switches", () => {
  const env = childEnvironment({ PATH: "/bin", PYTHONUNBUFFERED: "1", PYTHON_GIL: "0", PYTHONPATH: "/lib" });
  expect(env).toEqual({ PATH: "/bin", PYTHONPATH: "/lib", PYTHONDONTWRITEBYTECODE: "1" });
});

test("the spread is the middle and the ends", () => {
  expect(spread([])).toBeNull();
  expect(spread([3])).toEqual({ median: 3, least: 3, most: 3 });
  expect(spread([9, 1, 2])).toEqual({ median: 2, least: 1, most: 9 });
  expect(spread([4, 1, 2, 9])).toEqual({ median: 3, least: 1, most: 9 });
});
