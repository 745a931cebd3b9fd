// textDocument/publishDiagnostics, for clients that do not ask: only files whose diagnostics changed are sent.
import type { ServerCapabilities } from "vscode-languageserver";
import type { Project } from "../project.ts";
import type { Report } from "../reports.ts";
import type { ServerState } from "../state.ts";

export function publishDiagnostics(state: ServerState): ServerCapabilities {
  if (state.client.pullsDiagnostics) return {};
  const published = new Map<Project, ReadonlyMap<string, Report>>();
  /** `whole`: what is not among the reports has nothing to report any more. */
  const tell = async (project: Project, reports: readonly Report[], whole: boolean): Promise<void> => {
    const before = published.get(project) ?? new Map<string, Report>();
    const kept = new Map(whole ? [] : before);
    for (const report of reports) if (report.diagnostics.length === 0) kept.delete(report.uri);
    const telling = reports.filter(({ diagnostics }) => diagnostics.length > 0);
    const now = new Map([...kept, ...telling.map((report) => [report.uri, report] as const)]);
    published.set(project, now);
    for (const report of telling) if (before.get(report.uri)?.id !== report.id) await publish(state, report);
    for (const { uri } of before.values()) if (!now.has(uri)) await publish(state, state.reports.nothing(uri));
  };
  state.analyst.onAnalysed("open documents", (project, view) =>
    tell(
      project,
      project.openPaths.map((path) => state.reports.of(project, view, path)),
      false,
    ),
  );
  state.analyst.onAnalysed("workspace", async (project, view) => {
    // Half a workspace gives half the findings: until it is complete only open documents hear of theirs.
    if (view !== undefined && state.loader.isIndexing(project)) return;
    await tell(project, state.reports.all(project, view), true);
    if (view === undefined) published.delete(project);
  });
  return {};
}

async function publish({ connection }: ServerState, { uri, version, diagnostics }: Report): Promise<void> {
  await connection.sendDiagnostics({ uri, ...(version === null ? {} : { version }), diagnostics: [...diagnostics] });
}
