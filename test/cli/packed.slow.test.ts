import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import DraftFour from "ajv-draft-04";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { projectRoot } from "../support/project-root.ts";
import { PackedCommand } from "./packed.ts";

const WRONG = `#include <Python.h>

static PyObject *
spam(PyObject *self, PyObject *item)
{
    Py_BEGIN_ALLOW_THREADS
    Py_DECREF(item);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;
const RIGHT = WRONG.replace("    Py_DECREF(item);\n", "    compute();\n");

let gilint: PackedCommand;
let root = "";

beforeAll(async () => {
  gilint = await PackedCommand.install();
  return () => rmSync(path.dirname(gilint.folder), { recursive: true, force: true });
});

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "gilint-project-")));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the package holds what runs, and nothing of the machine it was made on", () => {
  const files = gilint.files();
  expect(files).toEqual(
    expect.arrayContaining(["LICENSE", "README.md", "bin/gilint.js", "dist/THIRD_PARTY_NOTICES.txt"]),
  );
  expect(files).toEqual(
    expect.arrayContaining(["dist/tree-sitter.wasm", "dist/tree-sitter-c.wasm", "dist/tree-sitter-cpp.wasm"]),
  );
  expect(files).toEqual(expect.arrayContaining(["schemas/config.schema.json", "schemas/report.schema.json"]));
  expect(files).toEqual(expect.arrayContaining(RULES.map((rule) => `dist/rules/${rule.id}.md`)));
  expect(files.filter((file) => /\.(map|ts)$|__pycache__/.test(file))).toEqual([]);
  expect(readdirSync(path.join(gilint.folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([
    "gilint",
  ]);
  const telling = files.filter((file) =>
    readFileSync(path.join(gilint.installed, file), "utf8").includes(projectRoot()),
  );
  expect(telling).toEqual([]);
});

test("text: place, severity, rule, message, then the path that leads there", () => {
  write("src/spam.c", WRONG);
  const { code, out, err } = gilint.run(root, ["check"]);
  expect(out).toMatch(/^src\/spam\.c:7:5 error api-call-without-gil .+\n {2}7 \| Py_DECREF\(item\);\n {4}\| \^+\n/);
  expect(out).toMatch(/\n {4}src\/spam\.c:6:5 .+\n/);
  expect(out).toContain("1 finding (1 error) in 1 file.\n");
  expect([code, err]).toEqual([1, ""]);
});

test("json and sarif are valid, github is one line per finding", () => {
  write("src/spam.c", WRONG);
  const json = JSON.parse(gilint.run(root, ["check", "--format=json"]).out);
  const schema = JSON.parse(readFileSync(path.join(gilint.installed, "schemas/report.schema.json"), "utf8"));
  const report = new Ajv({ strict: true, allErrors: true }).compile(schema);
  report(json);
  expect(report.errors ?? []).toEqual([]);
  expect(json.findings).toMatchObject([
    { rule: "api-call-without-gil", path: "src/spam.c", range: { start: { line: 6, character: 4 } }, function: "spam" },
  ]);
  expect(json.statistics).toMatchObject({ files: 1, functions: 1, regions: 1, bytes: WRONG.length });

  const sarif = JSON.parse(gilint.run(root, ["check", "--format=sarif"]).out);
  const valid = new DraftFour.default({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(sarifSchema);
  valid(sarif);
  expect(valid.errors ?? []).toEqual([]);
  expect(sarif.runs[0].results).toHaveLength(1);
  expect(sarif.runs[0].tool.driver.rules[0].help.text).toContain("What it does");

  const github = gilint.run(root, ["check", "--format=github"]).out;
  expect(github).toMatch(
    /^::error file=src\/spam\.c,line=7,endLine=7,col=5,endColumn=\d+,title=gilint%3A api-call-without-gil::[^\n]+\n$/,
  );
});

test("exit codes: 0 nothing, 1 findings at or above warning, 2 no work done", () => {
  write("right.c", RIGHT);
  write("wrong.c", WRONG);
  const code = (...args: string[]) => gilint.run(root, ["check", ...args]).code;
  expect(code("right.c")).toBe(0);
  expect(code("wrong.c")).toBe(1);
  expect(code("wrong.c", "--severity=api-call-without-gil=warning")).toBe(1);
  expect(code("wrong.c", "--severity=api-call-without-gil=info")).toBe(0);
  expect(code("wrong.c", "--severity=api-call-without-gil=off")).toBe(0);
  expect(code("wrong.c", "--ignore=correctness")).toBe(0);
  expect(code("wrong.c", "--select=races")).toBe(0);
  expect(code("wrong.c", "--exit-zero")).toBe(0);
  expect(code("wrong.c", "missing.c")).toBe(2);
  expect(code("--no-such-option")).toBe(2);
});

test("standard input is linted as the file it stands for", () => {
  const { code, out } = gilint.run(root, ["check", "--stdin-filename=src/a.c", "--quiet"], { input: WRONG });
  expect(out).toMatch(/^src\/a\.c:7:5 error /);
  expect(code).toBe(1);
});

test("a baseline holds what is there, and no more", () => {
  write("a.c", WRONG);
  expect(gilint.run(root, ["check", "--baseline=known.json", "--write-baseline"])).toMatchObject({ code: 0, out: "" });
  write("a.c", `\n\n${WRONG}`);
  expect(gilint.run(root, ["check", "--baseline=known.json"]).code).toBe(0);
  write("b.c", WRONG);
  const { code, out } = gilint.run(root, ["check", "--baseline=known.json", "--quiet"]);
  expect([code, out.startsWith("b.c:7:5 ")]).toEqual([1, true]);
});

test("the configuration is honoured", () => {
  write("a.c", WRONG);
  write("pyproject.toml", '[tool.gilint]\nignore = ["api-call-without-gil"]\n');
  expect(gilint.run(root, ["check"]).code).toBe(0);
  expect(gilint.run(root, ["check", "--isolated"]).code).toBe(1);
});

test("the native parser, asked for where its binary is not installed, is 2 and one line", () => {
  write("a.c", WRONG);
  const { code, out, err } = gilint.run(root, ["check", "--no-cache"], { env: { GILINT_PARSER: "native" } });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^gilint: the native parser does not load: .*tree-sitter.*\n$/);
});

test("the same input gives the same bytes: order, jobs, parser, cold, warm", () => {
  for (let i = 0; i < 12; i++) write(`src/${i}.c`, i % 3 === 0 ? WRONG : RIGHT.replace("spam", `spam${i}`));
  write("other/x.c", WRONG);
  const paths = ["src", "other", "src/3.c"];
  const native = { GILINT_PARSER: "native", NODE_PATH: path.join(projectRoot(), "node_modules") };
  for (const format of ["text", "json", "sarif", "github"]) {
    const run = (args: readonly string[], env?: Record<string, string>): string => {
      const { out } = gilint.run(root, ["check", `--format=${format}`, ...args], env === undefined ? {} : { env });
      return out.replace(/"milliseconds": \d+/, '"milliseconds": 0');
    };
    const cold = run([...paths, "--no-cache"]);
    expect(cold.length).toBeGreaterThan(100);
    expect(run([...paths, "--no-cache", "--jobs=1"])).toBe(cold);
    expect(run([...paths, "--no-cache", "--jobs=4"])).toBe(cold);
    expect(run([...paths].reverse())).toBe(cold);
    expect(run(paths)).toBe(cold);
    expect(run([...paths, "--no-cache"], native)).toBe(cold);
  }
});

test("the cache answers while nothing changes, and only then", () => {
  write("setup.py", "");
  write("a.c", WRONG);
  const past = new Date(Date.now() - 60_000);
  utimesSync(path.join(root, "a.c"), past, past);
  const check = () => gilint.run(root, ["check", "--quiet"]).out;
  const first = check();
  const reports = () => readdirSync(path.join(root, ".gilint_cache/reports"));
  expect(reports()).toHaveLength(1);
  expect(check()).toBe(first);
  expect(reports()).toHaveLength(1);
  write("a.c", RIGHT);
  expect(check()).toBe("");
  expect(reports()).toHaveLength(2);
  for (const name of reports()) writeFileSync(path.join(root, ".gilint_cache/reports", name), "{");
  write("a.c", WRONG);
  expect(check()).toBe(first);
});

test("runs at the same time share a cache and do not disturb each other", async () => {
  write("setup.py", "");
  for (let i = 0; i < 8; i++) write(`${i}.c`, WRONG);
  const alone = gilint.run(root, ["check", "--no-cache"]).out;
  const outputs = await Promise.all(Array.from({ length: 4 }, () => outputOf(["check"])));
  expect(outputs).toEqual([alone, alone, alone, alone]);
  expect(readdirSync(path.join(root, ".gilint_cache/reports"))).toHaveLength(1);
  expect(await outputOf(["check"])).toBe(alone);
});

test("checking loads neither the language server nor the experiment, and from the cache not even the engine", () => {
  write("setup.py", "");
  write("a.c", WRONG);
  const loaded = (...args: string[]): number => {
    const folder = path.join(root, "coverage");
    gilint.run(root, args, { env: { NODE_V8_COVERAGE: folder } });
    const [file = ""] = readdirSync(folder);
    const { result } = JSON.parse(readFileSync(path.join(folder, file), "utf8"));
    rmSync(folder, { recursive: true });
    const urls: string[] = result.map((script: { url: string }) => script.url);
    const scripts = urls
      .filter((url) => url.includes("/gilint/dist/"))
      .map((url) => readFileSync(new URL(url), "utf8"));
    expect(scripts.filter((text) => text.includes("textDocument/publishDiagnostics"))).toEqual([]);
    expect(scripts.filter((text) => text.includes("experiment.json"))).toEqual([]);
    return scripts.length;
  };
  expect(loaded("check")).toBeGreaterThan(loaded("check"));
});

test("a reader who has seen enough is no error", async () => {
  for (let i = 0; i < 40; i++) write(`${i}.c`, WRONG);
  const command = path.join(gilint.folder, "node_modules/.bin/gilint");
  const child = spawn(command, ["check"], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([code, err]).toEqual([1, ""]);
});

test("the other commands work from the package", () => {
  write("a.c", WRONG);
  expect(gilint.run(root, ["--version"]).out).toMatch(/^gilint \d+\.\d+\.\d+\n$/);
  expect(gilint.run(root, ["explain", "api-call-without-gil"]).out).toContain("What it does");
  expect(JSON.parse(gilint.run(root, ["rules", "--format=json"]).out).rules).toHaveLength(RULES.length);
  const effects = gilint.run(root, ["effects", "a.c", "--function=spam"]);
  expect(effects).toMatchObject({ code: 0, err: "" });
  expect(effects.out).toMatch(/^a\.c:4:1 spam\n {2}needs the GIL:\n/);
  expect(gilint.run(root, ["experiment", "--help"])).toMatchObject({ code: 0, err: "" });
  expect(gilint.run(root, ["bench", "--help"])).toMatchObject({ code: 0, err: "" });
});

test("the language server answers from the package", async () => {
  const command = path.join(gilint.folder, "node_modules/.bin/gilint");
  const child = spawn(command, ["server", "--stdio"], { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const answer = new Promise<string>((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk))));
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  expect(await answer).toContain("Content-Length");
  send({ id: 2, method: "shutdown" });
  send({ method: "exit" });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
});

function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(path.join(gilint.folder, "node_modules/.bin/gilint"), args, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  return new Promise((resolve) => child.on("close", () => resolve(out)));
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}
