// Installs a real VS Code for the end-to-end tests: code-server and the Node it runs on, from npm, in a cache outside the clone.
// Installed already: returns at once. `node scripts/setup-e2e.mjs` does it alone and prints where.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const CODE_SERVER = "4.139.1";
const NODE = "24.21.0";

const CACHE = process.env.VSCODE_E2E_DIR ?? path.join(homedir(), ".cache", "gilint-e2e");
const HOME = path.join(CACHE, `code-server-${CODE_SERVER}-node-${NODE}`);

/** The program that runs code-server, and code-server's entry point. */
export const VSCODE_NODE = path.join(HOME, `node_modules/node-linux-${process.arch}/bin/node`);
export const VSCODE_ENTRY = path.join(HOME, "node_modules/code-server/out/node/entry.js");

export function setUpVSCode() {
  if (existsSync(HOME)) return;
  if (process.platform !== "linux") throw new Error("the end-to-end tests run on Linux only");
  // Built beside its place and renamed: a broken installation is never taken for a whole one.
  const unfinished = `${HOME}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    install(unfinished);
    if (!existsSync(HOME)) renameSync(unfinished, HOME);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function install(folder) {
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

function npm(cwd, args) {
  // Node's own headers, where they are installed, spare node-gyp a download.
  const prefix = path.resolve(process.execPath, "../..");
  const headers = existsSync(path.join(prefix, "include/node/node.h")) ? { npm_config_nodedir: prefix } : {};
  const env = { ...process.env, ...headers };
  // What `npm test` hands its scripts concerns this project, not the one being installed.
  for (const name of Object.keys(env)) if (/^npm_(package|lifecycle|command)/.test(name)) delete env[name];
  const result = spawnSync("npm", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  if (result.status === 0) return;
  throw new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${result.stdout ?? ""}${result.stderr ?? result.error}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUpVSCode();
  console.log(VSCODE_ENTRY);
}
