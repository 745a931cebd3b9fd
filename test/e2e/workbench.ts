// What the tests do and look at in the workbench, in the words of its user.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { inject, type RunnerTask } from "vitest";
import { launchBrowser, openWorkbench, SHOTS } from "./vscode.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The spam module whose prints race, from the project's root: the binding and the code it calls are two files. */
export const SPAM: readonly string[] = ["server/experiment/c/released", "server/experiment/common"];

/** How long an answer to a key takes at most, in milliseconds, on a machine that is not overloaded. */
const SHORTLY = 10_000;

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

  /** Opens a copy of these folders' files, with others that are made for the test, and shows one of them. */
  static async open(
    sources: readonly string[],
    file: string,
    made: Readonly<Record<string, string>> = {},
  ): Promise<Workbench> {
    const folder = mkdtempSync(path.join(tmpdir(), "gilint-workspace-"));
    for (const source of sources) cpSync(path.join(ROOT, source), folder, { recursive: true });
    for (const [name, text] of Object.entries(made)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const browser = await launchBrowser();
    try {
      return new Workbench(browser, await openWorkbench(browser, inject("vscodeUrl"), folder, file), folder);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The window comes back with what it kept, and is not told again which file to open. */
  async reload(): Promise<void> {
    const address = new URL(this.page.url());
    address.searchParams.delete("payload");
    await this.page.goto(address.href, { waitUntil: "commit", timeout: 200_000 });
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 200_000 });
  }

  async shot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: "disabled" });
  }

  /** For after each test: what the screen showed when it failed. */
  async shotIfFailed({ name, result }: RunnerTask): Promise<void> {
    if (result?.state === "fail") await this.shot(`FAILED ${name.replaceAll("/", " ")}`);
  }

  async command(title: string): Promise<void> {
    await this.#insist(async () => {
      await this.#ask(`>${title}`);
      await this.#rows.filter({ hasText: title }).first().click({ timeout: SHORTLY });
    });
  }

  /** The titles the palette offers for a text. */
  async palette(text: string): Promise<string[]> {
    return this.#insist(async () => {
      await this.#ask(`>${text}`);
      await this.#rows.filter({ hasText: text }).first().waitFor({ timeout: SHORTLY });
      const titles = await this.#rows.locator(".label-name").allTextContents();
      await this.page.keyboard.press("Escape");
      return titles;
    });
  }

  /** Chooses a row of the list that is open; typing brings it into view. */
  async pick(text: string): Promise<void> {
    await this.page.locator(".quick-input-widget input.input").fill(text);
    await this.#rows.filter({ hasText: text }).first().click();
  }

  /** Puts the cursor at a place: one-based line and column. */
  async goTo(file: string, line: number, column: number): Promise<void> {
    await this.#insist(async () => {
      await this.#ask(`${file}:${line}:${column}`);
      // The list shows what was open before, until it has searched.
      await this.page
        .locator(".quick-input-list .monaco-list-row.focused", { hasText: file })
        .waitFor({ timeout: SHORTLY });
      await this.page.keyboard.press("Enter");
      await this.page.locator(".tab.active", { hasText: file }).waitFor({ timeout: SHORTLY });
    });
    await this.page.locator('[id="status.editor.selection"]', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** The one-based line of a file on disk that holds a text. */
  lineOf(file: string, text: string): number {
    const lines = readFileSync(path.join(this.folder, file), "utf8").split("\n");
    const index = lines.findIndex((line) => line.includes(text));
    if (index < 0) throw new Error(`${file} has no line with ${text}`);
    return index + 1;
  }

  /** The rows of the Problems panel, which is opened. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) await this.command("Problems: Focus on Problems View");
    await panel.waitFor();
    return panel.locator(".monaco-list-row");
  }

  /** The rows of the menu of quick fixes at the cursor, which is opened. */
  async quickFixes(): Promise<Locator> {
    const rows = this.page.locator(".action-widget .monaco-list-row");
    await this.#insist(async () => {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("Control+.");
      await rows.first().waitFor({ timeout: SHORTLY });
    });
    return rows;
  }

  /** The rows of the menu of refactorings for the line that holds a text, which is selected. */
  async refactorings(file: string, text: string): Promise<Locator> {
    const rows = this.page.locator(".action-widget .monaco-list-row");
    await this.#insist(async () => {
      await this.goTo(file, this.lineOf(file, text), 1);
      await this.page.keyboard.press("Shift+ArrowDown");
      await this.page.locator('[id="status.editor.selection"]', { hasText: "selected" }).waitFor({ timeout: SHORTLY });
      await this.page.keyboard.press("Control+Shift+R");
      await rows.first().waitFor({ timeout: SHORTLY });
    });
    return rows;
  }

  /** The rows of a view in the side bar. */
  view(name: string): Locator {
    const header = this.page.locator(`.pane-header[aria-label^="${name}"]`);
    return this.page.locator(".pane", { has: header }).locator(".monaco-list-row");
  }

  get squiggle(): Locator {
    return this.page.locator(".squiggly-error, .squiggly-warning, .squiggly-info");
  }

  get statusItem(): Locator {
    return this.page.locator('.statusbar-item[id="gilint.gilint.gilint.status"]');
  }

  /** The one-based numbers of the lines on the screen whose background is gilint's. */
  async shadedLines(): Promise<number[]> {
    return this.page.evaluate(() => {
      const numbers = new Map(
        [...document.querySelectorAll(".margin-view-overlays > div")].map((row) => [
          (row as HTMLElement).style.top,
          Number(row.querySelector(".line-numbers")?.textContent),
        ]),
      );
      return [...document.querySelectorAll(".view-overlays > div")]
        .filter((row) =>
          [...row.children].some((part) => getComputedStyle(part).backgroundColor.startsWith("rgba(75, 139, 190")),
        )
        .map((row) => numbers.get((row as HTMLElement).style.top) ?? 0);
    });
  }

  /** How many milliseconds the page takes from a key until the text has changed, and until other places are underlined as errors. */
  async answerTo(key: string): Promise<{ readonly text: number; readonly errors: number }> {
    const answer = await this.page.evaluateHandle(() => {
      const written = (): string => document.querySelector(".view-lines")?.textContent ?? "";
      const textBefore = written();
      const underlined = (): string =>
        [...document.querySelectorAll<HTMLElement>(".squiggly-error")]
          .map((mark) => `${mark.parentElement?.style.top} ${mark.style.left}`)
          .join();
      const before = underlined();
      const taken = new Promise<{ readonly text: number; readonly errors: number }>((resolve) => {
        let pressed = Number.NaN;
        let text = Number.NaN;
        document.addEventListener("keydown", () => (pressed = performance.now()), { capture: true, once: true });
        // Told of each change the editor draws: who looks once a frame, in front of the editor, sees it a frame later.
        const drawn = new MutationObserver(() => {
          if (Number.isNaN(text) && written() !== textBefore) text = performance.now() - pressed;
          if (Number.isNaN(pressed) || underlined() === before) return;
          drawn.disconnect();
          resolve({ text, errors: performance.now() - pressed });
        });
        drawn.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      });
      return { taken };
    });
    await this.page.keyboard.press(key);
    return answer.evaluate(({ taken }) => taken);
  }

  /** The language servers of this window: they run in its folder. */
  serverProcesses(): number[] {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && isServer(name, this.folder))
      .map(Number);
  }

  get #rows(): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row");
  }

  async #ask(text: string): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press(text.startsWith(">") ? "F1" : "Control+P");
    await this.page.locator(".quick-input-widget input.input").fill(text, { timeout: SHORTLY });
  }

  /** Whatever takes the focus meanwhile, a page that has just loaded for one, closes the quick input: then once more. */
  async #insist<T>(action: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await action();
      } catch (error) {
        if (attempt === 10) throw error;
      }
    }
  }
}

function isServer(pid: string, folder: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("gilint.js") && readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false; // it ended meanwhile
  }
}
