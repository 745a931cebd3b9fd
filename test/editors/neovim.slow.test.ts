// Neovim, without a screen, on the packed command: diagnostics, a code action applied, a hover.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { PackedCommand } from "../cli/packed.ts";
import { DECREF, DECREF_IN_REGION } from "../support/c-samples.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

interface Seen {
  readonly failed?: string;
  readonly before: readonly unknown[];
  readonly titles: readonly string[];
  readonly text: readonly string[];
  readonly hover: string;
}

test("diagnostics come, the preferred fix is applied, and they go", async () => {
  const { error, stdout } = spawnSync("nvim", ["--version"], { encoding: "utf8" });
  if (error !== undefined) {
    console.warn("Neovim: not tried, it is not installed (Debian's package is neovim)");
    return;
  }
  const gilint = await PackedCommand.install();
  try {
    const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
    const script = path.join(import.meta.dirname, "neovim.lua");
    const at = DECREF_IN_REGION.split("\n").findIndex((line) => line.includes("Py_BEGIN")) + 1;
    const seen = drive(
      folder.root,
      ["--clean", "-n", "--headless", `+call cursor(${at}, 5)`, "spam.c", "-S", script],
      gilint,
    );
    expect(seen, stdout.split("\n", 1).join()).toMatchObject({
      before: [{ code: "api-call-without-gil", line: 7, column: 3, source: "gilint" }],
      titles: expect.arrayContaining(["Suppress api-call-without-gil here"]),
    });
    expect(seen.text.join("\n")).toBe(
      DECREF_IN_REGION.replace(`  ${DECREF}\n  Py_END_ALLOW_THREADS`, `  Py_END_ALLOW_THREADS\n  ${DECREF}`).trimEnd(),
    );
    expect(seen.hover).toContain("GIL");
  } finally {
    rmSync(path.dirname(gilint.folder), { recursive: true, force: true });
  }
});

function drive(cwd: string, args: readonly string[], gilint: PackedCommand): Seen {
  const env = {
    ...process.env,
    GILINT: path.join(gilint.folder, "node_modules/.bin/gilint"),
    // Nothing of the user's, and nothing left behind.
    HOME: cwd,
    XDG_STATE_HOME: cwd,
    XDG_CACHE_HOME: cwd,
    XDG_CONFIG_HOME: cwd,
  };
  const { status, stdout, stderr } = spawnSync("nvim", args, { cwd, env, encoding: "utf8", timeout: 200_000 });
  const line = stdout.split("\n").find((one) => one.startsWith("{"));
  if (line === undefined) throw new Error(`Neovim ended with ${status}:\n${stdout}${stderr}`);
  const seen: Seen = JSON.parse(line);
  if (seen.failed !== undefined) throw new Error(seen.failed);
  return seen;
}
