// The explorer's view "GIL Regions": workspace folder → file → region, with what was found in each.
import * as vscode from "vscode";
import type { RegionItem, WorkspaceRegionsFile, WorkspaceRegionsFolder } from "../../../../server/src/lsp/protocol.ts";
import { toRange } from "../convert.ts";
import { Latest } from "../latest.ts";
import { workspaceRegions } from "../requests.ts";
import type { Server } from "../server.ts";

type Element =
  | { readonly kind: "folder"; readonly folder: WorkspaceRegionsFolder }
  | { readonly kind: "file"; readonly file: WorkspaceRegionsFile }
  | { readonly kind: "region"; readonly file: WorkspaceRegionsFile; readonly region: RegionItem };

export function showRegionsView(server: Server): vscode.Disposable {
  const regions = new Regions(server);
  const view = vscode.window.createTreeView("gilint.regions", { treeDataProvider: regions, showCollapseAll: true });
  const update = new Latest(200, async (token) => {
    if (!view.visible) return;
    await regions.load(token);
  });
  const filter = (onlyFindings: boolean) => () => {
    regions.onlyFindings = onlyFindings;
    void vscode.commands.executeCommand("setContext", "gilint.regions.onlyFindings", onlyFindings);
  };
  return vscode.Disposable.from(
    view,
    update,
    regions,
    server.onDidChangeState(() => update.schedule()),
    view.onDidChangeVisibility(() => update.schedule()),
    vscode.commands.registerCommand("gilint.regions.onlyFindings", filter(true)),
    vscode.commands.registerCommand("gilint.regions.all", filter(false)),
  );
}

class Regions implements vscode.TreeDataProvider<Element>, vscode.Disposable {
  readonly #server: Server;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData: vscode.Event<void> = this.#changes.event;
  #folders: readonly WorkspaceRegionsFolder[] = [];
  #onlyFindings = false;

  constructor(server: Server) {
    this.#server = server;
  }

  set onlyFindings(value: boolean) {
    this.#onlyFindings = value;
    this.#changes.fire();
  }

  async load(token: vscode.CancellationToken): Promise<void> {
    const folders = await this.#server.request(workspaceRegions, {}, token);
    if (token.isCancellationRequested) return;
    this.#folders = folders ?? [];
    this.#changes.fire();
  }

  dispose(): void {
    this.#changes.dispose();
  }

  getChildren(element?: Element): Element[] {
    switch (element?.kind) {
      case undefined: {
        const [only, ...others] = this.#folders;
        // One folder needs no level of its own.
        if (only !== undefined && others.length === 0) return this.#files(only);
        return this.#folders.map((folder) => ({ kind: "folder", folder }));
      }
      case "folder":
        return this.#files(element.folder);
      case "file":
        return this.#wanted(element.file.regions).map((region) => ({ kind: "region", file: element.file, region }));
      case "region":
        return [];
    }
  }

  getTreeItem(element: Element): vscode.TreeItem {
    switch (element.kind) {
      case "folder":
        return folderItem(element.folder);
      case "file":
        return fileItem(element.file);
      case "region":
        return regionItem(element.file, element.region);
    }
  }

  #files(folder: WorkspaceRegionsFolder): Element[] {
    return this.#wanted(folder.files).map((file) => ({ kind: "file", file }));
  }

  #wanted<T extends { readonly findings: number }>(items: readonly T[]): readonly T[] {
    return this.#onlyFindings ? items.filter((item) => item.findings > 0) : items;
  }
}

function folderItem({ uri }: WorkspaceRegionsFolder): vscode.TreeItem {
  const resource = vscode.Uri.parse(uri);
  const name = vscode.workspace.getWorkspaceFolder(resource)?.name ?? resource.path;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = uri;
  item.iconPath = vscode.ThemeIcon.Folder;
  return item;
}

function fileItem({ uri, path, findings, regions }: WorkspaceRegionsFile): vscode.TreeItem {
  const item = new vscode.TreeItem(path, vscode.TreeItemCollapsibleState.Expanded);
  item.id = uri;
  item.resourceUri = vscode.Uri.parse(uri);
  item.iconPath = vscode.ThemeIcon.File;
  item.description = counts(findings, vscode.l10n.t("regions: {0}", regions.length));
  return item;
}

function regionItem(file: WorkspaceRegionsFile, region: RegionItem): vscode.TreeItem {
  const last = region.ends.at(-1) ?? region.stretches.at(-1)?.range ?? region.release;
  const item = new vscode.TreeItem(region.function);
  item.id = `${file.uri}#${region.release.start.line}:${region.release.start.character}`;
  item.description = counts(
    region.findings,
    vscode.l10n.t("lines {0}–{1}", region.release.start.line + 1, last.end.line + 1),
  );
  item.iconPath =
    region.findings > 0
      ? new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"))
      : new vscode.ThemeIcon("unlock");
  item.command = {
    command: "vscode.open",
    title: vscode.l10n.t("Go to the region"),
    arguments: [vscode.Uri.parse(file.uri), { selection: toRange(region.release) }],
  };
  return item;
}

function counts(findings: number, size: string): string {
  return findings === 0 ? size : `${size}, ${vscode.l10n.t("findings: {0}", findings)}`;
}
