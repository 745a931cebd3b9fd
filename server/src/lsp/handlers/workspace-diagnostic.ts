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
  analyst.onAnalysed("workspace", () => {
    for (const wake of waiting) wake();
    waiting.clear();
  });
  connection.languages.diagnostics.onWorkspace((params, token, _, partial) => {
    const patient = partial !== undefined;
    const handler = answering<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
      connection,
      "workspace/diagnostic",
      { items: [] },
      () => answer(state, waiting, params, patient, token),
    );
    return handler(params, token);
  });
  return {};
}

/** A patient client takes partial results: its request stays open until there is news. Another gets what there is. */
async function answer(
  state: ServerState,
  waiting: Set<() => void>,
  { previousResultIds }: WorkspaceDiagnosticParams,
  patient: boolean,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(previousResultIds.map(({ uri, value }) => [canonical(uri), { uri, value }]));
  for (;;) {
    // From before the look at what there is: a change during it is not missed.
    const change = new Promise<void>((resolve) => {
      waiting.add(resolve);
      token.onCancellationRequested(() => resolve());
    });
    // Half a workspace gives half the findings: nothing is said before it is complete.
    const complete = !state.projects.folders.some((project) => state.loader.isIndexing(project));
    const items = complete ? await news(state, known) : [];
    if (items.length > 0 || (complete && !patient) || token.isCancellationRequested) return { items };
    await change;
  }
}

async function news(
  { projects, analyst, reports }: ServerState,
  known: ReadonlyMap<string, { readonly uri: string; readonly value: string }>,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const seen = new Set<string>();
  for (const project of projects.folders) {
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
