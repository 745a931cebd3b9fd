// What a user meets whose machine lacks something, each simulated through PATH, environment and folders.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findProgram } from "../../server/src/experiment/environment.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { experiment, PYTHON, type Ran, run } from "./command.ts";

const ONE = ["--python", PYTHON, "--repeats", "1"];

function notRun({ result }: Awaited<ReturnType<typeof experiment>>): string[] {
  const variants = result.interpreters[0]?.variants ?? [];
  return variants.filter(({ status }) => status === "not run").map(({ id }) => id);
}

/** A program out of a shell script. */
function script(folder: TemporaryFolder, path: string, lines: readonly string[]): string {
  folder.write(path, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(join(folder.root, path), 0o755);
  return join(folder.root, path);
}

/** Runs before every Python program that inherits the environment. */
function sitecustomize(folder: TemporaryFolder, lines: readonly string[]): Record<string, string | undefined> {
  folder.write("site/sitecustomize.py", lines.join("\n"));
  return { ...process.env, PYTHONPATH: join(folder.root, "site") };
}

test("no Python", async () => {
  const folder = new TemporaryFolder({ "empty/.keep": "" });
  const env = { ...process.env, PATH: join(folder.root, "empty") };
  const { exitCode, stdout, result } = await experiment([], { cwd: folder.root, env });
  expect(exitCode).toBe(2);
  expect(stdout).toContain("there is no interpreter python3");
  expect(stdout).toContain("Nothing could run.");
  expect(result.behaved).toBeNull();
});

test("a shim that has no Python behind it", async () => {
  const folder = new TemporaryFolder({});
  const shim = script(folder, "python3", ["echo 'shim: no version is set' >&2", "exit 127"]);
  const { exitCode, stdout } = await run("experiment", ["--python", shim], { cwd: folder.root });
  expect(exitCode).toBe(2);
  expect(stdout).toContain("does not work: shim: no version is set");
});

test("a Python that is too old", async () => {
  const folder = new TemporaryFolder({});
  const old = script(folder, "python3", [`'${PYTHON}' "$@" | sed 's/"version": \\[[^]]*\\]/"version": [3, 5, 10]/'`]);
  const { exitCode, stdout } = await run("experiment", ["--python", old], { cwd: folder.root });
  expect(exitCode).toBe(2);
  expect(stdout).toContain("is Python 3.5.10; the experiment needs 3.6 or newer");
});

test("no headers: what is in C is not run, what is in Python is", async () => {
  const folder = new TemporaryFolder({});
  const env = sitecustomize(folder, [
    "import sysconfig",
    "paths = sysconfig.get_paths",
    "sysconfig.get_paths = lambda *args, **named: dict(paths(*args, **named), include='/nowhere/include')",
  ]);
  const ran = await experiment([...ONE, "--variants", "held,python-racy"], { cwd: folder.root, env });
  expect(notRun(ran)).toEqual(["held"]);
  expect(ran.stdout).toContain("Python.h is not in /nowhere/include");
  expect(ran.result.interpreters[0]?.missing?.what).toBe("headers");
  expect(ran.exitCode).toBe(0);
});

test("no compiler", async () => {
  const folder = new TemporaryFolder({ "empty/.keep": "" });
  const env = { ...process.env, PATH: join(folder.root, "empty"), CC: "" };
  const ran = await experiment([...ONE, "--variants", "held,counter,python-locked"], { cwd: folder.root, env });
  expect(notRun(ran)).toEqual(["held", "counter"]);
  expect(ran.stdout).toMatch(/the C compiler \S+, with which this Python was built, is not on PATH/);
  expect(ran.exitCode).toBe(0);
});

test("the compiler that CC names is not there", async () => {
  const folder = new TemporaryFolder({});
  const env = { ...process.env, CC: "no-such-cc" };
  const ran = await experiment([...ONE, "--variants", "held"], { cwd: folder.root, env });
  expect(ran.stdout).toContain("the C compiler no-such-cc");
  expect(ran.exitCode).toBe(2);
});

test("a compiler without an assembler", async () => {
  const folder = new TemporaryFolder({ "bin/.keep": "" });
  const compiler = findProgram("gcc", process.env) ?? "gcc";
  symlinkSync(compiler, join(folder.root, "bin/gcc"));
  const env = { ...process.env, PATH: join(folder.root, "bin"), CC: "gcc" };
  const ran = await experiment([...ONE, "--variants", "held"], { cwd: folder.root, env });
  expect(ran.stdout).toContain("the C compiler finds no assembler or linker");
  expect(ran.stdout).toContain("binutils");
});

test("a virtual environment with neither pip nor setuptools, in a folder with spaces and letters of all kinds", async () => {
  const folder = new TemporaryFolder({ "Ünï çödé dir/.keep": "" });
  const cwd = join(folder.root, "Ünï çödé dir");
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", join(cwd, "my venv")]);
  const python = join(cwd, "my venv/bin/python");
  expect(() => execFileSync(python, ["-c", "import setuptools"], { stdio: "ignore" })).toThrow();
  const args = ["--python", python, "--variants", "released,guarded,python-locked", "--repeats", "1"];
  const ran = await experiment([...args, "--output-dir", "spåm sources"], { cwd });
  expect(ran.result.interpreters[0]?.variants.map(({ status }) => status)).toEqual(Array(3).fill("as expected"));
  expect(ran.result.interpreters[0]?.interpreter?.executable).toBe(python);
});

test("a folder that cannot be written", async () => {
  const folder = new TemporaryFolder({ ".gilint_cache": "a file where a folder should be" });
  const ran = await experiment([...ONE, "--variants", "double-release"], { cwd: folder.root });
  expect(ran.stderr).toContain("building in a temporary folder");
  expect(ran.exitCode).toBe(0);
  const named = await run("experiment", [...ONE, "--build-dir", ".gilint_cache/x"], { cwd: folder.root });
  expect(named.exitCode).toBe(2);
  expect(named.stderr).toMatch(/^gilint: cannot build in .*\.gilint_cache\/x/);
});

test("sources that the compiler refuses: its words and the line", async () => {
  const folder = new TemporaryFolder({});
  await run("experiment", [...ONE, "--variants", "double-release", "--output-dir", "mine"], { cwd: folder.root });
  const file = join(folder.root, "mine/c/held/cprint_list.c");
  folder.write("mine/c/held/cprint_list.c", readFileSync(file, "utf8").replace('printf("\\n");', 'printf("\\n")'));
  const ran = await experiment([...ONE, "--variants", "held,guarded", "--sources", "mine"], { cwd: folder.root });
  expect(ran.exitCode).toBe(1);
  expect(ran.result.interpreters[0]?.variants.map(({ status }) => status)).toEqual(["failed", "as expected"]);
  expect(ran.stdout).toMatch(/the C compiler refused the sources:\n.*cprint_list\.c:\d+:\d+: error: expected/);
  expect(ran.stdout).toContain('printf("\\n")');
});

test("a variant that hangs is killed, with all it started", async () => {
  const folder = new TemporaryFolder({});
  const started = Date.now();
  const args = [...ONE, "--variants", "held", "--delay", "60", "--timeout", "1", "--build-dir", "builds"];
  const ran = await experiment(args, { cwd: folder.root });
  expect(ran.stdout).toContain("killed after 1 s");
  expect(ran.result.interpreters[0]?.variants[0]?.status).toBe("failed");
  expect(ran.exitCode).toBe(1);
  expect(Date.now() - started).toBeLessThan(30_000);
  expect(processesThatName(folder.root)).toEqual([]);
});

test("whoever starts it can stop it", async () => {
  const folder = new TemporaryFolder({});
  const stop = new AbortController();
  const args = [...ONE, "--variants", "held", "--delay", "60", "--progress", "json", "--build-dir", "builds"];
  const running = new Promise<Ran>((resolve) => {
    const watched = { cwd: folder.root, signal: stop.signal };
    void run("experiment", args, watched).then(resolve);
  });
  await expect.poll(() => processesThatName(folder.root).length, { timeout: 60_000 }).toBeGreaterThan(0);
  stop.abort();
  const { exitCode, stderr } = await running;
  expect(exitCode).toBe(2);
  expect(stderr).toContain("stopped");
  expect(processesThatName(folder.root)).toEqual([]);
});

test("a machine that does not allow so many threads", async () => {
  const folder = new TemporaryFolder({});
  const env = sitecustomize(folder, [
    "import resource",
    `resource.setrlimit(resource.RLIMIT_AS, (${600 * 2 ** 20}, ${600 * 2 ** 20}))`,
  ]);
  const args = [...ONE, "--variants", "python-racy", "--racing-threads", "20000", "--delay", "2", "--gap", "0"];
  const ran = await experiment(args, { cwd: folder.root, env });
  const one = ran.result.interpreters[0]?.variants[0]?.runs[0];
  expect(one?.started).toBeGreaterThan(100);
  expect(one?.started).toBeLessThan(20_000);
  expect(one?.lines?.asked).toBe(one?.started);
  expect(ran.stdout).toContain(`this machine allowed ${one?.started} of 20000 threads`);
});

test("sources are copied, and nothing is overwritten", async () => {
  const folder = new TemporaryFolder({ "mine/c/held/spammodule.c": "my own work\n" });
  const ran = await run("experiment", [...ONE, "--output-dir", "mine"], { cwd: folder.root });
  expect(ran.exitCode).toBe(2);
  expect(ran.stderr).toMatch(/spammodule\.c exists; nothing was copied/);
  expect(readFileSync(join(folder.root, "mine/c/held/spammodule.c"), "utf8")).toBe("my own work\n");
  expect(readdirSync(join(folder.root, "mine"))).toEqual(["c"]);
});

test("what cannot be meant is refused before anything runs", async () => {
  const folder = new TemporaryFolder({ "empty/.keep": "" });
  mkdirSync(join(folder.root, "elsewhere"));
  const said = async (...args: string[]): Promise<string> => {
    const ran = await run("experiment", args, { cwd: folder.root });
    expect(ran.exitCode, args.join(" ")).toBe(2);
    expect(ran.stdout).toBe("");
    return ran.stderr;
  };
  expect(await said("--variants", "hold")).toContain('there is no variant "hold"');
  expect(await said("--quick", "--faithful")).toContain("exclude each other");
  expect(await said("--delay", "soon")).toContain('--delay is "soon"');
  expect(await said("--no-such-option")).toContain("--no-such-option");
  expect(await said("--report", "result.pdf")).toContain(".md, .csv, .svg, .html");
  expect(await said("--sources", "elsewhere")).toContain("is no copy of the experiment's sources");
  expect(await said("--progress", "loud")).toContain('--progress is "loud"');
  expect(existsSync(join(folder.root, ".gilint_cache"))).toBe(false);
});

/** Processes with the text on their command line. */
function processesThatName(text: string): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
        return command.includes(text) ? [command] : [];
      } catch {
        return []; // It ended meanwhile.
      }
    });
}
