// The view of an experiment's or a benchmark's results.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { REPORT_STYLE } from "../../../../server/src/experiment/report/style.ts";
import { endingsOf, fragmentOf, type Results, textOf } from "./results.ts";

export const VIEW_TYPE = "gilint.results";

/** What the page's buttons ask for; the page's script is client/src/webview/results.ts. */
export interface Asked {
  readonly command?: string;
  /** A source of the experiment, below its folder. */
  readonly open?: string;
}

interface PanelOptions {
  readonly extension: vscode.Uri;
  readonly runAgain: (results: Results, faithful: boolean) => void;
}

/** One panel for all results: the newest take the place of those before. */
export class ResultsPanel {
  readonly #options: PanelOptions;
  #panel: vscode.WebviewPanel | undefined;
  #results: Results | undefined;

  constructor(options: PanelOptions) {
    this.#options = options;
  }

  show(results: Results): void {
    const resources = vscode.Uri.joinPath(this.#options.extension, "dist", "client");
    const panel =
      this.#panel ??
      vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t("GIL: Results"), vscode.ViewColumn.Active, {
        enableScripts: true,
        enableFindWidget: true,
        localResourceRoots: [resources],
      });
    this.adopt(panel, results);
    panel.reveal();
  }

  /** Takes over a panel that VS Code has kept over a reload. */
  adopt(panel: vscode.WebviewPanel, results: Results): void {
    this.#results = results;
    if (this.#panel !== panel) {
      this.#panel = panel;
      panel.onDidDispose(() => {
        this.#panel = undefined;
      });
      panel.webview.onDidReceiveMessage((asked: Asked) => this.#answer(asked));
    }
    panel.webview.html = page(panel.webview, this.#options.extension, results);
  }

  async #answer({ command, open }: Asked): Promise<void> {
    const results = this.#results;
    if (results === undefined) return;
    if (open !== undefined) {
      const own = vscode.Uri.joinPath(this.#options.extension, "server", "experiment");
      const folder = results.sources === null ? own : vscode.Uri.file(results.sources);
      const source = vscode.Uri.joinPath(folder, ...open.split("/"));
      await vscode.window.showTextDocument(source, { viewColumn: vscode.ViewColumn.Beside });
      // What belongs to the extension is not to be changed.
      if (results.sources === null)
        await vscode.commands.executeCommand("workbench.action.files.setActiveEditorReadonlyInSession");
    } else if (command === "again" || command === "faithful") {
      this.#options.runAgain(results, command === "faithful");
    } else if (command === "compare") {
      await vscode.commands.executeCommand("gilint.compareInterpreters");
    } else if (command === "save") {
      await save(results);
    }
  }
}

async function save(results: Results): Promise<void> {
  const endings = endingsOf(results);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${results.kind}${endings[0] ?? ".json"}`),
    filters: Object.fromEntries(endings.map((ending) => [ending.slice(1).toUpperCase(), [ending.slice(1)]])),
  });
  if (target === undefined) return;
  await writeFile(target.fsPath, textOf(results, target.fsPath));
  await vscode.window.showTextDocument(target);
}

function page(webview: vscode.Webview, extension: vscode.Uri, results: Results): string {
  const nonce = randomBytes(16).toString("base64url");
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extension, "dist", "client", "results.js"));
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  const buttons: readonly (readonly [string, string])[] = [
    ["again", vscode.l10n.t("Run Again")],
    ...(results.kind === "experiment"
      ? [
          ["faithful", vscode.l10n.t("Run with 10 000 Threads (minutes)")] as const,
          ["compare", vscode.l10n.t("Compare Interpreters…")] as const,
        ]
      : []),
    ["save", vscode.l10n.t("Save…")],
  ];
  const bar = buttons.map(([command, title]) => `<button type="button" data-command="${command}">${title}</button>`);
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${vscode.l10n.t("GIL: Results")}</title>
<style nonce="${nonce}">${REPORT_STYLE}${TOOLBAR_STYLE}</style>
</head>
<body>
<div class="gilint-toolbar" role="toolbar" aria-label="${vscode.l10n.t("Results")}">${bar.join("")}</div>
${fragmentOf(results)}
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

const TOOLBAR_STYLE = `
.gilint-toolbar { max-width: 72rem; margin: 0 auto; padding: 1rem 1rem 0; display: flex; flex-wrap: wrap; gap: 0.5rem; }
button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent);
  padding: 0.3rem 0.75rem; font: inherit; cursor: pointer; border-radius: 2px; }
button:hover { background: var(--vscode-button-hoverBackground); }
button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
`;
