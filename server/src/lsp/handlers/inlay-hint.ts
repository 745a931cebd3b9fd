// textDocument/inlayHint: at the end of a long region, which release it closes.
import type { InlayHint, ServerCapabilities } from "vscode-languageserver";
import { fromRange } from "../from-lsp.ts";
import { answering } from "../guard.ts";
import type { ServerState } from "../state.ts";
import { toLocation } from "../to-lsp.ts";

/** In lines: the release of a shorter region is in sight. */
const LONG = 12;

export function inlayHint(state: ServerState): ServerCapabilities {
  const { connection, projects, analyst } = state;
  connection.languages.inlayHint.on(
    answering(connection, "textDocument/inlayHint", [], async ({ textDocument, range }): Promise<InlayHint[]> => {
      const place = projects.find(textDocument.uri);
      if (place === undefined || !place.project.user.inlayHints) return [];
      const { project, path } = place;
      const view = await analyst.view(project);
      const lines = project.lines(path);
      const wanted = fromRange(lines, range);
      return (view?.regions(path) ?? []).flatMap(({ release, ends }) => {
        const { line } = lines.positionAt(release.start);
        return ends
          .filter(({ end }) => wanted.start <= end && end <= wanted.end && lines.positionAt(end).line - line >= LONG)
          .map(({ end }) => ({
            position: lines.positionAt(end),
            label: [{ value: `released at line ${line + 1}`, location: toLocation(project, { path, span: release }) }],
            paddingLeft: true,
          }));
      });
    }),
  );
  return { inlayHintProvider: true };
}
