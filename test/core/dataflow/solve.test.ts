// The states points are reached in. Each `at(n)` in the code is a point that is asked about.
import { expect, test } from "vitest";
import type { Solution } from "../../../server/src/core/dataflow/solution.ts";
import { solve } from "../../../server/src/core/dataflow/solve.ts";
import { gilState } from "../../../server/src/core/dataflow/status.ts";
import { knownMeaning } from "../../../server/src/core/summaries/meanings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";
import { effectsOf } from "../../support/one-function.ts";

const parser = await loadParser("native");

function solved(body: string): Solution {
  const code = `void f(int a, int b, int n, PyThreadState *save, struct s *self, pthread_mutex_t *m) {\n${body}\n}`;
  return solve(effectsOf(parser, code), { of: knownMeaning, raises: () => false, tellsGil: () => false });
}

/** The states of each point, in order of the points: `1: released` or `2: entry released`. */
function states(body: string): string[] {
  const found = new Map<string, Set<string>>();
  for (const { effect, before } of solved(body).visits)
    if (effect.kind === "call" && effect.callee === "at") {
      const point = effect.args?.[0]?.text ?? "";
      found.set(point, (found.get(point) ?? new Set()).add(gilState(before.status)));
    }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([point, seen]) => `${point}: ${[...seen].sort().join(" ")}`);
}

test("a region", () => {
  expect(states("at(1); Py_BEGIN_ALLOW_THREADS at(2); Py_END_ALLOW_THREADS at(3);")).toEqual([
    "1: entry",
    "2: released",
    "3: entry",
  ]);
});

test("blocked and unblocked in a region", () => {
  const body =
    "Py_BEGIN_ALLOW_THREADS at(1); Py_BLOCK_THREADS at(2); Py_UNBLOCK_THREADS at(3); Py_END_ALLOW_THREADS at(4);";
  expect(states(body)).toEqual(["1: released", "2: entry", "3: released", "4: entry"]);
});

test("a callback takes the GIL and gives it back", () => {
  const body = "at(1); PyGILState_STATE g = PyGILState_Ensure(); at(2); PyGILState_Release(g); at(3);";
  expect(states(body)).toEqual(["1: entry", "2: held", "3: entry"]);
});

test.each([
  ["the same flag", "if (a) save = PyEval_SaveThread(); at(1); if (a) PyEval_RestoreThread(save); at(2);"],
  [
    "the flag in other words",
    "if (a != 0) save = PyEval_SaveThread(); at(1); if (!a) at(3); else PyEval_RestoreThread(save); at(2);",
  ],
  [
    "the saved state",
    "save = NULL; if (a) save = PyEval_SaveThread(); at(1); if (save) PyEval_RestoreThread(save); at(2);",
  ],
  [
    "the saved state, chosen",
    "save = a ? PyEval_SaveThread() : NULL; at(1); if (save != NULL) PyEval_RestoreThread(save); at(2);",
  ],
  [
    "a field",
    "if (self->threads) save = PyEval_SaveThread(); at(1); if (self->threads) PyEval_RestoreThread(save); at(2);",
  ],
  ["a threshold", "if (n > 500) save = PyEval_SaveThread(); at(1); if (n > 500) PyEval_RestoreThread(save); at(2);"],
  [
    "a platform",
    "\n#ifdef X\nsave = PyEval_SaveThread();\n#endif\nat(1);\n#ifdef X\nPyEval_RestoreThread(save);\n#endif\nat(2);",
  ],
  [
    "a platform, negated",
    "\n#ifndef X\nat(3);\n#else\nsave = PyEval_SaveThread();\n#endif\nat(1);\n#ifdef X\nPyEval_RestoreThread(save);\n#endif\nat(2);",
  ],
  [
    "a variable that holds the answer",
    "b = 0; if (a) { save = PyEval_SaveThread(); b = 1; } at(1); if (b) PyEval_RestoreThread(save); at(2);",
  ],
])("conditions that belong together: %s", (_, body) => {
  expect(states(body).filter((line) => !line.startsWith("3"))).toEqual(["1: entry released", "2: entry"]);
});

test.each([
  ["a store to the variable", "if (a) save = PyEval_SaveThread(); a = g(); if (a) PyEval_RestoreThread(save); at(2);"],
  ["its address is handed out", "if (a) save = PyEval_SaveThread(); g(&a); if (a) PyEval_RestoreThread(save); at(2);"],
  [
    "a store to the field",
    "if (self->t) save = PyEval_SaveThread(); self->t = g(); if (self->t) PyEval_RestoreThread(save); at(2);",
  ],
  ["another variable", "if (a) save = PyEval_SaveThread(); if (b) PyEval_RestoreThread(save); at(2);"],
])("a fact ends with %s", (_, body) => {
  expect(states(body)[0]).toMatch(/^2: .*released/);
});

test("a loop: every turn begins as the first", () => {
  const body = "while (a) { at(1); Py_BEGIN_ALLOW_THREADS at(2); Py_END_ALLOW_THREADS at(3); a = g(); } at(4);";
  expect(states(body)).toEqual(["1: entry", "2: released", "3: entry", "4: entry"]);
});

test("a loop that releases in one turn and takes back in another", () => {
  const body =
    "for (;;) { at(1); if (a) { save = PyEval_SaveThread(); } else { PyEval_RestoreThread(save); } a = g(); }";
  expect(states(body)[0]).toMatch(/released/);
});

test("code after what never returns is not reached", () => {
  expect(states('if (a) { Py_FatalError("x"); at(1); } at(2);')).toEqual(["2: entry"]);
  expect(states("return; at(1);")).toEqual([]);
});

test("a jump out of a region is a leak, and is said once", () => {
  const { leaks } = solved("Py_BEGIN_ALLOW_THREADS if (a) goto done; g(); Py_END_ALLOW_THREADS done: h();");
  expect(leaks.map(({ status }) => gilState(status))).toEqual(["released"]);
  expect(solved("for (;;) { Py_BEGIN_ALLOW_THREADS if (a) break; g(); Py_END_ALLOW_THREADS }").leaks).toHaveLength(1);
  expect(solved("Py_BEGIN_ALLOW_THREADS for (;;) { if (a) break; g(); } Py_END_ALLOW_THREADS").leaks).toHaveLength(0);
  expect(solved("Py_BEGIN_ALLOW_THREADS if (a) goto again; again: g(); Py_END_ALLOW_THREADS").leaks).toHaveLength(0);
});

test("faults are reported where they happen", () => {
  const faults = solved(
    "save = PyEval_SaveThread(); save = PyEval_SaveThread(); PyEval_RestoreThread(save); PyEval_RestoreThread(save);",
  ).visits.flatMap(({ faults: all }) => all.map(({ fault }) => fault));
  expect(faults).toEqual(["released-twice", "acquired-twice"]);
});

test("locks are held until given back, and only where every path holds them", () => {
  const body = "pthread_mutex_lock(m); at(1); if (a) pthread_mutex_unlock(m); at(2); pthread_mutex_unlock(m); at(3);";
  const locks = new Map<string, string>();
  for (const { effect, before } of solved(body).visits)
    if (effect.kind === "call" && effect.callee === "at")
      locks.set(effect.args?.[0]?.text ?? "", `${[...before.locks].join()}/${[...before.mayLocks].join()}`);
  expect(Object.fromEntries(locks)).toEqual({ 1: "m/m", 2: "/m", 3: "/" });
});

test("too many states at a point are merged into not knowing, in bounded time", () => {
  const branches = Array.from({ length: 14 }, (_, i) => `if (c${i}) { s${i} = PyEval_SaveThread(); }`).join("\n");
  const { widened, nodes } = solved(`${branches}\nat(1);`);
  expect(widened).toBe(true);
  const perBlock = new Map<number, number>();
  for (const { block } of nodes) perBlock.set(block, (perBlock.get(block) ?? 0) + 1);
  expect(Math.max(...perBlock.values())).toBeLessThanOrEqual(9);
});

test("the parents of a node are a way to it from the entry", () => {
  const body = "if (a) { if (b) save = PyEval_SaveThread(); g(); } at(1); if (save) PyEval_RestoreThread(save);";
  for (const node of solved(body).nodes) {
    let at = node;
    for (let steps = 0; at.parent !== null; steps++) {
      expect(steps).toBeLessThan(100);
      at = at.parent.node;
    }
    expect(at.block).toBe(0);
  }
});
