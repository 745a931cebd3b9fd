// `npm run new-rule` makes a rule that compiles, runs and passes its own fixtures and examples.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newRuleFiles } from "../../scripts/new-rule.mjs";
import type { analyze } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { parseFixture, renderFixture } from "../support/fixtures.ts";

const root = path.join(import.meta.dirname, "../..");
const RULE = { id: "some-new-rule", group: "races", severity: "warning", since: "0.2.0" };

const read = (name: string): string => readFileSync(path.join(root, name), "utf8");
const files = newRuleFiles(RULE, read);

let copy = "";
let analyzeCopy: typeof analyze;

/** The core with the new rule in it. Inside the project, where its packages are found. */
beforeAll(async () => {
  mkdirSync(path.join(root, ".cache"), { recursive: true });
  copy = mkdtempSync(path.join(root, ".cache/new-rule-"));
  cpSync(path.join(root, "server/src/core"), path.join(copy, "server/src/core"), { recursive: true });
  cpSync(path.join(root, "tsconfig.base.json"), path.join(copy, "tsconfig.base.json"));
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
    writeFileSync(path.join(copy, name), text);
  }
  const outfile = path.join(copy, "analyze.mjs");
  await build({
    entryPoints: [path.join(copy, "server/src/core/analyze.ts")],
    outfile,
    bundle: true,
    format: "esm",
    target: "node20",
    loader: { ".tsv": "text" },
  });
  ({ analyze: analyzeCopy } = (await import(pathToFileURL(outfile).href)) as { analyze: typeof analyze });
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

async function findings(text: string) {
  const parser = await loadParser("native");
  return analyzeCopy({ files: [{ path: "case.c", text }], parser, settings: DEFAULT_SETTINGS }).findings;
}

test("the core compiles with it", () => {
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", path.join(copy, "server/src/core")], {
    encoding: "utf8",
  });
  expect(stdout + stderr).toBe("");
});

test.each(["hit", "near-miss"])("its fixture %s holds", async (name) => {
  const text = files.get(`test/rules/${RULE.id}/${name}.c`) ?? "";
  const fixture = parseFixture("case.c", text);
  const [file] = fixture.files;
  expect(renderFixture(fixture, await findings(file?.code ?? ""), "full")).toBe(text);
});

test("its page's examples hold", async () => {
  const page = files.get(`server/src/core/rules/${RULE.id}.md`) ?? "";
  for (const [, kind, code = ""] of page.matchAll(/^```c (incorrect|correct)\n(.*?)^```$/gms)) {
    const found = await findings(`#include <Python.h>\n${code}`);
    expect([kind, ...found.map(({ rule }) => rule)]).toEqual(kind === "correct" ? [kind] : [kind, RULE.id]);
  }
});

test("the changelog and the registry name it once", () => {
  const lines = (name: string): string[] => (files.get(name) ?? "").split("\n");
  expect(lines("CHANGELOG.md").filter((line) => line.includes(RULE.id))).toHaveLength(1);
  expect(lines("CHANGELOG.md").filter((line) => !line.includes(RULE.id))).toEqual(read("CHANGELOG.md").split("\n"));
  expect(lines("server/src/core/rules/registry.ts").filter((line) => /someNewRule/.test(line))).toEqual([
    'import { someNewRule } from "./some-new-rule.ts";',
    "  someNewRule,",
  ]);
});

test("what is wrong is said", () => {
  expect(() => newRuleFiles({ ...RULE, id: "Rule" }, read)).toThrow('"Rule"');
  expect(() => newRuleFiles({ ...RULE, id: "empty-region" }, read)).toThrow("there is a rule empty-region");
  expect(() => newRuleFiles({ ...RULE, group: "style" }, read)).toThrow('"style"');
  expect(() => newRuleFiles({ ...RULE, severity: "fatal" }, read)).toThrow('"fatal"');
});
