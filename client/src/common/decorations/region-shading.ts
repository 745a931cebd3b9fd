// Shades the stretches in which the GIL is released, as the analysis sees them.
import * as vscode from "vscode";
import type { RegionsResult } from "../../../../server/src/lsp/protocol.ts";
import { toRange } from "../convert.ts";
import { isSource } from "../documents.ts";
import { Latest } from "../latest.ts";
import { regions } from "../requests.ts";
import type { Server } from "../server.ts";
import { regionShading, SECTION } from "../settings.ts";

export function shadeRegions(server: Server): vscode.Disposable {
  const released = decoration("released", "solid");
  const maybeReleased = decoration("maybeReleased", "dashed");
  const update = new Latest(50, async (token) => {
    await Promise.all(vscode.window.visibleTextEditors.map((editor) => shade(editor, token)));
  });

  async function shade(editor: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    const { document } = editor;
    if (!isSource(document)) return;
    const textDocument = { uri: document.uri.toString() };
    const result = regionShading() ? await server.request(regions, { textDocument }, token) : undefined;
    if (token.isCancellationRequested) return;
    // An answer about an older text would shade the wrong lines; the answer about this one is on its way.
    if (result?.version != null && result.version !== document.version) return;
    editor.setDecorations(released, stretches(result, true));
    editor.setDecorations(maybeReleased, stretches(result, false));
  }

  update.schedule();
  return vscode.Disposable.from(
    released,
    maybeReleased,
    update,
    server.onDidChangeState(() => update.schedule()),
    vscode.window.onDidChangeVisibleTextEditors(() => update.now()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(SECTION)) update.schedule();
    }),
  );
}

function stretches(result: RegionsResult | null | undefined, certain: boolean): vscode.Range[] {
  const all = result?.regions.flatMap((region) => region.stretches) ?? [];
  return all.filter((stretch) => stretch.certain === certain).map((stretch) => toRange(stretch.range));
}

/** The colours are the manifest's: themes and users set them. */
function decoration(name: "released" | "maybeReleased", edge: "solid" | "dashed"): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(`gilint.${name}Background`),
    borderColor: new vscode.ThemeColor(`gilint.${name}Border`),
    borderStyle: edge,
    borderWidth: "0 0 0 2px",
    overviewRulerColor: new vscode.ThemeColor(`gilint.${name}Ruler`),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
