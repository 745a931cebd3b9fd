// The extension in the browser's own extension host, as on vscode.dev: no Node, the server in a worker.
import { afterEach, beforeAll, expect, test } from "vitest";
import { withUserSettings } from "./user-settings.ts";
import { SPAM, Workbench } from "./workbench.ts";

const RULE = "unguarded-shared-io";

let workbench: Workbench;

beforeAll(async () => {
  const restore = withUserSettings({ "remote.extensionKind": { "gilint.gilint": ["web"] } });
  workbench = await Workbench.open(SPAM, "cprint_list.c");
  return async () => {
    restore();
    await workbench.close();
  };
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test("it lints without a process, across the workspace's files", async () => {
  await workbench.squiggle.first().waitFor();
  expect(workbench.serverProcesses()).toEqual([]);
  const problems = await workbench.problems();
  await problems.filter({ hasText: RULE }).click();
  await workbench.page.keyboard.press("ArrowRight");
  await problems.filter({ hasText: "spammodule.c" }).first().waitFor();
  await workbench.shot("web");
});

test("regions are shaded, and the status bar knows the state", async () => {
  const line = workbench.lineOf("spammodule.c", "cprint_list(strings");
  await workbench.goTo("spammodule.c", line, 5);
  await workbench.statusItem.filter({ hasText: "GIL released" }).waitFor();
  await expect.poll(() => workbench.shadedLines(), { timeout: 30_000 }).toContain(line);
});

test("a rule's page is part of the package; what runs programs is not offered", async () => {
  const offered = await workbench.palette("GIL: ");
  expect(offered).toContain("GIL: Explain Rule…");
  expect(offered.filter((title) => /Experiment|Benchmark|Spam/.test(title))).toEqual([]);
  await workbench.command("GIL: Explain Rule");
  await workbench.pick(RULE);
  const page = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await page.locator("body", { hasText: RULE }).waitFor();
});

test("a fix is applied, and the finding goes as the buffer changes", async () => {
  await workbench.goTo("cprint_list.c", workbench.lineOf("cprint_list.c", "printf("), 11);
  const fixes = await workbench.quickFixes();
  await fixes.filter({ hasText: "Hold" }).first().click();
  await workbench.squiggle.first().waitFor({ state: "detached" });
});
