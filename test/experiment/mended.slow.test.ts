// The spam module that mixes its lines, mended by `gilint check --fix --unsafe-fixes` alone, built and run by the
// experiment in the place of the one that people mended.
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run as gilint } from "../../server/src/cli/run.ts";
import { copySources } from "../../server/src/experiment/laboratory.ts";
import type { VariantResult } from "../../server/src/experiment/result.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { experiment, HEADERS, PYTHON } from "./command.ts";

const REPEATS = 5;

test.skipIf(!existsSync(HEADERS))("gilint's fixes end the race (needs Python.h)", async () => {
  const { root: cwd } = new TemporaryFolder({});
  await copySources(join(cwd, "sources"));
  const [racy, guarded] = [join(cwd, "sources/c/released"), join(cwd, "sources/c/guarded")];
  rmSync(guarded, { recursive: true });
  cpSync(racy, guarded, { recursive: true });
  expect(await fixAll(guarded)).toEqual({ code: 0, said: "No findings in 3 files.\nFixed 1 finding.\n" });

  const args = ["--python", PYTHON, "--sources", "sources", "--variants", "racy,guarded", "--repeats", `${REPEATS}`];
  const { result } = await experiment(args, { cwd });
  const variants = new Map(result.interpreters[0]?.variants.map((variant) => [variant.id, variant]));
  const [before, after] = [variants.get("racy"), variants.get("guarded")];
  // The same sources without the fixes race, so that whole lines mean something.
  expect(before?.status).toBe("as expected");
  expect(before?.malformed).toBeGreaterThan(0);
  expect(after?.status, JSON.stringify([after?.judgements, after?.reason])).toBe("as expected");
  expect(after?.malformed).toBe(0);
  // It is the lock that keeps lines whole, not the GIL: all threads are inside at once.
  expect(after?.peak).toBe(result.parameters.threads);
  expect(races(after)).toEqual(races(before));
  expect(after?.prediction?.findings).toEqual([]);
});

/** How many lines each race printed, of how many. */
function races(variant: VariantResult | undefined): readonly (number | undefined)[] {
  const own = variant?.runs.filter(({ purpose }) => purpose === "race") ?? [];
  expect(own).toHaveLength(REPEATS);
  return own.map(({ lines }) => lines?.asked);
}

async function fixAll(folder: string): Promise<{ readonly code: number; readonly said: string }> {
  let said = "";
  const code = await gilint(["check", "--fix", "--unsafe-fixes", "."], {
    stdout: { write: (text) => (said += text) },
    stderr: { write: (text) => (said += text) },
    cwd: folder,
    env: {},
    readInput: async () => Buffer.from(""),
  });
  return { code, said };
}
