// Where the experiment's sources are: a copy in the workspace, that can be changed and run again, or those the extension brings.
import { existsSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";

/** The folder for the copy; null to run the extension's own. */
export type Sources = { readonly folder: string } | { readonly folder: null };

const REMEMBERED = "gilint.experiment.sources";
const FOLDER = "gilint-experiment";

/** Asked once for each workspace; undefined if the question was left unanswered. */
export async function sourcesOf(state: vscode.Memento): Promise<Sources | undefined> {
  const workspace = vscode.workspace.workspaceFolders?.[0];
  if (workspace === undefined) return { folder: null };
  const remembered = state.get<Sources>(REMEMBERED);
  if (remembered !== undefined) return remembered;
  const answer = await ask(workspace.uri);
  if (answer !== undefined) await state.update(REMEMBERED, answer);
  return answer;
}

/** For a folder that cannot be used after all: the question comes again. */
export async function forgetSources(state: vscode.Memento): Promise<void> {
  await state.update(REMEMBERED, undefined);
}

/** What tells the command line: it copies only where nothing is, and never over a file. */
export function sourceOptions({ folder }: Sources): readonly string[] {
  if (folder === null) return [];
  return existsSync(path.join(folder, "run.py")) ? ["--sources", folder] : ["--output-dir", folder];
}

async function ask(workspace: vscode.Uri): Promise<Sources | undefined> {
  const usual = vscode.Uri.joinPath(workspace, FOLDER);
  const copy = { label: vscode.l10n.t("Copy them to {0}", FOLDER), detail: usual.fsPath };
  const elsewhere = { label: vscode.l10n.t("Copy them to another folder…") };
  const none = { label: vscode.l10n.t("Run them where they are"), detail: vscode.l10n.t("Nothing is copied") };
  const chosen = await vscode.window.showQuickPick([copy, elsewhere, none], {
    title: vscode.l10n.t("The experiment's sources can be copied, to be read, changed and run again"),
    ignoreFocusOut: true,
  });
  if (chosen === copy) return { folder: usual.fsPath };
  if (chosen === none) return { folder: null };
  if (chosen === undefined) return undefined;
  const folders = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri: workspace,
  });
  return folders?.[0] && { folder: folders[0].fsPath };
}
