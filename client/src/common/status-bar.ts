// The status bar's item: the state of the GIL at the cursor, what was found, or what the server is doing.
import * as vscode from "vscode";
import type { GilStateResult, Status } from "../../../server/src/lsp/protocol.ts";
import { cursorOf } from "./convert.ts";
import { activeSourceEditor } from "./documents.ts";
import { Latest } from "./latest.ts";
import { gilStateAt } from "./requests.ts";
import type { Server, ServerState } from "./server.ts";

export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("gilint.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "gilint";
  item.command = "gilint.showMenu";
  let atCursor: GilStateResult | undefined;

  const ask = new Latest(100, async (token) => {
    const editor = activeSourceEditor();
    const result = editor === undefined ? undefined : await server.request(gilStateAt, cursorOf(editor), token);
    if (token.isCancellationRequested) return;
    atCursor = result ?? undefined;
    render();
  });

  function render(): void {
    const { text, tooltip, severity } = describe(server.state, atCursor);
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `gilint: ${tooltip}` };
    item.backgroundColor = severity && new vscode.ThemeColor(`statusBarItem.${severity}Background`);
    if (isWanted(server.state)) item.show();
    else item.hide();
  }

  function refresh(): void {
    render();
    ask.schedule();
  }

  refresh();
  return vscode.Disposable.from(
    item,
    ask,
    server.onDidChangeState(refresh),
    vscode.window.onDidChangeActiveTextEditor(() => {
      render();
      ask.now();
    }),
    vscode.window.onDidChangeTextEditorSelection((change) => {
      if (change.textEditor === vscode.window.activeTextEditor) ask.schedule();
    }),
  );
}

/** Only where there is C, and only if it is C that concerns gilint. What is wrong is said anywhere. */
function isWanted(state: ServerState): boolean {
  if (state.kind === "failed") return true;
  if (state.kind === "running" && state.status?.state === "error") return true;
  if (state.kind === "running" && state.status?.state === "inactive") return false;
  return activeSourceEditor() !== undefined;
}

interface Appearance {
  readonly text: string;
  readonly tooltip: string;
  readonly severity?: "error" | "warning";
}

function describe(state: ServerState, atCursor: GilStateResult | undefined): Appearance {
  if (state.kind === "failed") return failure(state.message);
  if (state.kind === "stopped")
    return { text: "$(circle-slash) GIL", tooltip: vscode.l10n.t("The server is not running.") };
  if (state.kind === "starting") return { text: "$(sync~spin) GIL", tooltip: vscode.l10n.t("The server is starting") };
  const { status } = state;
  if (status?.state === "error") return failure(status.message ?? vscode.l10n.t("Something went wrong"));
  if (status?.state === "indexing") {
    return { text: "$(sync~spin) GIL", tooltip: vscode.l10n.t("Reading the workspace's sources") };
  }
  const here = stateAtCursor(atCursor);
  const count = status === undefined ? 0 : findings(status);
  if (status === undefined || count === 0) return { text: here.text, tooltip: here.tooltip };
  const found = vscode.l10n.t("Findings in the workspace: {0}", count);
  return { text: `${here.text} $(warning) ${count}`, tooltip: `${here.tooltip}\n${found}` };
}

function failure(message: string): Appearance {
  return { text: "$(error) GIL", tooltip: message, severity: "error" };
}

function stateAtCursor(here: GilStateResult | undefined): Appearance {
  switch (here?.state) {
    case "held":
      return { text: vscode.l10n.t("$(lock) GIL held"), tooltip: here.reason };
    case "released":
      return { text: vscode.l10n.t("$(unlock) GIL released"), tooltip: here.reason };
    case "maybe":
      return { text: vscode.l10n.t("$(question) GIL maybe released"), tooltip: here.reason };
    case "not-analysed":
      return { text: "GIL", tooltip: here.reason };
    case undefined:
      return { text: "GIL", tooltip: vscode.l10n.t("Not analysed here") };
  }
}

function findings({ findings: { error, warning, info, hint } }: Status): number {
  return error + warning + info + hint;
}
