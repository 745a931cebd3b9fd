// gilint/status: what the server is doing and what it knows, for a status bar.
import type { ServerCapabilities } from "vscode-languageserver";
import { SEVERITIES } from "../../core/findings/finding.ts";
import { inBackground } from "../guard.ts";
import type { Project } from "../project.ts";
import { type Status, StatusNotification } from "../protocol.ts";
import type { ServerState } from "../state.ts";
import type { View } from "../view.ts";

export function status(state: ServerState): ServerCapabilities {
  const { connection, client, loader, analyst } = state;
  if (!client.notifications) return {};
  const summaries = new Map<Project, Summary>();
  let sent = "";
  const tell = (): void =>
    inBackground(connection, "status", async () => {
      const now = current(state, summaries);
      const text = JSON.stringify(now);
      if (text === sent) return;
      sent = text;
      await connection.sendNotification(StatusNotification, now);
    });
  loader.onLoaded(tell);
  analyst.onAnalysed("workspace", (project, view) => {
    if (view === undefined) summaries.delete(project);
    else summaries.set(project, summaryOf(view));
    tell();
  });
  return {};
}

/** What the last analysis of a whole project came to. */
type Summary = Pick<Status, "files" | "findings">;

function summaryOf({ analysis }: View): Summary {
  const findings = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of analysis.findings) findings[severity] += 1;
  return { files: analysis.statistics.files, findings };
}

/** From what is known already: asking costs nothing. */
function current({ projects, loader, analyst }: ServerState, summaries: ReadonlyMap<Project, Summary>): Status {
  const findings = { error: 0, warning: 0, info: 0, hint: 0 };
  let files = 0;
  for (const project of projects.all) {
    const summary = project.active ? summaries.get(project) : undefined;
    if (summary === undefined) continue;
    files += summary.files;
    for (const severity of SEVERITIES) findings[severity] += summary.findings[severity];
  }
  const indexing = projects.all.some(
    (project) => loader.isIndexing(project) || (project.active && !summaries.has(project)),
  );
  const active = projects.all.some((project) => project.active);
  const failed = projects.all.flatMap((project) => loader.failure(project) ?? []);
  return {
    state: failed.length > 0 ? "error" : indexing ? "indexing" : active ? "ready" : "inactive",
    message: failed[0] ?? null,
    generation: analyst.generation,
    files,
    findings,
    setAside: projects.all.flatMap((project) => [...project.setAside.keys()].map((path) => project.uri(path))),
  };
}
