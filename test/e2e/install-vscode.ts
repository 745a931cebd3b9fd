// Installs a real VS Code for the tests: code-server and the Node it runs on, from npm, in a cache outside the clone.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const CODE_SERVER = "4.139.1";
const NODE = "24.21.0";

export interface Installation {
  /** The Node that runs it. */
  readonly node: string;
  /** code-server's entry point. */
  readonly entry: string;
}

/** Returns at once where it is installed already; the folder is `VSCODE_E2E_DIR`, by default in the user's cache. */
export function installVSCode(): Installation {
  if (process.platform !== "linux") throw new Error("the end-to-end tests run on Linux only");
  const cache = process.env["VSCODE_E2E_DIR"] ?? path.join(homedir(), ".cache", "gilint-e2e");
  const folder = path.join(cache, `code-server-${CODE_SERVER}-node-${NODE}`);
  if (!existsSync(folder)) installInto(folder);
  return {
    node: path.join(folder, `node_modules/node-linux-${process.arch}/bin/node`),
    entry: path.join(folder, "node_modules/code-server/out/node/entry.js"),
  };
}

/** Installs beside the place and renames: a broken installation is never taken for a whole one. */
function installInto(folder: string): void {
  console.log("installing VS Code for the end-to-end tests; this takes minutes, once");
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    install(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function install(folder: string): void {
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
  // Its own post-install step wants compilers and downloads; what is needed of it follows.
  const quick = ["--ignore-scripts", "--no-package-lock", "--prefer-offline", "--no-audit", "--no-fund"];
  npm(folder, ["install", ...quick, "--no-save", `node-linux-${process.arch}@${NODE}`, `code-server@${CODE_SERVER}`]);
  // VS Code's own dependencies. Not `npm ci`: the lock it ships is out of step with its manifest.
  const vscode = path.join(folder, "node_modules/code-server/lib/vscode");
  npm(vscode, ["install", "--omit=dev", ...quick]);
  // The native modules that matter: without the first every output channel stays empty.
  npm(vscode, ["rebuild", "@vscode/spdlog", "@vscode/native-watchdog"]);
}

function npm(cwd: string, args: readonly string[]): void {
  const env = { ...process.env };
  // What `npm test` tells its scripts concerns this project, not the one that is being installed.
  for (const name of Object.keys(env)) if (/^npm_(package|lifecycle|command)/.test(name)) delete env[name];
  // Node's own headers, where they are installed, spare node-gyp a download.
  const prefix = path.resolve(process.execPath, "../..");
  if (existsSync(path.join(prefix, "include/node/node.h"))) env["npm_config_nodedir"] = prefix;
  const result = spawnSync("npm", args, { cwd, env, encoding: "utf8" });
  if (result.status === 0) return;
  throw new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${result.stdout}${result.stderr}${result.error ?? ""}`);
}
