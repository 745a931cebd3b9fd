// GIL: Explain Rule…: a rule's page, rendered. Also what the server's code actions run, with the rule as argument.
import * as vscode from "vscode";
import { explainRule, rules } from "../requests.ts";
import type { Server } from "../server.ts";

const SCHEME = "gilint-rule";

export function registerExplainRule(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri, token) => {
        const page = await server.request(explainRule, { rule: ruleOf(uri) }, token);
        return page?.markdown ?? vscode.l10n.t("There is no page for this rule.");
      },
    }),
    vscode.commands.registerCommand("gilint.explainRule", async (rule?: string) => {
      const chosen = rule ?? (await chooseRule(server));
      if (chosen !== undefined) await showPage(chosen);
    }),
  );
}

async function chooseRule(server: Server): Promise<string | undefined> {
  const known = await server.request(rules, {});
  if (known === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The server is not running."));
    return undefined;
  }
  const items = known.map(({ rule, group, summary }) => ({ label: rule, description: group, detail: summary }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which rule?"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.label;
}

async function showPage(rule: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // VS Code's Markdown extension is turned off: the text does as well.
    await vscode.window.showTextDocument(uri);
  }
}

function ruleOf(uri: vscode.Uri): string {
  return uri.path.replace(/^\//, "").replace(/\.md$/, "");
}
