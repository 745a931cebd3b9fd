import { readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator } from "playwright-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { SPAM, Workbench } from "./workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(SPAM, "spammodule.c");
  return () => workbench.close();
});

afterEach(({ task }) => workbench.shotIfFailed(task));

/** The page inside the view: VS Code puts it into a frame in a frame. */
function view(): FrameLocator {
  return workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

test("the experiment runs, and its view shows times, races and what gilint says", async () => {
  await workbench.command("GIL: Run the Spam Experiment");
  await workbench.page.locator(".quick-input-title", { hasText: "sources can be copied" }).waitFor();
  await workbench.pick("Copy them to gilint-experiment");
  await view().locator("h1", { hasText: "The spam experiment" }).waitFor({ timeout: 150_000 });
  const row = (variant: string) =>
    view()
      .locator("tbody tr")
      .filter({ has: view().getByRole("rowheader", { name: variant, exact: true }) });
  expect(await row("held").textContent()).toMatch(/0\.5\d\d s.*as expected.*blocking-call-with-gil — agrees/);
  expect(await row("guarded").textContent()).toMatch(/as expected.*nothing — agrees/);
  expect(await row("racy").textContent()).toMatch(/unguarded-shared-io — agrees/);
  await workbench.shot("experiment");
});

test("a variant opens with its timeline, by the keyboard too, and leads to its source", async () => {
  const summary = view().locator("summary", { hasText: "held: GIL held" });
  await summary.focus();
  await workbench.page.keyboard.press("Enter");
  await view()
    .getByRole("img", { name: /What the threads of held did/ })
    .waitFor();
  await workbench.shot("timeline");
  await view().getByRole("button", { name: "Open c/held/spammodule.c" }).click();
  await workbench.page.locator(".tab.active", { hasText: "spammodule.c" }).waitFor();
});

test("its sources are in the workspace now, and what was asked once is not asked again", async () => {
  const copy = path.join(workbench.folder, "gilint-experiment", "c", "held", "spammodule.c");
  expect(readFileSync(copy, "utf8")).toContain("PyInit_spam");
  await view().getByRole("button", { name: "Run Again" }).click();
  await workbench.page.locator(".notification-list-item", { hasText: "Running the spam experiment" }).waitFor();
  const question = workbench.page.locator(".quick-input-title", { hasText: "sources can be copied" });
  expect(await question.isVisible()).toBe(false);
  await workbench.page
    .locator(".notification-list-item", { hasText: "Running the spam experiment" })
    .waitFor({ state: "hidden", timeout: 150_000 });
});

test("the view is there again after the window was loaded anew", async () => {
  await workbench.reload();
  await view().locator("h1", { hasText: "The spam experiment" }).waitFor({ timeout: 60_000 });
  expect(await view().locator("tbody tr").count()).toBeGreaterThan(5);
});

test("a benchmark asks for the call and shows who was kept waiting", async () => {
  await workbench.command("GIL: Benchmark a Python Call");
  const input = workbench.page.locator(".quick-input-widget input.input");
  await workbench.page.locator(".quick-input-title", { hasText: "Which Python call" }).waitFor();
  await input.fill("time.sleep(0.001)");
  await workbench.page.keyboard.press("Enter");
  await workbench.page.locator(".quick-input-title", { hasText: "What has to run before it" }).waitFor();
  await input.fill("import time");
  await workbench.page.keyboard.press("Enter");
  await view().locator("h1", { hasText: "Benchmark of a Python call" }).waitFor({ timeout: 120_000 });
  await view().locator("code", { hasText: "time.sleep(0.001)" }).waitFor();
  expect(await view().locator("tbody tr").count()).toBeGreaterThanOrEqual(2);
  await workbench.shot("benchmark");
});
