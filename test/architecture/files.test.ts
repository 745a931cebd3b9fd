// Files: how long they may be, what they begin with, and what belongs to a rule.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { projectRoot } from "../support/project-root.ts";
import { readModules } from "./modules.ts";

const root = projectRoot();
const modules = readModules(root, ["server/src", "client/src", "test"]).filter(
  ({ path }) => !path.includes("/generated/"),
);
const rules = join(root, "server/src/core/rules");
/** Modules of the rules' folder that are no rule. */
const SHARED = ["alike", "page-address", "registry", "rule"];

const MAX_LINES = 300;

test("no file is longer than a reader likes", () => {
  const long = modules.filter(({ text }) => text.trimEnd().split("\n").length > MAX_LINES).map(({ path }) => path);
  expect(long).toEqual([]);
});

test("a file's first comment says what lives there", () => {
  const silent = modules
    .filter(({ path, text }) => path.startsWith("server/src/") && !/^(?:#!.*\n)?\/[/*]/.test(text))
    .map(({ path }) => path);
  expect(silent).toEqual([]);
});

test("each rule has its file, its page and its fixtures, and there are no others", () => {
  const ids = RULES.map(({ id }) => id).sort();
  const names = readdirSync(rules);
  const without = (ending: string): string[] =>
    names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  expect(
    without(".ts")
      .filter((name) => !SHARED.includes(name))
      .sort(),
  ).toEqual(ids);
  expect(without(".md").sort()).toEqual(ids);
  for (const id of ids) expect(existsSync(join(root, "test/rules", id)), id).toBe(true);
});

test("a rule imports no other rule", () => {
  const ids = RULES.map(({ id }) => id);
  const isRule = (file: string | null): boolean => ids.some((id) => file === `server/src/core/rules/${id}.ts`);
  const borrowing = modules
    .filter(({ path }) => isRule(path))
    .filter(({ imports }) => imports.some(({ file }) => isRule(file)))
    .map(({ path }) => path);
  expect(borrowing).toEqual([]);
});

test("a rule decides by what the tables know, not by names of its own", () => {
  // Messages may speak of the C-API; what is compared or matched may not.
  const named = RULES.flatMap(({ id }) =>
    [
      ...readFileSync(join(rules, `${id}.ts`), "utf8").matchAll(
        /(?:===?\s*"_?Py\w+"|(?:has|includes|startsWith)\("_?Py\w*|\/\S*\b_?Py[A-Z_]\S*\/\.test)/g,
      ),
    ].map(([found]) => `${id}: ${found}`),
  );
  expect(named).toEqual([]);
});
