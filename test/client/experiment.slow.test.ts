import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type Job, listInterpreters, runCommand } from "../../client/src/node/experiment/command-line.ts";
import { endingsOf, fragmentOf, keep, kept, textOf } from "../../client/src/node/experiment/results.ts";
import { result, variant } from "../experiment/sample.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { EventEmitter } from "./vscode.ts";

/** A command line that does as a test wants, and a job for it. */
function jobFor(script: string): {
  commandLine: { module: string; storage: string };
  job: Job;
  lines: string[];
  cancel: () => void;
} {
  const folder = new TemporaryFolder({
    "gilint.mjs": `const output = process.argv[process.argv.indexOf("--json") + 1];\nimport { writeFileSync } from "node:fs";\n${script}`,
  });
  const cancelled = new EventEmitter<void>();
  const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
  const lines: string[] = [];
  const cancel = (): void => {
    token.isCancellationRequested = true;
    cancelled.fire();
  };
  const onLine = (line: string): void => void lines.push(line);
  const job: Job = { command: "experiment", args: ["--quick"], cwd: folder.root, onLine, token };
  const storage = path.join(folder.root, "storage");
  return { commandLine: { module: path.join(folder.root, "gilint.mjs"), storage }, job, lines, cancel };
}

test("what the command wrote comes back, its steps as they are told, and no file is left", async () => {
  const { commandLine, job, lines } = jobFor(`
    process.stderr.write('{"kind":"buil');
    process.stderr.write('ding"}\\n{"kind":"finished"}\\n');
    writeFileSync(output, JSON.stringify({ args: process.argv.slice(2, 4), electron: process.env.ELECTRON_RUN_AS_NODE }));
    process.exitCode = 1;`);
  expect(await runCommand(commandLine, job)).toEqual({ args: ["experiment", "--quick"], electron: "1" });
  expect(lines).toEqual(['{"kind":"building"}', '{"kind":"finished"}']);
  expect(readdirSync(commandLine.storage)).toEqual([]);
});

test("a command that wrote nothing fails with its own words", async () => {
  const refused = jobFor(`process.stderr.write("gilint: there is no Python\\n"); process.exitCode = 2;`);
  await expect(runCommand(refused.commandLine, refused.job)).rejects.toThrow("gilint: there is no Python");
  const silent = jobFor("process.exitCode = 3;");
  await expect(runCommand(silent.commandLine, silent.job)).rejects.toThrow("ended without a result");
});

test("a cancelled command is told to end, and nothing comes back", async () => {
  const { commandLine, job, lines, cancel } = jobFor(`
    process.on("SIGTERM", () => { writeFileSync(output + ".ended", ""); process.exit(2); });
    setInterval(() => {}, 1000);
    process.stderr.write("ready\\n");`);
  const running = runCommand(commandLine, job);
  await expect.poll(() => lines, { timeout: 30_000 }).toEqual(["ready"]);
  cancel();
  expect(await running).toBeUndefined();
  expect(existsSync(path.join(commandLine.storage, `experiment-${process.pid}.json.ended`))).toBe(true);
});

test("the interpreters are those that the command line lists; none where it fails", async () => {
  const list = [{ executable: "/usr/bin/python3", version: "3.13.5", freeThreaded: true }];
  const asked = "process.argv.includes('--list-interpreters')";
  const { commandLine } = jobFor(`if (${asked}) console.log(${JSON.stringify(JSON.stringify(list))});`);
  expect(await listInterpreters(commandLine)).toEqual(list);
  const failing = jobFor("process.exitCode = 2;");
  expect(await listInterpreters(failing.commandLine)).toEqual([]);
});

test("results are found again after a reload; none, or broken ones, are none", async () => {
  const { root } = new TemporaryFolder({ "broken/results.json": "{" });
  expect(await kept(root)).toBeUndefined();
  expect(await kept(path.join(root, "broken"))).toBeUndefined();
  const results = { kind: "experiment", result: result([variant()]), sources: null } as const;
  await keep(root, results);
  expect(await kept(root)).toEqual(results);
});

test("results are saved in the form that the file's name asks for", () => {
  const results = { kind: "experiment", result: result([variant()]), sources: null } as const;
  expect(endingsOf(results)).toEqual([".csv", ".html", ".json", ".md", ".svg"]);
  expect(textOf(results, "/a/b.csv")).toMatch(/^interpreter,version/);
  expect(textOf(results, "/a/b.svg")).toMatch(/^<svg /);
  expect(JSON.parse(textOf(results, "/a/b.json"))).toEqual(results.result);
  expect(JSON.parse(textOf(results, "/a/b"))).toEqual(results.result);
  expect(fragmentOf(results)).toContain('data-open="c/held/spammodule.c"');
});
