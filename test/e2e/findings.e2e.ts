import { afterAll, beforeAll, expect, test } from "vitest";
import { Workbench } from "./workbench.ts";

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(["server/experiment/c/released", "server/experiment/common"], "cprint_list.c");
});

afterAll(() => workbench.close());

test("the race of the spam module is underlined while the file is open", async () => {
  await workbench.page.locator(".squiggly-warning").first().waitFor();
});
