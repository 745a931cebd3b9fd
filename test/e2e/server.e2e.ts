import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { SPAM, Workbench } from "./workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "cprint_list.c");
  await workbench.squiggle.first().waitFor();
  return () => workbench.close();
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test("a server that is killed is started again, and what it had found is found again", async () => {
  const [first] = workbench.serverProcesses();
  if (first === undefined) throw new Error("no server is running");
  process.kill(first, "SIGKILL");
  await expect.poll(() => workbench.serverProcesses(), { timeout: 60_000 }).toEqual([expect.not.toBeOneOf([first])]);
  await workbench.statusItem.filter({ hasText: / 1$/ }).waitFor();
  await workbench.squiggle.first().waitFor();
});

test("Restart Server replaces the server", async () => {
  const [before] = workbench.serverProcesses();
  await workbench.command("GIL: Restart Server");
  await expect.poll(() => workbench.serverProcesses(), { timeout: 60_000 }).toEqual([expect.not.toBeOneOf([before])]);
  await workbench.squiggle.first().waitFor();
});

test("a parser that cannot be had is said, and another setting brings the server back", async () => {
  // The package for every platform has no native parser.
  settings({ "gilint.parser": "native" });
  await workbench.page.locator(".notification-toast", { hasText: "the server does not start" }).waitFor();
  await workbench.statusItem.locator(".codicon-error").waitFor();
  await workbench.shot("parser-missing");
  settings({ "gilint.parser": "wasm" });
  await workbench.squiggle.first().waitFor();
});

test("findings go when the linter is turned off, and come back", async () => {
  settings({ "gilint.enable": false });
  await workbench.squiggle.first().waitFor({ state: "detached" });
  settings({});
  await workbench.squiggle.first().waitFor();
});

test("a project's configuration counts as it is saved", async () => {
  writeFileSync(path.join(workbench.folder, "gilint.toml"), 'ignore = ["races"]\n');
  await workbench.squiggle.first().waitFor({ state: "detached" });
  writeFileSync(path.join(workbench.folder, "gilint.toml"), "");
  await workbench.squiggle.first().waitFor();
});

/** The workspace's settings, all of them. */
function settings(values: Readonly<Record<string, unknown>>): void {
  mkdirSync(path.join(workbench.folder, ".vscode"), { recursive: true });
  writeFileSync(path.join(workbench.folder, ".vscode/settings.json"), JSON.stringify(values));
}
