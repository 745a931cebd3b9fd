// textDocument/hover: what the word under the pointer does to the GIL.
import { type Hover, MarkupKind, type ServerCapabilities } from "vscode-languageserver";
import type { Region } from "../../core/analyze.ts";
import { apiFact } from "../../core/capi/api.ts";
import { describeApi, describeFunction, describeRegion } from "../describe.ts";
import { answering } from "../guard.ts";
import { at, type ServerState } from "../state.ts";
import { toRange } from "../to-lsp.ts";
import { functionNamedAt, wordAt } from "../words.ts";

export function hover(state: ServerState): ServerCapabilities {
  const { connection } = state;
  connection.onHover(
    answering(connection, "textDocument/hover", null, async (params): Promise<Hover | null> => {
      const spot = await at(state, params);
      const word = spot && wordAt(spot);
      if (spot === undefined || word === undefined) return null;
      const { project, view, path } = spot;
      const region = view.regions(path).find((known) => borders(known, word.span.start));
      const named = functionNamedAt(spot);
      const fact = apiFact(word.text);
      const value =
        (region && describeRegion(project, view, region)) ??
        (named && describeFunction(project, named)) ??
        (fact && describeApi(fact));
      if (value === undefined) return null;
      return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(project.lines(path), word.span) };
    }),
  );
  return { hoverProvider: true };
}

/** Whether an offset is in what begins or ends a region. */
function borders({ release, ends }: Region, offset: number): boolean {
  return [release, ...ends].some(({ start, end }) => start <= offset && offset < end);
}
