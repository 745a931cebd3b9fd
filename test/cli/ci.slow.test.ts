// What the project brings for continuous integration, run as a service would run it: the steps of the action, the hook, and a
// repository with a history.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { projectRoot } from "../support/project-root.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { PackedCommand, type Ran } from "./packed.ts";

const WRONG = `#include <Python.h>

static PyObject *spam(PyObject *self, PyObject *item)
{
    Py_BEGIN_ALLOW_THREADS
    Py_DECREF(item);
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;
const ACTION = readFileSync(path.join(projectRoot(), "action.yml"), "utf8");

let gilint: PackedCommand;
let root = "";

beforeAll(async () => {
  gilint = await PackedCommand.install();
  return () => rmSync(path.dirname(gilint.folder), { recursive: true, force: true });
});

beforeEach(() => {
  root = new TemporaryFolder({ "src/spam.c": WRONG }).root;
});

/** The shell code of a step of the action. */
function step(name: string): string {
  const [, block = ""] =
    new RegExp(`- name: ${name}\\n(?: {6}.*\\n)*? {6}run: \\|\\n((?: {8}.*\\n)+)`).exec(ACTION) ?? [];
  if (block === "") throw new Error(`the action has no step ${name}`);
  return block.replace(/^ {8}/gm, "");
}

/** With the inputs' defaults as the action has them, where nothing else is said. */
function check(inputs: Readonly<Record<string, string>> = {}): Ran {
  const names = [...ACTION.matchAll(/^ {8}([A-Z]+): \$\{\{ inputs\.([a-z-]+) \}\}$/gm)];
  const byDefault = (input = ""): string =>
    new RegExp(`^ {2}${input}:\\n(?: {4}.*\\n)*? {4}default: (.*)$`, "m").exec(ACTION)?.[1]?.replace('""', "") ?? "";
  const env = Object.fromEntries(names.map(([, name = "", input = ""]) => [name, inputs[input] ?? byDefault(input)]));
  return shell(step("Check"), {
    ...env,
    PATH: `${path.join(gilint.folder, "node_modules/.bin")}:${process.env["PATH"]}`,
  });
}

/** As the service runs `shell: bash`. */
function shell(script: string, env: Readonly<Record<string, string>>, cwd: string = root): Ran {
  const file = path.join(root, "step.sh");
  writeFileSync(file, script);
  const options = ["--noprofile", "--norc", "-e", "-o", "pipefail", file];
  const { status, stdout, stderr } = spawnSync("bash", options, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  rmSync(file);
  return { code: status, out: stdout, err: stderr };
}

test("the action annotates what it finds, and fails", () => {
  const { code, out, err } = check();
  expect(out).toMatch(/^::error file=src\/spam\.c,line=6,.*::/m);
  expect([code, err]).toEqual([1, ""]);
});

test("the action checks the paths it is given, with the arguments it is given", () => {
  writeFileSync(path.join(root, "other file.c"), WRONG);
  const { code, out } = check({ paths: "other file.c\n", arguments: "--ignore correctness  --no-cache" });
  expect([code, out]).toEqual([0, ""]);
  expect(check({ paths: "\nother file.c\n" }).out.match(/file=[^,]*/g)).toEqual(["file=other file.c"]);
});

test("the action writes SARIF as well, and still fails", () => {
  const { code, out } = check({ sarif: "out.sarif" });
  expect(code).toBe(1);
  expect(out).toContain("::error");
  const { runs } = JSON.parse(readFileSync(path.join(root, "out.sarif"), "utf8"));
  expect(runs[0].results).toMatchObject([{ ruleId: "api-call-without-gil" }]);
});

test("the action narrows to a change and to what no baseline holds", () => {
  commit("first");
  writeFileSync(path.join(root, "src/eggs.c"), WRONG);
  const changed = check({ since: "HEAD" });
  expect(changed.out.match(/file=[^,]*/g)).toEqual(["file=src/eggs.c"]);
  expect(gilint.run(root, ["check", "--baseline=known.json", "--write-baseline"]).code).toBe(0);
  expect(check({ baseline: "known.json" })).toMatchObject({ code: 0, out: "" });
  expect(check({ since: "no-such-revision" }).code).toBe(2);
});

test("the action's other step builds, packs and installs the command", () => {
  const runner = realpathSync(mkdtempSync(path.join(tmpdir(), "gilint-runner-")));
  try {
    // What is downloaded is here already.
    const npm = execFileSync("bash", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
    writeFileSync(path.join(runner, "npm"), `#!/bin/bash\n[[ "$1" == ci ]] || exec ${npm} "$@"\n`);
    chmodSync(path.join(runner, "npm"), 0o755);
    const env = {
      RUNNER_TEMP: runner,
      PATH: `${runner}:${process.env["PATH"]}`,
      npm_config_prefix: path.join(runner, "prefix"),
      npm_config_cache: path.join(runner, "cache"),
      npm_config_offline: "true",
    };
    expect(shell(step("Install gilint"), env, projectRoot())).toMatchObject({ code: 0 });
    const installed = path.join(runner, "prefix/bin/gilint");
    expect(existsSync(installed)).toBe(true);
    expect(spawnSync(installed, ["check", "src"], { cwd: root, encoding: "utf8" }).stdout).toContain(
      "api-call-without-gil",
    );
  } finally {
    rmSync(runner, { recursive: true, force: true });
  }
});

test("the hook's entry is a command that finds", () => {
  const hooks = readFileSync(path.join(projectRoot(), ".pre-commit-hooks.yaml"), "utf8");
  const entry = /^ {2}entry: (.+)$/m.exec(hooks)?.[1] ?? "";
  expect(hooks).toContain("\n  pass_filenames: false\n");
  const { code, out } = shell(`${entry} "$@"`, {
    PATH: `${path.join(gilint.folder, "node_modules/.bin")}:${process.env["PATH"]}`,
  });
  expect(out).toContain("src/spam.c:6:5 error api-call-without-gil");
  expect(code).toBe(1);
});

test("since a revision: over several commits, a rename, and a branch", () => {
  // Long enough for Git to know it again after a change.
  const long = `${"/* What stands here is there before and after. */\n".repeat(20)}${WRONG}`;
  writeFileSync(path.join(root, "src/spam.c"), long);
  commit("a finding that is there");
  git("tag", "before");
  git("mv", "src/spam.c", "src/ham.c");
  writeFileSync(
    path.join(root, "src/eggs.c"),
    `${"/* Nothing that Git could take for the file that was renamed. */\n".repeat(20)}${WRONG}`,
  );
  commit("renamed, and one more");
  git("switch", "-q", "-c", "topic");
  writeFileSync(
    path.join(root, "src/ham.c"),
    `${long}\nvoid more(void)\n{\n${"\n".repeat(2)}  Py_BEGIN_ALLOW_THREADS PyErr_Clear(); Py_END_ALLOW_THREADS\n}\n`,
  );
  commit("one more in the file that was renamed");
  const since = (revision: string): string[] => {
    const { out } = gilint.run(root, ["check", `--since=${revision}`, "--quiet"]);
    return [...out.matchAll(/^(\S+):\d+ error/gm)].map(([, place = ""]) => place);
  };
  expect(since("HEAD")).toEqual([]);
  expect(since("HEAD~1")).toEqual(["src/ham.c:35"]);
  expect(since("before")).toEqual(["src/eggs.c:26", "src/ham.c:35"]);
});

function commit(message: string): void {
  if (!existsSync(path.join(root, ".git"))) git("init", "-q", "-b", "main");
  git("add", ".");
  git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", message);
}

function git(...args: string[]): void {
  execFileSync("git", args, { cwd: root, stdio: "ignore" });
}
