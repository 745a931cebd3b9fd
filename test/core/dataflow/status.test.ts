// What each operation does in each state, as a table.
import { expect, test } from "vitest";
import {
  apply,
  ENTRY,
  type GilOperation,
  gilState,
  type Status,
  UNKNOWN,
} from "../../../server/src/core/dataflow/status.ts";

const release = (saved: string | null = "save", lexical = false): GilOperation => ({ op: "release", saved, lexical });
const acquire = (from: string | null = "save", ifReleased = false): GilOperation => ({
  op: "acquire",
  from,
  lexical: false,
  ifReleased,
});
const ensure: GilOperation = { op: "ensure", saved: "gs" };
const undo: GilOperation = { op: "release-ensure", saved: "gs" };
const lose: GilOperation = { op: "lose" };

/** The state after operations, and their faults, in order. */
function after(...operations: GilOperation[]): { state: string; depth: number; faults: (string | null)[] } {
  let status: Status = ENTRY;
  const faults = operations.map((operation, site) => {
    const step = apply(status, operation, site);
    status = step.status;
    return step.fault;
  });
  return { state: gilState(status), depth: status.frames.length, faults };
}

test.each<[string, GilOperation[], string, number, string | null]>([
  ["nothing", [], "entry", 0, null],
  ["release", [release()], "released", 1, null],
  ["release, acquire", [release(), acquire()], "entry", 0, null],
  ["release twice", [release(), release()], "released", 1, "released-twice"],
  ["a region in a region", [release(null, true), release(null, true)], "released", 2, "released-twice"],
  ["acquire first: a helper for its caller", [acquire()], "held", 1, null],
  ["acquire, release: a helper that gives back what it took", [acquire(), release()], "entry", 0, null],
  ["acquire, region", [acquire(), release(null, true)], "released", 2, null],
  ["acquire twice", [acquire(), acquire()], "held", 1, "acquired-twice"],
  ["another thread state is restored", [release("a"), acquire("b")], "entry", 0, "wrong-thread-state"],
  ["a thread state that is not known is restored", [release(null), acquire("b")], "entry", 0, null],
  ["acquire where it is released: released", [release(), acquire("save", true)], "entry", 0, null],
  ["acquire where it is released: held", [acquire("save", true)], "entry", 0, null],
  ["ensure", [ensure], "held", 1, null],
  ["ensure in a region", [release(), ensure], "held", 2, null],
  ["ensure and its release in a region", [release(), ensure, undo], "released", 1, null],
  ["ensure twice", [ensure, ensure, undo], "held", 1, null],
  ["a region under ensure", [ensure, release(), acquire(), undo], "entry", 0, null],
  ["ensure is undone inside the region after it", [ensure, release(), undo], "released", 1, "ensure-not-on-top"],
  ["the release of an ensure elsewhere", [undo], "unknown", 1, "released-ensure-twice"],
  ["acquire under ensure", [ensure, acquire()], "held", 1, "acquired-twice"],
  ["what cannot be told", [lose], "unknown", 1, null],
  ["release where nothing is known", [lose, release()], "unknown", 1, null],
  ["a macro's region where nothing is known", [lose, release("_save", true)], "released", 2, null],
  ["acquire where nothing is known", [lose, acquire()], "unknown", 1, null],
])("%s", (_, operations, state, depth, fault) => {
  const result = after(...operations);
  expect(result).toMatchObject({ state, depth });
  expect(result.faults.at(-1) ?? null).toBe(fault);
  expect(result.faults.slice(0, -1).every((before) => before === null)).toBe(true);
});

test("deep nesting ends in not knowing, not in growth", () => {
  for (let n = 1; n <= 8; n++)
    expect(after(...Array<GilOperation>(n).fill(ensure))).toMatchObject({ state: "held", depth: n });
  expect(after(...Array<GilOperation>(9).fill(ensure))).toMatchObject({ state: "unknown", depth: 1 });
});

test("statuses are equal exactly if their keys are", () => {
  const one = apply(ENTRY, release("a"), 7).status;
  expect(apply(ENTRY, release("a"), 7).status.key).toBe(one.key);
  expect(apply(ENTRY, release("a"), 8).status.key).not.toBe(one.key);
  expect(apply(ENTRY, release("b"), 7).status.key).not.toBe(one.key);
  expect(apply(one, acquire("a"), 9).status.key).toBe(ENTRY.key);
  expect(apply(ENTRY, lose, 1).status.key).toBe(UNKNOWN.key);
});
