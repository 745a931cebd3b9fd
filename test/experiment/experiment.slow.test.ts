import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import type { VariantResult } from "../../server/src/experiment/result.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { experiment, PYTHON } from "./command.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../server/schemas/experiment.schema.json", import.meta.url), "utf8"),
);
const isValid = new Ajv({ formats: { "date-time": true }, allowUnionTypes: true }).compile(schema);

test("every variant that can run here behaves as expected, and the result fits its schema", async () => {
  const { root: cwd } = new TemporaryFolder({});
  const { exitCode, stdout, result } = await experiment([], { cwd });
  const variants = new Map((result.interpreters[0]?.variants ?? []).map((variant) => [variant.id, variant]));
  const surprises = [...variants.values()].filter(({ status }) => status !== "as expected" && status !== "not run");
  expect(surprises.map(({ id, judgements, reason }) => ({ id, judgements, reason }))).toEqual([]);
  for (const id of [
    "held",
    "released",
    "racy",
    "guarded",
    "misuse",
    "double-release",
    "python-racy",
    "python-locked",
  ]) {
    expect(variants.get(id)?.status, id).toBe("as expected");
  }
  expect(exitCode).toBe(0);
  isValid(result);
  expect(isValid.errors ?? []).toEqual([]);

  const held = variants.get("held");
  const released = variants.get("released");
  expect(held?.peak).toBe(1);
  expect(released?.peak).toBe(5);
  expect(released?.speedup).toBeGreaterThan(2);
  expect(held?.timeline).toHaveLength(5);
  expect(inOrder(held)).toBe(true);
  expect(variants.get("misuse")?.runs[1]?.ending.signal).toBe("SIGSEGV");
  expect(stdout).toMatch(/held +0\.5\d\d s {2}█+/);
});

test("unguarded lines mix in nine of ten runs at least, guarded ones never", async () => {
  const { root: cwd } = new TemporaryFolder({});
  const ids = "racy,guarded,python-racy,python-locked";
  const { result } = await experiment(["--variants", ids, "--repeats", "10", "--python", PYTHON], { cwd });
  const mixed = (id: string): number => {
    const runs = result.interpreters[0]?.variants.find((variant) => variant.id === id)?.runs ?? [];
    const races = runs.filter((run) => run.purpose === "race");
    expect(races, id).toHaveLength(10);
    return races.filter((run) => (run.lines?.malformed ?? 0) > 0).length;
  };
  expect(mixed("racy")).toBeGreaterThanOrEqual(9);
  expect(mixed("python-racy")).toBeGreaterThanOrEqual(9);
  expect(mixed("guarded")).toBe(0);
  expect(mixed("python-locked")).toBe(0);
});

test("what is built is kept, and built anew only for other sources", async () => {
  const { root: cwd } = new TemporaryFolder({});
  const args = ["--python", PYTHON, "--variants", "double-release", "--build-dir", "builds"];
  const built = (): string[] => readdirSync(join(cwd, "builds")).sort();
  const modules = (): [string, number][] =>
    built().flatMap((folder) =>
      readdirSync(join(cwd, "builds", folder)).map((name): [string, number] => [
        name,
        statSync(join(cwd, "builds", folder, name)).mtimeMs,
      ]),
    );
  expect((await experiment(args, { cwd })).exitCode).toBe(0);
  const first = modules();
  expect(first).toHaveLength(1);
  expect(first[0]?.[0]).toMatch(/^spam\..*\.so$/);
  expect(built()[0]).toMatch(/^cpython-\d+.*-\d+\.\d+\.\d+-spam-[0-9a-f]{12}$/);
  expect((await experiment(args, { cwd })).exitCode).toBe(0);
  expect(modules()).toEqual(first);
  expect((await experiment([...args, "--output-dir", "mine"], { cwd })).exitCode).toBe(0);
  expect(built()).toHaveLength(2);
});

test("several interpreters are compared, and one that is missing does not stop the others", async () => {
  const { root: cwd } = new TemporaryFolder({});
  const args = ["--python", "no-such-python", "--python", PYTHON, "--variants", "held", "--repeats", "1"];
  const { exitCode, stdout, result } = await experiment(args, { cwd });
  expect(result.interpreters.map(({ interpreter }) => interpreter === null)).toEqual([true, false]);
  expect(stdout).toContain("there is no interpreter no-such-python");
  expect(exitCode).toBe(0);
});

test("steps are told as lines of JSON to whoever asks", async () => {
  const { root: cwd } = new TemporaryFolder({});
  const { stderr } = await experiment(["--variants", "held", "--repeats", "2", "--progress", "json"], { cwd });
  const steps = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(steps.map((step) => step.kind)).toEqual(["interpreter", "building", "running", "running", "finished"]);
  expect(steps[3]).toEqual({ kind: "running", variant: "held", run: 2, of: 2 });
  expect(steps[4]).toEqual({ kind: "finished", variant: "held", status: "as expected", done: 1, of: 1 });
});

/** Each thread enters, sleeps, prints and leaves, and under the GIL one after the other. */
function inOrder(variant: VariantResult | undefined): boolean {
  const rows = variant?.timeline ?? [];
  const each = rows.every(({ called, entered, slept, printed, left }) => {
    const times = [called, entered ?? -1, slept ?? -1, printed ?? -1, left];
    return times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
  });
  const inside = rows.map(({ entered, printed }) => [entered ?? 0, printed ?? 0]).sort(([a = 0], [b = 0]) => a - b);
  return each && inside.every(([entered = 0], index) => index === 0 || entered >= (inside[index - 1]?.[1] ?? 0));
}
