// A real VS Code on loopback: started with private folders, shown by Chromium, ended with all its processes.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Installation } from "./install-vscode.ts";

export interface VSCode {
  readonly url: string;
  /** User data, with `User/settings.json`. */
  readonly data: string;
  stop(): Promise<void>;
}

export const SHOTS: string = path.join(import.meta.dirname, "shots");

const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.editor.empty.hint": "hidden",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "window.commandCenter": false,
  "git.enabled": false,
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
  "security.workspace.trust.enabled": false,
};

export async function startVSCode(installation: Installation, vsixes: readonly string[]): Promise<VSCode> {
  const data = mkdtempSync(path.join(tmpdir(), "gilint-e2e-"));
  mkdirSync(path.join(data, "User"));
  mkdirSync(SHOTS, { recursive: true });
  writeFileSync(path.join(data, "User/settings.json"), JSON.stringify(SETTINGS, null, 2));
  // Without a configuration of its own code-server writes into the home folder.
  const config = path.join(data, "config.yaml");
  writeFileSync(config, "");
  const folders = ["--config", config, "--user-data-dir", data, "--extensions-dir", path.join(data, "extensions")];
  const env = { ...process.env, HOME: data, XDG_RUNTIME_DIR: data };
  const { node, entry } = installation;
  for (const vsix of vsixes) {
    const install = spawnSync(node, [entry, ...folders, "--install-extension", vsix], { encoding: "utf8", env });
    if (install.status !== 0) throw new Error(`${vsix} does not install:\n${install.stdout}${install.stderr}`);
  }

  const port = await freePort();
  const quiet = ["--disable-telemetry", "--disable-update-check"];
  const address = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`];
  const server = spawn(node, [entry, ...folders, ...address, ...quiet, "--disable-getting-started-override"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own: extension host and language server end with it
  });
  // Whoever started the tests may not let them end in order.
  const kill = (): void => killGroup(server);
  process.once("exit", kill);
  const log = createWriteStream(path.join(SHOTS, "server.log"));
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/healthz`, server);
  return {
    url,
    data,
    stop: async () => {
      await endGroup(server);
      process.off("exit", kill);
      log.end();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (executablePath === undefined) throw new Error("no Chromium: apt-get install chromium");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const more = ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
  return chromium.launch({ executablePath, args: [...args, ...more] });
}

/** Opens a folder and a file in it; returns when both are on the screen. */
export async function openWorkbench(browser: Browser, url: string, folder: string, file: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(60_000);
  // Nothing but loopback is reachable: everything else ends at once instead of hanging.
  await context.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  const page = await context.newPage();
  const authority = new URL(url).host;
  const payload = JSON.stringify([["openFile", `vscode-remote://${authority}${path.join(folder, file)}`]]);
  const query = new URLSearchParams({ folder, payload });
  // A busy machine takes its time to load a workbench.
  const timeout = 200_000;
  await page.goto(`${url}/?${query.toString()}`, { waitUntil: "commit", timeout });
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout });
  await page.locator(".editor-instance .monaco-editor .view-line").first().waitFor({ timeout });
  return page;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    if (server.exitCode !== null) throw new Error(`code-server ended with ${server.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("code-server does not answer");
}

async function endGroup(server: ChildProcess): Promise<void> {
  const { pid } = server;
  if (pid === undefined) return;
  if (server.exitCode === null) {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    process.kill(-pid, "SIGTERM");
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
  }
  killGroup(server);
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of the group is left.
  }
}
