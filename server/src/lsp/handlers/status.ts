// gilint/status: what the server is doing and what it knows, for a status bar.
import type { ServerCapabilities } from "vscode-languageserver";
import { inBackground } from "../guard.ts";
import { type Status, StatusNotification } from "../protocol.ts";
import type { ServerState } from "../state.ts";

export function status(state: ServerState): ServerCapabilities {
  const { connection, client, loader, analyst } = state;
  if (!client.notifications) return {};
  let sent = "";
  const tell = (): void =>
    inBackground(connection, "status", async () => {
      const now = current(state);
      const text = JSON.stringify(now);
      if (text === sent) return;
      sent = text;
      await connection.sendNotification(StatusNotification, now);
    });
  loader.onLoaded(tell);
  analyst.onAnalysed(tell);
  return {};
}

/** From what is analysed already: asking costs nothing. */
function current({ projects, loader, analyst }: ServerState): Status {
  const findings = { error: 0, warning: 0, info: 0, hint: 0 };
  let files = 0;
  for (const project of projects.all) {
    const view = project.known;
    files += view?.analysis.statistics.files ?? 0;
    for (const { severity } of view?.analysis.findings ?? []) findings[severity] += 1;
  }
  const indexing = projects.all.some(
    (project) => loader.isIndexing(project) || (project.active && project.known === undefined),
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
