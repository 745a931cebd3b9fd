// textDocument/diagnostic: a client asks for the diagnostics of one document.
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import { answering, inBackground, stopIfCancelled } from "../guard.ts";
import type { Project } from "../project.ts";
import type { Report } from "../reports.ts";
import type { ServerState } from "../state.ts";
import type { View } from "../view.ts";

export function documentDiagnostic(state: ServerState): ServerCapabilities {
  const { connection, client, analyst } = state;
  if (!client.pullsDiagnostics) return {};
  const told = new Map<string, Report>();
  connection.languages.diagnostics.on(
    answering(connection, "textDocument/diagnostic", NOTHING, (params, token) => answer(state, told, params, token)),
  );
  state.documents.onDidClose(({ document }) => told.delete(document.uri));
  if (client.refreshesDiagnostics) {
    analyst.onAnalysed("open documents", (project, view) => {
      if (!outdated(state, told, project, view)) return;
      inBackground(connection, "refresh", () => connection.languages.diagnostics.refresh());
    });
  }
  return { diagnosticProvider: { identifier: "gilint", interFileDependencies: true, workspaceDiagnostics: true } };
}

const NOTHING: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

async function answer(
  { projects, loader, analyst, reports }: ServerState,
  told: Map<string, Report>,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const place = projects.find(textDocument.uri);
  if (place === undefined) return NOTHING;
  const { project, path } = place;
  await loader.settled(project, path);
  // Edits and cancellations that are in the pipe already come first.
  await new Promise((resolve) => setTimeout(resolve, 0));
  stopIfCancelled(token);
  const report = reports.of(project, await analyst.view(project), path);
  if (project.document(path) !== undefined) told.set(textDocument.uri, report);
  if (report.id === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.id };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: report.id, items: [...report.diagnostics] };
}

/** Whether an open document was told something that no longer holds, and the client has no reason to know. */
function outdated(
  { projects, reports }: ServerState,
  told: ReadonlyMap<string, Report>,
  project: Project,
  view: View | undefined,
): boolean {
  for (const [uri, before] of told) {
    const place = projects.find(uri);
    if (place?.project !== project) continue;
    const now = reports.of(project, view, place.path);
    // A document with a newer version was edited: its diagnostics are asked for anyway.
    if (now.id !== before.id && now.version === before.version) return true;
  }
  return false;
}
