// Puts the extension together; what differs between a desktop and a browser comes in as `launch`.
import * as vscode from "vscode";
import { ClientCommand } from "../../../server/src/lsp/protocol.ts";
import { checkWorkspace } from "./commands/check-workspace.ts";
import { registerExplainRule } from "./commands/explain-rule.ts";
import { showGilState, showWhyNeedsGil } from "./commands/gil-state.ts";
import { showMenu, toggleRegionShading } from "./commands/menu.ts";
import { openSpam } from "./commands/open-spam.ts";
import { showReferences } from "./commands/show-references.ts";
import { tellOfCrash } from "./crash-messages.ts";
import { shadeRegions } from "./decorations/region-shading.ts";
import { type Launch, Server } from "./server.ts";
import { parserSetting, SECTION } from "./settings.ts";
import { showStatus } from "./status-bar.ts";
import { showRegionsView } from "./views/regions-view.ts";

export function activateExtension(context: vscode.ExtensionContext, launch: Launch): void {
  const output = vscode.window.createOutputChannel("gilint", { log: true });
  const server = new Server({ launch, output, parser: parserSetting });
  const command = vscode.commands.registerCommand;
  context.subscriptions.push(
    output,
    server,
    server.onDidCrash((crash) => tellOfCrash(crash, server, output)),
    server.onDidChangeState(({ kind }) => void vscode.commands.executeCommand("setContext", "gilint.server", kind)),
    showStatus(server),
    shadeRegions(server),
    showRegionsView(server),
    registerExplainRule(server),
    command(ClientCommand.showReferences, showReferences),
    command("gilint.showGilState", () => showGilState(server)),
    command("gilint.whyNeedsGil", () => showWhyNeedsGil(server)),
    command("gilint.checkWorkspace", () => checkWorkspace(server)),
    command("gilint.openSpam", () => openSpam(context)),
    command("gilint.restartServer", () => server.restart()),
    command("gilint.showOutput", () => output.show()),
    command("gilint.openSettings", openSettings),
    command("gilint.toggleRegionShading", toggleRegionShading),
    command("gilint.showMenu", showMenu),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.parser`)) void server.restart();
    }),
  );
  // Not awaited: the editor does not wait for a process to start.
  void server.start();
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", "@ext:gilint.gilint");
}
