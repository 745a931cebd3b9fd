// GIL: Check Workspace: waits until the server has read everything, shows the problems and says how many there are.
import * as vscode from "vscode";
import type { Status } from "../../../../server/src/lsp/protocol.ts";
import type { Server, ServerState } from "../server.ts";

export async function checkWorkspace(server: Server): Promise<void> {
  if (server.state.kind === "stopped" || server.state.kind === "failed") await server.restart();
  const status = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("gilint: checking the workspace") },
    () => whenSettled(server),
  );
  if (status === undefined) return;
  const { error, warning, info, hint } = status.findings;
  const count = error + warning + info + hint;
  if (status.state === "inactive") {
    void vscode.window.showInformationMessage(vscode.l10n.t("gilint: nothing here includes Python.h."));
    return;
  }
  if (count > 0) await vscode.commands.executeCommand("workbench.actions.view.problems");
  void vscode.window.showInformationMessage(
    vscode.l10n.t("gilint: {0} findings in {1} files, {2} of them errors.", count, status.files, error),
  );
}

/** The status once nothing is under way; undefined if there is no server. */
function whenSettled(server: Server): Promise<Status | undefined> {
  return new Promise((resolve) => {
    const settle = (state: ServerState): boolean => {
      const settled = state.kind === "failed" || (state.kind === "running" && isSettled(state.status));
      if (settled) resolve(state.kind === "running" ? state.status : undefined);
      return settled;
    };
    if (settle(server.state)) return;
    const subscription = server.onDidChangeState((state) => {
      if (settle(state)) subscription.dispose();
    });
  });
}

function isSettled(status: Status | undefined): boolean {
  return status !== undefined && status.state !== "indexing";
}
