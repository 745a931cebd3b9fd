import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { SPAM, Workbench } from "./workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "spammodule.c");
  return () => workbench.close();
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test("every command of the manifest is in the palette", async () => {
  const manifest: { contributes: { commands: { command: string; title: string }[] } } = json("package.json");
  const texts: Record<string, string> = json("package.nls.json");
  const inPalette = manifest.contributes.commands.filter(({ command }) => !command.startsWith("gilint.regions."));
  const found = await workbench.palette("GIL: ");
  for (const { title } of inPalette) expect(found).toContain(`GIL: ${texts[title.replaceAll("%", "")]}`);
});

test("Explain Rule shows the page of the chosen rule", async () => {
  await workbench.command("GIL: Explain Rule");
  await workbench.pick("unguarded-shared-io");
  const page = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await page.locator("body", { hasText: "unguarded-shared-io" }).waitFor();
  await workbench.shot("explain");
});

test("Show GIL State Here leads from the cursor to the release", async () => {
  await workbench.goTo("spammodule.c", workbench.lineOf("spammodule.c", "cprint_list(strings"), 5);
  await workbench.command("GIL: Show GIL State Here");
  await workbench.page.locator(".quick-input-title", { hasText: "The GIL is released here" }).waitFor();
  await workbench.pick("released here");
  const release = workbench.lineOf("spammodule.c", "Py_BEGIN_ALLOW_THREADS");
  await workbench.page.locator('[id="status.editor.selection"]', { hasText: `Ln ${release}` }).waitFor();
});

test("Show Why This Function Needs the GIL walks to the C-API", async () => {
  await workbench.goTo("spammodule.c", workbench.lineOf("spammodule.c", "print_list(PyObject"), 3);
  await workbench.command("GIL: Show Why This Function Needs the GIL");
  await workbench.page.locator(".quick-input-title", { hasText: "print_list needs the GIL" }).waitFor();
  await workbench.pick("PyArg_ParseTuple");
});

test("Check Workspace counts what was found", async () => {
  await workbench.command("GIL: Check Workspace");
  await workbench.page.locator(".notification-toast", { hasText: /gilint: 1 findings in \d+ files/ }).waitFor();
});

test("the status bar's menu offers the commands", async () => {
  await workbench.statusItem.click();
  await workbench.pick("Show the output");
  await workbench.page.locator(".panel .output-view-container, .panel .output-view").first().waitFor();
});

test("Open the Spam Module opens a copy in a window of its own", async () => {
  const [page] = await Promise.all([
    workbench.page.context().waitForEvent("page"),
    workbench.command("GIL: Open the Spam Module"),
  ]);
  await page.locator(".explorer-viewlet .monaco-list-row", { hasText: "cprint_list.c" }).waitFor();
});

function json<T>(file: string): T {
  return JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../..", file), "utf8"));
}
