// GIL: Open the Spam Module: a copy of the bundled extension with the race, to try gilint on.
import * as vscode from "vscode";

/** Of the experiment's sources: the variant that releases the GIL, and what all variants share. */
const PARTS = ["server/experiment/c/released", "server/experiment/common"];

export async function openSpam(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.joinPath(context.globalStorageUri, "spam");
  const wish = (await exists(folder)) ? await askAboutTheOldCopy() : "start over";
  if (wish === undefined) return;
  if (wish === "start over") {
    await vscode.workspace.fs.createDirectory(folder);
    for (const part of PARTS) await copySources(vscode.Uri.joinPath(context.extensionUri, part), folder);
  }
  await vscode.commands.executeCommand("vscode.openFolder", folder, { forceNewWindow: true });
}

async function askAboutTheOldCopy(): Promise<"open" | "start over" | undefined> {
  const open = vscode.l10n.t("Open");
  const startOver = vscode.l10n.t("Start Over");
  const question = vscode.l10n.t("The spam module was copied before. Open it as it is, or start over?");
  const choice = await vscode.window.showInformationMessage(question, { modal: true }, open, startOver);
  if (choice === undefined) return undefined;
  return choice === startOver ? "start over" : "open";
}

async function copySources(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  for (const [name] of await vscode.workspace.fs.readDirectory(from)) {
    if (!/\.[ch]$/.test(name)) continue;
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(from, name), vscode.Uri.joinPath(to, name), { overwrite: true });
  }
}

async function exists(folder: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(folder);
    return true;
  } catch {
    return false;
  }
}
