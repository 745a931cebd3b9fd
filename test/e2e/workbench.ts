// What the tests do and look at in the workbench, in the words of its user.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser, openWorkbench, SHOTS } from "./vscode.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** A window of VS Code on a workspace of its own. */
export class Workbench {
  readonly page: Page;
  /** The workspace's folder on disk. */
  readonly folder: string;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page, folder: string) {
    this.#browser = browser;
    this.page = page;
    this.folder = folder;
  }

  /** Opens a copy of these folders' files (named from the project's root), and shows one of them. */
  static async open(sources: readonly string[], file: string): Promise<Workbench> {
    const folder = mkdtempSync(path.join(tmpdir(), "gilint-workspace-"));
    for (const source of sources) cpSync(path.join(ROOT, source), folder, { recursive: true });
    const browser = await launchBrowser();
    const vscode = { url: inject("vscodeUrl") };
    return new Workbench(browser, await openWorkbench(browser, vscode, folder, file), folder);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async shot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  }

  async command(title: string): Promise<void> {
    await this.#quickInput(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  }

  /** Puts the cursor at a place: one-based line and column. */
  async goTo(file: string, line: number, column: number): Promise<void> {
    await this.#quickInput(`${file}:${line}:${column}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: file }).first().waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab.active", { hasText: file }).waitFor();
  }

  /** The rows of the Problems panel, which is opened. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) await this.command("Problems: Focus on Problems View");
    await panel.waitFor();
    return panel.locator(".monaco-list-row");
  }

  get statusItem(): Locator {
    return this.page.locator('.statusbar-item[id="gilint.gilint.gilint.status"]');
  }

  get editor(): Locator {
    return this.page.locator(".editor-instance .monaco-editor").first();
  }

  async #quickInput(text: string): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press(text.startsWith(">") ? "F1" : "Control+P");
    const input = this.page.locator(".quick-input-widget input.input");
    await input.waitFor();
    await input.fill(text);
  }
}
