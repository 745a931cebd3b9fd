import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { type Config, loadConfig, loadConfigFile } from "../../server/src/node/config.ts";
import { misfits } from "../../server/src/node/config-check.ts";
import { CONFIG_SCHEMA, configSchemaText } from "../../server/src/node/config-schema.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "gilint-config-"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("every key of gilint.toml reaches the settings", () => {
  const config = load({
    "gilint.toml": `
include = ["src/**"]
exclude = ["vendor/"]
select = ["all"]
ignore = ["empty-region"]
min-confidence = "low"
python = "3.11"
release-macros = [["BEGIN", "END"]]
acquire-macros = [["TAKE", "GIVE"]]
release-functions = [["unlock_gil", "relock_gil"]]
acquire-functions = [["lock_gil", "unlock_gil"]]
gil-free-functions = ["fast"]
needs-gil-functions = ["careful"]
locks = [["grab", "drop"]]
blocking-functions = ["wait_for_it"]
shared-streams = ["log_file"]
generated = ["cython"]

[severity]
empty-region = "off"

[[callbacks]]
function = "sqlite3_exec"
argument = 2
state = "caller"
`,
  });
  expect(config.problems).toEqual([]);
  expect(config).toMatchObject({
    root,
    file: path.join(root, "gilint.toml"),
    include: ["src/**"],
    exclude: ["vendor/"],
  });
  expect(config.settings).toEqual({
    select: ["all"],
    ignore: ["empty-region"],
    severity: { "empty-region": "off" },
    minConfidence: "low",
    python: [3, 11],
    releaseMacros: [{ open: "BEGIN", close: "END" }],
    acquireMacros: [{ open: "TAKE", close: "GIVE" }],
    releaseFunctions: [{ open: "unlock_gil", close: "relock_gil" }],
    acquireFunctions: [{ open: "lock_gil", close: "unlock_gil" }],
    gilFreeFunctions: ["fast"],
    needsGilFunctions: ["careful"],
    locks: [{ open: "grab", close: "drop" }],
    blockingFunctions: ["wait_for_it"],
    callbacks: [{ function: "sqlite3_exec", argument: 2, state: "caller" }],
    sharedStreams: ["log_file"],
    generated: ["cython"],
  });
});

test("the nearest folder upwards with a configuration wins, and gilint.toml wins over pyproject.toml", () => {
  write({
    "pyproject.toml": '[tool.gilint]\nignore = ["hygiene"]\n',
    "a/pyproject.toml": "[tool.other]\nkey = 1\n",
    "b/pyproject.toml": '[project]\nrequires-python = ">=3.10"\n[tool.gilint]\nignore = ["races"]\n',
    "b/gilint.toml": 'ignore = ["stalls"]\n',
  });
  mkdirSync(path.join(root, "a/deep/er"), { recursive: true });
  expect(loadConfig(path.join(root, "a/deep/er")).settings.ignore).toEqual(["hygiene"]);
  const b = loadConfig(path.join(root, "b"));
  expect([b.settings.ignore, b.settings.python]).toEqual([["stalls"], [3, 10]]);
});

test.each([
  [">=3.8", [3, 8]],
  [">= 3.9, <4", [3, 9]],
  ["~=3.10,>=3.8", [3, 10]],
  ["~=3.10", [3, 10]],
  ["==3.12.*", [3, 12]],
  ["!=3.13,>3.7", [3, 7]],
  ["<4", [3, 9]],
])("requires-python %s", (wanted, python) => {
  const config = load({ "pyproject.toml": `[project]\nrequires-python = "${wanted}"\n` });
  expect([config.settings.python, config.file]).toEqual([python, undefined]);
  const explicit = load({
    "pyproject.toml": `[project]\nrequires-python = "${wanted}"\n[tool.gilint]\npython = "3.6"\n`,
  });
  expect(explicit.settings.python).toEqual([3, 6]);
});

test.each([
  ['[tool.gilint]\nselct = ["all"]\n', '2:1 tool.gilint.selct: unknown key; did you mean "select"?'],
  ["[tool.gilint]\n# comment\nselect = 'all'\n", "3:10 tool.gilint.select: must be a list of strings"],
  [
    '[tool.gilint]\nselect = [\n  "all", # x\n  "nested-releas",\n]\n',
    '4:3 tool.gilint.select.1: "nested-releas" is not known; did you mean "nested-release"?',
  ],
  ['[tool.gilint.severity]\nno-such = "error"\n', "2:1 tool.gilint.severity.no-such: unknown rule"],
  [
    'tool.gilint.severity."empty-region" = "loud"\n',
    '1:39 tool.gilint.severity.empty-region: "loud" is not known: it can be error, warning, info, hint, off',
  ],
  ["[tool.gilint]\npython = 3.9\n", "2:10 tool.gilint.python: must be a string; write it in quotes"],
  ['[tool.gilint]\npython = "three"\n', '2:10 tool.gilint.python: "three" is not a version such as "3.9"'],
  ['[tool.gilint]\nlocks = [["a"]]\n', "2:10 tool.gilint.locks.0: must be a pair of names"],
  [
    '[[tool.gilint.callbacks]]\nfunction = "f"\nargument = 0\nstate = "held"\n[[tool.gilint.callbacks]]\nfunction = "g"\nargument = -1\nstate = "held"\n',
    "7:12 tool.gilint.callbacks.1.argument: must be at least 0",
  ],
  ['[tool.gilint]\ncallbacks = [{function = "f"}]\n', '2:14 tool.gilint.callbacks.0: lacks the key "argument"'],
  ["[tool]\ngilint = 2024-01-01\n", "2:10 tool.gilint: must be a table"],
  ["[tool.gilint]\nselect = [\n", "3:1 : not valid TOML"],
])("%j is refused where it is wrong", (text, expected) => {
  const [problem] = load({ "pyproject.toml": text }).problems;
  const { start, key, message } = problem ?? { start: { line: 0, character: 0 }, key: "none", message: "" };
  const said = `${start.line + 1}:${start.character + 1} ${key}: ${message}`;
  expect(said.slice(0, expected.length)).toBe(expected);
  expect(problem?.file).toBe(path.join(root, "pyproject.toml"));
});

test("what is wrong falls back to its default, the rest holds", () => {
  const { settings } = load({ "gilint.toml": 'select = 3\nmin-confidence = "high"\n' });
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, minConfidence: "high" });
});

test("an editor's unsaved text is read instead of the disk", () => {
  write({ "gilint.toml": "ignore = []\n" });
  const config = loadConfig(root, (file) => (file.endsWith("gilint.toml") ? 'ignore = ["races"]' : undefined));
  expect(config.settings.ignore).toEqual(["races"]);
});

test("a named file is read as what it is, and must exist", () => {
  write({ "strict.toml": 'select = ["all"]\n', "x/pyproject.toml": '[tool.gilint]\nselect = ["races"]\n' });
  expect(loadConfigFile(path.join(root, "strict.toml")).settings.select).toEqual(["all"]);
  expect(loadConfigFile(path.join(root, "x/pyproject.toml")).settings.select).toEqual(["races"]);
  expect(() => loadConfigFile(path.join(root, "missing.toml"))).toThrow("missing.toml");
});

test("the shipped schema is the one files are checked against", () => {
  const file = new URL("../../server/schemas/config.schema.json", import.meta.url);
  if (process.env["UPDATE"] === "1") writeFileSync(file, configSchemaText());
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(configSchemaText()));
});

test("the loader and a JSON schema validator agree on every configuration", () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(configSchemaText()));
  const word = fc.constantFrom("all", "races", "empty-region", "held", "low", "3.9", "name", "", "off", "f g");
  const scalar = fc.oneof(word, fc.integer({ min: -2, max: 3 }), fc.boolean());
  const keys = fc.constantFrom(
    ...Object.keys(CONFIG_SCHEMA.properties ?? {}),
    "function",
    "argument",
    "state",
    "unknown",
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(keys, tie("any"), { maxKeys: 3 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(keys, value, { maxKeys: 3 }), (table) => {
      expect({ table, valid: misfits(CONFIG_SCHEMA, table).length === 0 }).toEqual({ table, valid: validate(table) });
    }),
    { numRuns: 300 },
  );
});

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

function load(files: Record<string, string>): Config {
  write(files);
  return loadConfig(root);
}
