// What the documentation repeats from the registry is what the registry says: `npm run docs` mends it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { generatedDocs } from "../../scripts/generate-docs.mjs";
import { RULES } from "../../server/src/core/rules/registry.ts";

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, "../..", name), "utf8");

test.each([...generatedDocs(RULES, read)])("%s is current", (name, text) => {
  expect(read(name)).toBe(text);
});

test("another severity changes the table and the page", () => {
  const rules = RULES.map((rule) => (rule.id === "empty-region" ? { ...rule, severity: "error" as const } : rule));
  const changed = [...generatedDocs(rules, read)].filter(([name, text]) => text !== read(name)).map(([name]) => name);
  expect(changed).toEqual(["README.md", "server/src/core/rules/empty-region.md"]);
});
