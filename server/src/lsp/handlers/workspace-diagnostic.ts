// workspace/diagnostic: a client asks for all files, says what it knows, and is told what differs.
import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type ServerCapabilities,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { answering } from "../guard.ts";
import type { Report } from "../reports.ts";
import type { ServerState } from "../state.ts";
import { canonical } from "../uris.ts";

export function workspaceDiagnostic(state: ServerState): ServerCapabilities {
  const { connection, client, analyst } = state;
  if (!client.pullsDiagnostics) return {};
  const waiting = new Set<() => void>();
  analyst.onAnalysed(() => {
    for (const wake of waiting) wake();
    waiting.clear();
  });
  connection.languages.diagnostics.onWorkspace(
    answering(connection, "workspace/diagnostic", { items: [] }, (params, token) =>
      answer(state, waiting, params, token),
    ),
  );
  return {};
}

/** A client that takes partial results keeps the request open until there is news; another gets what there is. */
async function answer(
  state: ServerState,
  waiting: Set<() => void>,
  { previousResultIds, partialResultToken }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(previousResultIds.map(({ uri, value }) => [canonical(uri), { uri, value }]));
  for (;;) {
    const items = await news(state, known);
    if (items.length > 0 || partialResultToken === undefined || token.isCancellationRequested) return { items };
    await new Promise<void>((resolve) => {
      waiting.add(resolve);
      token.onCancellationRequested(() => resolve());
    });
  }
}

async function news(
  { projects, loader, analyst, reports }: ServerState,
  known: ReadonlyMap<string, { readonly uri: string; readonly value: string }>,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const seen = new Set<string>();
  for (const project of projects.folders) {
    // Half a workspace gives half the findings: this one comes when it is complete.
    if (loader.isIndexing(project)) return [];
    for (const report of reports.all(project, await analyst.view(project))) {
      seen.add(canonical(report.uri));
      if (known.get(canonical(report.uri))?.value !== report.id) items.push(full(report));
    }
  }
  for (const [key, { uri, value }] of known) {
    if (seen.has(key)) continue;
    const report = reports.nothing(uri);
    if (value !== report.id) items.push(full(report));
  }
  return items;
}

function full({ uri, version, id, diagnostics }: Report): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId: id, items: [...diagnostics] };
}
