import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { bundledSources } from "../../server/src/experiment/environment.ts";
import { defaultInterpreter, probe } from "../../server/src/experiment/interpreter.ts";
import { everyInterpreter } from "../../server/src/experiment/interpreters.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { PYTHON, run } from "./command.ts";

function laboratory(root: string, env: Record<string, string | undefined>) {
  return { cwd: root, builds: root, sources: bundledSources(), env };
}

test("an interpreter with two names is listed once, and what is no interpreter is not listed", async () => {
  const folder = new TemporaryFolder({ "python3.99": "#!/bin/sh\nexit 1\n", "python3-config": "" });
  for (const name of ["python3", "python3.50"]) symlinkSync(PYTHON, path.join(folder.root, name));
  const found = await everyInterpreter(laboratory(folder.root, { PATH: folder.root, HOME: folder.root }), "other");
  expect(found).toHaveLength(1);
  expect(found[0]?.implementation).toBe("CPython");
});

test("the active virtual environment comes before what is on PATH, and is another interpreter", async () => {
  const { root } = new TemporaryFolder({});
  const venv = path.join(root, "my venv");
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", venv]);
  mkdirSync(path.join(root, "bin"));
  symlinkSync(PYTHON, path.join(root, "bin", "python3"));
  const env = { PATH: path.join(root, "bin"), HOME: root, VIRTUAL_ENV: venv };
  const own = path.join(venv, "bin", "python");
  expect(defaultInterpreter({ env })).toBe(own);
  expect(defaultInterpreter({ env: { ...env, VIRTUAL_ENV: undefined } })).toBe("python3");
  const found = await everyInterpreter(laboratory(root, env), "other");
  expect(found.map(({ prefix }) => prefix)).toHaveLength(2);
  expect(found[0]?.prefix).toBe(venv);
  expect(await probe(own, laboratory(root, env), "other")).toHaveProperty("interpreter.prefix", venv);
});

test("the command lists them, and runs with all of them when asked to", async () => {
  const folder = new TemporaryFolder({});
  symlinkSync(PYTHON, path.join(folder.root, "python3"));
  const env = { PATH: `${folder.root}:/usr/bin:/bin`, HOME: folder.root };
  const where = { cwd: folder.root, env };
  const listed = JSON.parse((await run("experiment", ["--list-interpreters"], where)).stdout) as {
    executable: string;
  }[];
  expect(listed.length).toBeGreaterThan(0);
  const args = ["--python", "all", "--variants", "python-locked", "--repeats", "1", "--json", "-"];
  const { stdout, exitCode } = await run("experiment", args, where);
  expect(exitCode).toBe(0);
  const { interpreters } = JSON.parse(stdout) as { interpreters: { asked: string }[] };
  expect(interpreters.map(({ asked }) => asked)).toEqual(listed.map(({ executable }) => executable));
});
