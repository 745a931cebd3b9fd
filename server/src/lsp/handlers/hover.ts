// textDocument/hover: what the word under the pointer does to the GIL, and why what is found there has no fix.
import { type Hover, MarkupKind, type ServerCapabilities } from "vscode-languageserver";
import type { Region } from "../../core/analyze.ts";
import { apiFact } from "../../core/capi/api.ts";
import type { Finding } from "../../core/findings/finding.ts";
import type { Span } from "../../core/text/span.ts";
import { describeApi, describeFunction, describeRefusal, describeRegion } from "../describe.ts";
import { answering } from "../guard.ts";
import { type AskedSpot, at, type ServerState } from "../state.ts";
import { toRange } from "../to-lsp.ts";
import { functionNamedAt, wordAt } from "../words.ts";

export function hover(state: ServerState): ServerCapabilities {
  const { connection } = state;
  connection.onHover(
    answering(connection, "textDocument/hover", null, async (params): Promise<Hover | null> => {
      const spot = await at(state, params);
      if (spot === undefined) return null;
      const refused = refusedAt(spot);
      const described = wordDescribedAt(spot);
      const texts = [...refused.map(describeRefusal), ...(described === null ? [] : [described.text])];
      const span = described?.span ?? refused[0]?.span;
      if (span === undefined) return null;
      const value = texts.join("\n\n---\n\n");
      return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(spot.project.lines(spot.path), span) };
    }),
  );
  return { hoverProvider: true };
}

function refusedAt({ view, path, offset }: AskedSpot): readonly Finding[] {
  return view
    .findings(path)
    .filter(({ span, refused }) => refused !== undefined && span.start <= offset && offset < span.end);
}

function wordDescribedAt(spot: AskedSpot): { readonly text: string; readonly span: Span } | null {
  const word = wordAt(spot);
  if (word === undefined) return null;
  const { project, view, path } = spot;
  const region = view.regions(path).find((known) => borders(known, word.span.start));
  const named = functionNamedAt(spot);
  const fact = apiFact(word.text);
  const text =
    (region && describeRegion(project, view, region)) ??
    (named && describeFunction(project, named)) ??
    (fact && describeApi(fact));
  return text === undefined ? null : { text, span: word.span };
}

/** Whether an offset is in what begins or ends a region. */
function borders({ release, ends }: Region, offset: number): boolean {
  return [release, ...ends].some(({ start, end }) => start <= offset && offset < end);
}
