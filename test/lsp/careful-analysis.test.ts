import { expect, test } from "vitest";
import { type Analysable, analyseCarefully } from "../../server/src/lsp/careful-analysis.ts";
import { analysisSaying } from "../support/analysis.ts";

const NOTHING = analysisSaying({});

/** Throws as long as the files hold one of these combinations. */
function fragile(
  paths: readonly string[],
  ...fatal: readonly (readonly string[])[]
): Analysable & { left(): string[] } {
  const files = new Set(paths);
  const run = (held: ReadonlySet<string>): void => {
    const cause = fatal.find((combination) => combination.every((path) => held.has(path)));
    if (cause !== undefined) throw new Error(`broken by ${cause.join("+")}`);
  };
  return {
    get paths() {
      return [...files];
    },
    analysis: () => {
      run(files);
      return NOTHING;
    },
    removeFile: (path) => files.delete(path),
    alone: (path) => run(new Set([path])),
    left: () => [...files],
  };
}

test("nothing is left out where nothing fails", () => {
  const workspace = fragile(["a.c", "b.c"]);
  expect(analyseCarefully(workspace, ["a.c"])).toEqual({ analysis: NOTHING, failed: [] });
  expect(workspace.left()).toEqual(["a.c", "b.c"]);
});

test("the file that fails by itself is left out, and no other", () => {
  const workspace = fragile(["a.c", "b.c", "c.c"], ["b.c"]);
  expect(analyseCarefully(workspace, ["c.c"]).failed).toEqual([{ path: "b.c", reason: "broken by b.c" }]);
  expect(workspace.left()).toEqual(["a.c", "c.c"]);
});

test("where two files fail together, it is the one that changed", () => {
  const workspace = fragile(["a.c", "b.c", "c.c"], ["a.c", "b.c"]);
  expect(analyseCarefully(workspace, ["b.c"]).failed).toEqual([{ path: "b.c", reason: "broken by a.c+b.c" }]);
  expect(workspace.left()).toEqual(["a.c", "c.c"]);
});

test("one that fails alone does not hide two that fail together", () => {
  const workspace = fragile(["a.c", "b.c", "c.c"], ["a.c", "b.c"], ["c.c"]);
  expect(analyseCarefully(workspace, ["b.c"]).failed.map(({ path }) => path)).toEqual(["c.c", "b.c"]);
  expect(workspace.left()).toEqual(["a.c"]);
});
