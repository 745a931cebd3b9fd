// The pictures of the README, in a light and in a dark window: `npm run screenshots` puts them in their place.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { SPAM, Workbench } from "./workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "spammodule.c");
  return () => workbench.close();
});

afterEach(({ task }) => workbench.shotIfFailed(task));

test.each([
  ["light", "Default Light Modern", "vs"],
  ["dark", "Default Dark Modern", "vs-dark"],
])("in a %s window", async (name, theme, kind) => {
  mkdirSync(path.join(workbench.folder, ".vscode"), { recursive: true });
  writeFileSync(
    path.join(workbench.folder, ".vscode/settings.json"),
    JSON.stringify({ "workbench.colorTheme": theme }),
  );
  await workbench.page.locator(`.monaco-workbench.${kind}`).waitFor();
  const problems = await workbench.problems();
  const finding = problems.filter({ hasText: "unguarded-shared-io" });
  await finding.click();
  await workbench.page.keyboard.press("ArrowRight");
  await problems.filter({ hasText: "spammodule.c" }).first().waitFor();
  await expect.poll(() => workbench.shadedLines()).toHaveLength(3);
  await workbench.shot(`finding-${name}`);
  await workbench.goTo("spammodule.c", workbench.lineOf("spammodule.c", "Py_BEGIN_ALLOW_THREADS"), 8);
  await workbench.command("Show or Focus Hover");
  const hover = workbench.page.locator(".monaco-hover", { hasText: "GIL region" });
  await hover.waitFor();
  await expect.poll(() => hover.evaluate((element) => getComputedStyle(element).opacity)).toBe("1");
  await workbench.shot(`region-${name}`);
  await workbench.page.keyboard.press("Escape");
});
