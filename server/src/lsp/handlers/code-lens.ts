// textDocument/codeLens: above a function that is called without the GIL, from where.
import type { CodeLens, ServerCapabilities } from "vscode-languageserver";
import type { FunctionContexts } from "../../core/analyze.ts";
import { answering } from "../guard.ts";
import type { Project } from "../project.ts";
import { ClientCommand } from "../protocol.ts";
import type { ServerState } from "../state.ts";
import { toLocation, toRange } from "../to-lsp.ts";

export function codeLens(state: ServerState): ServerCapabilities {
  const { connection, client, projects, analyst } = state;
  if (!client.commands) return {};
  connection.onCodeLens(
    answering(connection, "textDocument/codeLens", [], async ({ textDocument }): Promise<CodeLens[]> => {
      const place = projects.find(textDocument.uri);
      if (place === undefined || !place.project.user.codeLens) return [];
      const view = await analyst.view(place.project);
      return (view?.analysis.contexts(place.path) ?? []).flatMap((entered) => lens(place.project, entered) ?? []);
    }),
  );
  return { codeLensProvider: { resolveProvider: false } };
}

/** Above all of the function: its type may stand in a line of its own. */
function lens(project: Project, { path, nameSpan, span, contexts }: FunctionContexts): CodeLens | undefined {
  const callers = contexts.flatMap(({ state, because }) => (state === "released" ? because.slice(-1) : []));
  if (callers.length === 0) return undefined;
  const { start } = toRange(project.lines(path), nameSpan);
  const title = `called without the GIL from ${callers.length === 1 ? "1 place" : `${callers.length} places`}`;
  const locations = callers.map((step) => toLocation(project, step));
  return {
    range: toRange(project.lines(path), { start: span.start, end: span.start }),
    command: { title, command: ClientCommand.showReferences, arguments: [project.uri(path), start, locations] },
  };
}
