import { afterEach, beforeAll, expect, test } from "vitest";
import { SPAM, Workbench } from "./workbench.ts";

const RULE = "unguarded-shared-io";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "cprint_list.c");
  return () => workbench.close();
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test("the race of the spam module is underlined, and the Problems panel leads to the release in the other file", async () => {
  await workbench.squiggle.first().waitFor();
  const problems = await workbench.problems();
  const finding = problems.filter({ hasText: RULE });
  await finding.waitFor();
  await finding.click();
  await workbench.page.keyboard.press("ArrowRight");
  await problems.filter({ hasText: "spammodule.c" }).first().waitFor();
  await workbench.shot("problems");
});

test("the status bar tells the state of the GIL at the cursor, and how much was found", async () => {
  const line = workbench.lineOf("spammodule.c", "cprint_list(strings");
  await workbench.goTo("spammodule.c", line, 5);
  await workbench.statusItem.filter({ hasText: "GIL released" }).waitFor();
  await workbench.goTo("spammodule.c", line + 4, 5);
  await workbench.statusItem.filter({ hasText: "GIL held" }).waitFor();
  expect(await workbench.statusItem.textContent()).toMatch(/ 1$/);
});

test("the released lines are shaded, until the user turns it off", async () => {
  const line = workbench.lineOf("spammodule.c", "cprint_list(strings");
  await workbench.goTo("spammodule.c", line, 5);
  await expect.poll(() => workbench.shadedLines()).toContain(line);
  expect(await workbench.shadedLines()).not.toContain(line - 3);
  expect(await workbench.shadedLines()).not.toContain(line + 3);
  await workbench.command("GIL: Turn Region Shading On or Off");
  await expect.poll(() => workbench.shadedLines()).toEqual([]);
  await workbench.command("GIL: Turn Region Shading On or Off");
  await expect.poll(() => workbench.shadedLines()).toContain(line);
});

test("a hover on the macro tells of its region", async () => {
  await workbench.goTo("spammodule.c", workbench.lineOf("spammodule.c", "Py_BEGIN_ALLOW_THREADS"), 8);
  await workbench.command("Show or Focus Hover");
  const hover = workbench.page.locator(".monaco-hover", { hasText: "GIL region" });
  await hover.waitFor();
  expect(await hover.textContent()).toContain("print_list");
  await workbench.shot("hover");
});

test("the view lists the region, and a click goes there", async () => {
  await workbench.command("Explorer: Focus on GIL Regions View");
  const region = workbench.view("GIL Regions").filter({ hasText: "print_list" });
  await region.waitFor();
  await workbench.goTo("cprint_list.c", 1, 1);
  await region.click();
  await workbench.page.locator(".tab.active", { hasText: "spammodule.c" }).waitFor();
  await workbench.shot("regions");
});

test("a quick fix takes the finding away", async () => {
  await workbench.goTo("cprint_list.c", workbench.lineOf("cprint_list.c", "printf("), 11);
  await workbench.squiggle.first().waitFor();
  const suppress = (await workbench.quickFixes()).filter({ hasText: `Suppress ${RULE} here` });
  await suppress.waitFor();
  await workbench.shot("quick-fix");
  await suppress.click();
  await workbench.page.locator(".view-line", { hasText: `gilint: ignore[${RULE}]` }).waitFor();
  await workbench.squiggle.first().waitFor({ state: "detached" });
});
