// A workspace that is not trusted: it is linted, and nothing of it is run.
import { afterEach, beforeAll, expect, test } from "vitest";
import { withUserSettings } from "./user-settings.ts";
import { SPAM, Workbench } from "./workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  const restore = withUserSettings({
    "security.workspace.trust.enabled": true,
    "security.workspace.trust.startupPrompt": "never",
  });
  workbench = await Workbench.open(SPAM, "cprint_list.c");
  return async () => {
    restore();
    await workbench.close();
  };
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test("findings are shown where the workspace is not trusted", async () => {
  await workbench.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  await workbench.squiggle.first().waitFor();
  await workbench.shot("untrusted");
});

test("an experiment asks for trust first, and starts nothing", async () => {
  await workbench.command("GIL: Run the Spam Experiment");
  await workbench.page.locator(".workspace-trust-editor", { hasText: "You are in Restricted Mode" }).waitFor();
  expect(await workbench.page.locator("iframe.webview.ready").count()).toBe(0);
});
