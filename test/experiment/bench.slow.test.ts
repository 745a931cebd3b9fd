import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BenchMeasurement, BenchResult } from "../../server/src/experiment/bench/result.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { PYTHON, run } from "./command.ts";

const QUICK = ["--threads", "1,2", "--seconds", "0.1", "--repeats", "3"];

async function measure(args: readonly string[]): Promise<readonly BenchMeasurement[]> {
  const { root: cwd } = new TemporaryFolder({});
  const ran = await run("bench", [...args, ...QUICK, "--json", "bench.json"], { cwd });
  expect(ran.stderr).toBe("");
  expect(ran.exitCode).toBe(0);
  return (JSON.parse(readFileSync(join(cwd, "bench.json"), "utf8")) as BenchResult).measurements;
}

test("a call that releases the GIL scales and starves nobody", async () => {
  const [measured] = await measure(["--python", PYTHON, "--setup", "import time", "--stmt", "time.sleep(0.01)"]);
  expect(measured?.counts[1]?.speedup.median).toBeGreaterThan(1.7);
  expect(measured?.counts[0]?.gilUnavailable).toBeLessThan(0.3);
  expect(measured?.verdict).toMatch(/^It scales/);
});

// Other processes on this machine change what is scaled, not who has the GIL.
test("while a loop has the GIL, the others wait for their turn", async () => {
  const [measured] = await measure([
    "--python",
    PYTHON,
    "--setup",
    "x = 0",
    "--stmt",
    "for i in range(1000):\n  x += i",
  ]);
  expect(measured?.counts[0]?.gilUnavailable).toBeGreaterThan(0.7);
  // The interpreter asks for the GIL after five milliseconds.
  expect(measured?.counts[0]?.starved.p50).toBeGreaterThan(0.003);
  expect(measured?.verdict).toMatch(/the GIL could not be had \d\d+ % of the time/);
});

test("a compression of a megabyte leaves the GIL to others", async () => {
  const setup = "import os, zlib\ndata = os.urandom(1_000_000)";
  const [measured] = await measure(["--python", PYTHON, "--setup", setup, "--stmt", "zlib.compress(data)"]);
  expect(measured?.counts[0]?.gilUnavailable).toBeLessThan(0.5);
});

test("a call that keeps the GIL while it works starves the others for as long as it takes", async () => {
  const setup = "import re\npattern, text = re.compile('(a*)*b'), 'a' * 21";
  const [measured] = await measure(["--python", PYTHON, "--setup", setup, "--stmt", "pattern.search(text)"]);
  const alone = measured?.counts[0];
  expect(alone?.gilUnavailable).toBeGreaterThan(0.7);
  expect(alone?.starved.p99).toBeGreaterThan(5 * (alone?.control.p50 ?? 1));
});

test("another interpreter is measured beside the first", async () => {
  const measured = await measure(["--python", PYTHON, "--compare", PYTHON, "--stmt", "pass"]);
  expect(measured).toHaveLength(2);
  expect(measured.every(({ counts }) => counts.length === 2)).toBe(true);
});

test("what the statement does wrong is said", async () => {
  const { root: cwd } = new TemporaryFolder({});
  const said = async (...args: string[]): Promise<string> => {
    const ran = await run("bench", ["--python", PYTHON, ...QUICK, ...args], { cwd });
    expect(ran.exitCode).toBe(2);
    return ran.stdout + ran.stderr;
  };
  expect(await said("--stmt", "1/0")).toContain("stopped with ZeroDivisionError: division by zero");
  expect(await said("--stmt", "1 +")).toContain("is not Python");
  expect(await said("--stmt", "x", "--setup", "import no_such_module")).toContain("No module named 'no_such_module'");
  expect(await said()).toContain("--stmt is needed");
  expect(await said("--stmt", "pass", "--threads", "two")).toContain('--threads is "two"');
  expect(await said("--stmt", "while True: pass", "--timeout", "1")).toContain("killed after 1 s");
});
