// Shows the steps of an explanation as a list; choosing one goes there.
import * as vscode from "vscode";
import type { Step } from "../../../../server/src/lsp/protocol.ts";
import { toLocation } from "../convert.ts";

export async function pickStep(title: string, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) {
    void vscode.window.showInformationMessage(title);
    return;
  }
  const items = steps.map((step, index) => {
    const location = toLocation(step.location);
    const path = vscode.workspace.asRelativePath(location.uri);
    return {
      label: `${index + 1}. ${step.message}`,
      description: `${path}:${location.range.start.line + 1}`,
      location,
    };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t("Choose a step to go there"),
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  await vscode.window.showTextDocument(chosen.location.uri, { selection: chosen.location.range });
}
