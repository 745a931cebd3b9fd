// What a click on the status bar's item offers.
import * as vscode from "vscode";
import { SECTION } from "../settings.ts";

export async function showMenu(): Promise<void> {
  const items = [
    command("$(search)", vscode.l10n.t("Show GIL state here"), "gilint.showGilState"),
    command("$(type-hierarchy)", vscode.l10n.t("Show why this function needs the GIL"), "gilint.whyNeedsGil"),
    command("$(warning)", vscode.l10n.t("Check the workspace"), "gilint.checkWorkspace"),
    command("$(book)", vscode.l10n.t("Explain a rule"), "gilint.explainRule"),
    command("$(symbol-color)", vscode.l10n.t("Turn region shading on or off"), "gilint.toggleRegionShading"),
    command("$(debug-restart)", vscode.l10n.t("Restart the server"), "gilint.restartServer"),
    command("$(output)", vscode.l10n.t("Show the output"), "gilint.showOutput"),
    command("$(gear)", vscode.l10n.t("Open the settings"), "gilint.openSettings"),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: "gilint" });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command);
}

export async function toggleRegionShading(): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  await settings.update("regionShading", !settings.get<boolean>("regionShading", true), true);
}

function command(icon: string, title: string, id: string): vscode.QuickPickItem & { readonly command: string } {
  return { label: `${icon} ${title}`, command: id };
}
