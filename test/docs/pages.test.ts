// Each rule has a page, in the one form that pages have.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { rulePages } from "../support/rule-pages.ts";

const HEADINGS = [
  "What it does",
  "Why it is bad",
  "Incorrect",
  "Correct",
  "How to fix",
  "Fix safety",
  "What it cannot see",
  "When to suppress",
  "References",
];

const folder = path.join(import.meta.dirname, "../../server/src/core/rules");
const pages = rulePages();

test("there is a page for each rule and no other", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
  expect(files.sort()).toEqual(RULES.map(({ id }) => `${id}.md`).sort());
});

test.each(pages)("$id says what the registry says", ({ rule, frontMatter, text }) => {
  const { id, group, severity, since, fix } = rule;
  expect(frontMatter).toEqual({ id, group, severity, since, fix });
  expect(text).toContain(`\n# ${id}\n`);
});

test.each(pages)("$id has every section, with words in it", ({ sections }) => {
  expect([...sections.keys()]).toEqual(HEADINGS);
  for (const [heading, text] of sections) expect([heading, text.trim()]).not.toEqual([heading, ""]);
});

test.each(pages)("$id has examples where they belong, and only those", ({ sections, examples, text }) => {
  const fences = [...text.matchAll(/^```(.*)$/gm)].map(([, info]) => info).filter((info) => info !== "");
  expect(fences).toEqual(examples.map(({ language, kind }) => `${language} ${kind}`));
  expect(examples.some(({ kind }) => kind === "incorrect")).toBe(true);
  expect(examples.some(({ kind }) => kind === "correct")).toBe(true);
  expect(sections.get("Incorrect")).not.toMatch(/^```\w+ correct/m);
  expect(sections.get("Correct")).not.toMatch(/^```\w+ incorrect/m);
});

test.each(pages)("$id tells how far its fix can be trusted", ({ rule, sections }) => {
  const says = (words: string): boolean => (sections.get("Fix safety") ?? "").includes(words);
  expect(says("no automatic fix")).toBe(rule.fix === "none");
});

test.each(pages)("$id points to files that exist", ({ text }) => {
  const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].flatMap(([, target = ""]) =>
    target.startsWith("https:") ? [] : [target],
  );
  expect(targets.filter((target) => !existsSync(path.join(folder, target)))).toEqual([]);
});
