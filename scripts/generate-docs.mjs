// npm run docs: writes what the documentation repeats from the rules' registry, so that it is said in one place.
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "./run-ts.mjs";

const PAGES = "server/src/core/rules";
const START = "<!-- rules: npm run docs -->";
const END = "<!-- /rules -->";

/** The files that depend on `rules`, as they should be, by path from the project's folder; `read` gives them as they are. */
export function generatedDocs(rules, read) {
  const pages = rules.map((rule) => `${PAGES}/${rule.id}.md`);
  return new Map([
    ["README.md", withTable(read("README.md"), rules)],
    ...rules.map((rule, i) => [pages[i], withFrontMatter(read(pages[i]), rule)]),
  ]);
}

/** The lines that start a rule's page. */
export function frontMatter({ id, group, severity, since, fix }) {
  return [
    "---",
    `id: ${id}`,
    `group: ${group}`,
    `severity: ${severity}`,
    `since: ${since}`,
    `fix: ${fix}`,
    "---",
    "",
  ].join("\n");
}

function withFrontMatter(page, rule) {
  return frontMatter(rule) + page.replace(/^---\n.*?\n---\n/s, "");
}

function withTable(readme, rules) {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md needs the lines ${START} and ${END}`);
  return `${readme.slice(0, start + START.length)}\n${table(rules)}\n${readme.slice(end)}`;
}

function table(rules) {
  const row = ({ id, group, severity, summary, fix }) =>
    `| [${id}](${PAGES}/${id}.md) | ${group} | ${severity} | ${summary} | ${fix === "none" ? "–" : fix} |`;
  return ["| rule | group | severity | finds | fix |", "| --- | --- | --- | --- | --- |", ...rules.map(row)].join("\n");
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { RULES } = await load(`${PAGES}/registry.ts`);
  const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  for (const [name, text] of generatedDocs(RULES, (file) => readFileSync(path(file), "utf8"))) {
    writeFileSync(path(name), text);
  }
}
