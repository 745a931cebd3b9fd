import { expect, test } from "vitest";
import * as claims from "../../server/src/experiment/claims.ts";
import type { Lines, Run } from "../../server/src/experiment/result.ts";
import { CRASH, interpreter, PARAMETERS, run } from "./sample.ts";

const lines = (malformed: number, lost = malformed): Lines => ({
  asked: 100,
  printed: 100,
  malformed,
  lost,
  examples: [],
});

function holds(claim: claims.Claim, runs: readonly Run[], version: readonly number[] = [3, 12, 0]): boolean {
  return claim({ runs, parameters: PARAMETERS, interpreter: interpreter({ version }) }).holds;
}

test("threads that wait for the GIL take their times together", () => {
  expect(holds(claims.takesTurns, [run({ wall: 0.5 })])).toBe(true);
  expect(holds(claims.takesTurns, [run({ wall: 0.1 })])).toBe(false);
  expect(holds(claims.takesTurns, [])).toBe(false);
  expect(holds(claims.oneInside, [run({ peak: 1 }), run({ peak: 1 })])).toBe(true);
  expect(holds(claims.oneInside, [run({ peak: 1 }), run({ peak: 2 })])).toBe(false);
  expect(holds(claims.oneInside, [run({ peak: null })])).toBe(false);
});

test("threads that do not wait take the time of one", () => {
  expect(holds(claims.sideBySide, [run({ wall: 0.11 })])).toBe(true);
  expect(holds(claims.sideBySide, [run({ wall: 0.5 })])).toBe(false);
  expect(holds(claims.allInside, [run({ peak: 4 }), run({ peak: 5 })])).toBe(true);
  expect(holds(claims.allInside, [run({ peak: 4 })])).toBe(false);
});

test("one slow run of three does not decide", () => {
  const walls = [0.1, 0.1, 0.9];
  expect(
    holds(
      claims.sideBySide,
      walls.map((wall) => run({ wall })),
    ),
  ).toBe(true);
});

test("bad lines are looked for in the races, whole lines everywhere", () => {
  const race = (malformed: number, lost?: number): Run => run({ purpose: "race", lines: lines(malformed, lost) });
  expect(holds(claims.badLines, [race(0), race(1)])).toBe(true);
  expect(holds(claims.badLines, [race(0)])).toBe(false);
  expect(holds(claims.badLines, [run({ lines: lines(3) })])).toBe(false);
  expect(holds(claims.linesWhole, [run(), race(0)])).toBe(true);
  expect(holds(claims.linesWhole, [run(), race(1)])).toBe(false);
  expect(holds(claims.linesWhole, [race(0, 1)])).toBe(false);
  expect(holds(claims.linesWhole, [run({ lines: null })])).toBe(false);
});

test("a good list may go unnoticed before 3.12 only; raising an exception never does", () => {
  const call = (changes: Partial<Run>): Run => run({ purpose: "call", ...changes });
  const silent = [call({}), call({ ending: CRASH })];
  expect(holds(claims.diesInside, silent, [3, 11, 7])).toBe(true);
  expect(holds(claims.diesInside, silent, [3, 12, 0])).toBe(false);
  expect(holds(claims.diesInside, [call({ ending: CRASH })], [3, 13, 0])).toBe(true);
  expect(holds(claims.diesOnError, silent)).toBe(true);
  expect(holds(claims.diesOnError, [call({ ending: CRASH }), call({})])).toBe(false);
  expect(holds(claims.isAborted, [call({ ending: { ...CRASH, how: "fatal error" } })])).toBe(true);
  expect(holds(claims.isAborted, [call({ ending: { ...CRASH, how: "timeout" } })])).toBe(false);
});

test("a calculation keeps others out, or lets them in", () => {
  const calculated = (beats: number | null): Run => run({ wall: 0.66, serial: 0.65, beats });
  expect(holds(claims.keepsOthersOut, [calculated(0), calculated(2), calculated(1)])).toBe(true);
  expect(holds(claims.keepsOthersOut, [calculated(60)])).toBe(false);
  expect(holds(claims.letsOthersIn, [calculated(60), calculated(2), calculated(70)])).toBe(true);
  expect(holds(claims.letsOthersIn, [calculated(1)])).toBe(false);
  expect(holds(claims.keepsOthersOut, [calculated(null)])).toBe(false);
  expect(holds(claims.letsOthersIn, [])).toBe(false);
});

test("what the interpreter does with the GIL is read from what it says", () => {
  const warned = run({ gil: true, notes: ["The global interpreter lock (GIL) has been enabled"] });
  expect(holds(claims.gilTurnedOn, [warned])).toBe(true);
  expect(holds(claims.gilTurnedOn, [run({ gil: true })])).toBe(false);
  expect(holds(claims.gilStaysOff, [run({ gil: false })])).toBe(true);
  expect(holds(claims.gilStaysOff, [warned])).toBe(false);
});

test("a sanitizer that could not run does not count as silent", () => {
  const sanitized = (changes: Partial<Run>): Run => run({ purpose: "sanitizer", ...changes });
  const race = sanitized({ notes: ["data race count.c:9 in count_up"] });
  expect(holds(claims.reportsDataRace, [race])).toBe(true);
  expect(holds(claims.reportsDataRace, [sanitized({})])).toBe(false);
  expect(holds(claims.noDataRace, [sanitized({})])).toBe(true);
  expect(holds(claims.noDataRace, [race])).toBe(false);
  expect(holds(claims.noDataRace, [sanitized({ ending: CRASH })])).toBe(false);
});
