import { expect, test } from "vitest";
import type { Context, FunctionEffects, Region } from "../../server/src/core/analyze.ts";
import { gilStateAt } from "../../server/src/lsp/gil-state.ts";
import { View } from "../../server/src/lsp/view.ts";
import { analysisSaying } from "../support/analysis.ts";

const REGION: Region = {
  path: "a.c",
  function: "f",
  release: { start: 20, end: 30 },
  ends: [{ start: 60, end: 70 }],
  runs: [],
  stretches: [
    { span: { start: 30, end: 40 }, certain: true },
    { span: { start: 40, end: 60 }, certain: false },
  ],
};

function view(contexts: readonly Context[], unanalysed: string | null = null): View {
  const f: FunctionEffects = {
    path: "a.c",
    name: "f",
    nameSpan: { start: 10, end: 11 },
    span: { start: 10, end: 100 },
    needsGil: null,
    exit: "keeps",
    regions: [REGION],
    blocks: null,
    contexts,
    unanalysed,
  };
  return new View(analysisSaying({ regions: [REGION], effects: (path) => (path === "a.c" ? [f] : []) }));
}

const because = (message: string) => [{ path: "b.c", span: { start: 0, end: 1 }, message }];
const HELD: Context = { state: "held", because: because("called by Python") };
const RELEASED: Context = { state: "released", because: because("called in a region") };

test.each([
  ["before the release", 15, "held"],
  ["behind the release", 30, "released"],
  ["at the end of what is certain", 39, "released"],
  ["where it is released on some paths", 40, "maybe"],
  ["at what takes it back", 60, "held"],
  ["outside the function", 5, "not-analysed"],
] as const)("%s", (_, offset, state) => {
  expect(gilStateAt(view([HELD]), "a.c", offset).state).toBe(state);
});

test("outside its regions a function runs as it was called, and says by whom", () => {
  expect(gilStateAt(view([RELEASED]), "a.c", 15)).toEqual({
    state: "released",
    reason: "f is called without the GIL.",
    function: "f",
    steps: RELEASED.because,
  });
  expect(gilStateAt(view([HELD, RELEASED]), "a.c", 15)).toMatchObject({
    state: "maybe",
    steps: [...RELEASED.because, ...HELD.because],
  });
  expect(gilStateAt(view([]), "a.c", 15)).toMatchObject({ state: "held", steps: [] });
});

test("inside a region it does not matter who calls", () => {
  expect(gilStateAt(view([HELD, RELEASED]), "a.c", 35)).toMatchObject({
    state: "released",
    function: "f",
    steps: [{ path: "a.c", span: REGION.release }],
  });
});

test("a function that could not be analysed says why", () => {
  expect(gilStateAt(view([], "its braces do not match"), "a.c", 15)).toMatchObject({
    state: "not-analysed",
    reason: "Not analysed: its braces do not match.",
  });
});
