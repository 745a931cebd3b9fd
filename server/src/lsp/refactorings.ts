// The code actions about a selection. Where one is refused, the client shows the reason, if it can.
import type { CodeAction, Range } from "vscode-languageserver";
import { fromRange } from "./from-lsp.ts";
import type { Place } from "./projects.ts";
import type { ServerState } from "./state.ts";
import { toWorkspaceEdit } from "./to-lsp.ts";
import type { View } from "./view.ts";

/** Editors list what is below it under "surround with". */
export const SURROUND = "refactor.surround";

interface SelectionAction extends CodeAction {
  readonly kind: string;
}

/** None for a lone cursor. */
export function refactorings(
  { client }: ServerState,
  { project, path }: Place,
  { analysis }: View,
  range: Range,
): SelectionAction[] {
  const selected = fromRange(project.lines(path), range);
  if (selected.start === selected.end) return [];
  return analysis.refactorings(path, selected).flatMap(({ kind: what, title, refused, edits }): SelectionAction[] => {
    const kind = `${SURROUND}.${what}`;
    if (refused === null) return [{ title, kind, edit: toWorkspaceEdit(project, client, edits) }];
    return client.showsDisabled ? [{ title, kind, disabled: { reason: refused } }] : [];
  });
}
