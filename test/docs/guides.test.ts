// What the guides show can be typed as it stands: configuration, command lines, names.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readCheckOptions } from "../../server/src/cli/commands/check-options.ts";
import { loadConfig } from "../../server/src/node/config.ts";
import { CONFIG_SCHEMA } from "../../server/src/node/config-schema.ts";

const root = path.join(import.meta.dirname, "../..");
const GUIDES = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/configuration.md",
  "docs/ci.md",
  "docs/editors.md",
  "docs/free-threading.md",
  "docs/generated-code.md",
];

const read = (name: string): string => readFileSync(path.join(root, name), "utf8");

const blocks = (name: string, language: string): string[] =>
  [...read(name).matchAll(new RegExp(`^ *\`\`\`${language}\n(.*?)^ *\`\`\`$`, "gms"))].map(([, code = ""]) => code);

const configurations = [
  "README.md",
  "docs/configuration.md",
  "docs/free-threading.md",
  "docs/generated-code.md",
].flatMap((name) => blocks(name, "toml"));

test.each(configurations)("configuration %#", (text) => {
  const name = text.includes("[tool.gilint]") ? "pyproject.toml" : "gilint.toml";
  const config = loadConfig("/project", (file) => (file === path.resolve("/project", name) ? text : undefined));
  expect(config.file).toBeDefined();
  expect(config.problems).toEqual([]);
});

test("every key of the configuration is documented, and no other", () => {
  const documented = [...read("docs/configuration.md").matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, key]) => key);
  expect(new Set(documented)).toEqual(new Set(Object.keys(CONFIG_SCHEMA.properties ?? {})));
});

const commands = GUIDES.flatMap((name) =>
  [...read(name).matchAll(/^.*?(?<![`\w])gilint check(?: (.*))?$/gm)].map(([, rest = ""]) => rest.trim()),
).filter((rest) => !rest.includes("`"));

test.each(commands)("gilint check %s", (rest) => {
  expect(() => readCheckOptions(rest.split(" ").filter((word) => word !== ""))).not.toThrow();
});

test("there are command lines and configurations to try", () => {
  expect(commands.length).toBeGreaterThan(6);
  expect(configurations.length).toBeGreaterThan(3);
});

test.each(GUIDES)("%s: scripts and links exist", (name) => {
  const text = read(name);
  const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
  const named = [...text.matchAll(/npm run ([a-z-]+)/g)].map(([, script]) => script);
  expect(named.filter((script) => script !== undefined && !scripts.includes(script))).toEqual([]);
  const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].flatMap(([, to = ""]) => (to.includes(":") ? [] : [to]));
  expect(links.filter((link) => !existsSync(path.join(root, path.dirname(name), link)))).toEqual([]);
});
