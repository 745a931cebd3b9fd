// Before all end-to-end tests: builds and packs the extension, and starts a VS Code that has it installed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import type { TestProject } from "vitest/node";
import { installVSCode } from "./install-vscode.ts";
import { startVSCode } from "./vscode.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly vscodeUrl: string;
    readonly vscodeData: string;
  }
}

/** Nothing but the files of the folder. */
const BARE = { dependencies: false, allowMissingRepository: true, skipLicense: true };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const installation = installVSCode();
  const out = mkdtempSync(path.join(tmpdir(), "gilint-vsix-"));
  run("scripts/build.mjs");
  run("scripts/package.mjs", "--out", out);
  const [vsix] = readdirSync(out);
  if (vsix === undefined) throw new Error("no .vsix was made");
  const control = path.join(out, "control.vsix");
  await createVSIX({ cwd: path.join(import.meta.dirname, "control"), packagePath: control, ...BARE });
  const vscode = await startVSCode(installation, [path.join(out, vsix), control]);
  project.provide("vscodeUrl", vscode.url);
  project.provide("vscodeData", vscode.data);
  return async () => {
    await vscode.stop();
    rmSync(out, { recursive: true, force: true });
  };
}

function run(...command: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stdout}${stderr}`);
}
