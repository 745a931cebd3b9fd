// textDocument/publishDiagnostics, for clients that do not ask: only files whose diagnostics changed are sent.
import type { ServerCapabilities } from "vscode-languageserver";
import type { Project } from "../project.ts";
import type { Report } from "../reports.ts";
import type { ServerState } from "../state.ts";

export function publishDiagnostics(state: ServerState): ServerCapabilities {
  if (state.client.pullsDiagnostics) return {};
  const published = new Map<Project, ReadonlyMap<string, Report>>();
  state.analyst.onAnalysed(async (project, view) => {
    // Half a workspace gives half the findings: until it is complete only open documents hear of theirs.
    const partial = view !== undefined && state.loader.isIndexing(project);
    const counts = ({ version }: Report): boolean => !partial || version !== null;
    const before = published.get(project) ?? new Map<string, Report>();
    const reports = state.reports.all(project, view).filter(counts);
    const now = new Map(reports.map((report) => [report.uri, report]));
    const gone = [...before.values()].filter((report) => counts(report) && !now.has(report.uri));
    for (const report of reports) if (before.get(report.uri)?.id !== report.id) await publish(state, report);
    for (const { uri } of gone) await publish(state, state.reports.nothing(uri));
    const kept = [...before].filter(([uri, report]) => !counts(report) && !now.has(uri));
    published.set(project, new Map([...kept, ...now]));
    if (view === undefined) published.delete(project);
  });
  return {};
}

async function publish({ connection }: ServerState, { uri, version, diagnostics }: Report): Promise<void> {
  await connection.sendDiagnostics({ uri, ...(version === null ? {} : { version }), diagnostics: [...diagnostics] });
}
