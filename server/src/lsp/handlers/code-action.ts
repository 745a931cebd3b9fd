// textDocument/codeAction: the fixes a diagnostic carries, all of a rule's at once, suppression, explanation,
// and what can be done about a selection.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type ServerCapabilities,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { compatibleFixes } from "../../workspace/compatible-fixes.ts";
import { fromDiagnostic, fromFixAllData, fromRange } from "../from-lsp.ts";
import { answering } from "../guard.ts";
import type { Place } from "../projects.ts";
import { refactorings, SURROUND } from "../refactorings.ts";
import type { ServerState } from "../state.ts";
import { suppression } from "../suppress.ts";
import {
  type DiagnosticData,
  type FixAllData,
  toDiagnosticData,
  toSuppressionEdit,
  toWorkspaceEdit,
} from "../to-lsp.ts";
import type { View } from "../view.ts";
import { explainCommand } from "./explain-rule.ts";

/** Every safe fix in a file, on save. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.gilint`;

export function codeAction(state: ServerState): ServerCapabilities {
  const { connection } = state;
  connection.onCodeAction(answering(connection, "textDocument/codeAction", [], (params) => actions(state, params)));
  connection.onCodeActionResolve(async (action) => {
    const data = fromFixAllData(action.data);
    if (data === undefined) return action;
    return { ...action, edit: await fixAllEdit(state, data) };
  });
  const codeActionKinds = [CodeActionKind.QuickFix, FIX_ALL, SURROUND];
  return { codeActionProvider: { codeActionKinds, resolveProvider: true } };
}

async function actions(state: ServerState, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
  const place = state.projects.find(textDocument.uri);
  const view = place && (await state.analyst.view(place.project));
  if (place === undefined || view === undefined) return [];
  const wants = (kind: string): boolean =>
    context.only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)) ?? kind !== FIX_ALL;
  const found: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const ours = context.diagnostics.flatMap((diagnostic) => {
      const data = fromDiagnostic(diagnostic) ?? lookUp(state, place, view, diagnostic);
      return data === undefined ? [] : [{ diagnostic, data }];
    });
    for (const { diagnostic, data } of ours) found.push(...quickFixes(state, place, diagnostic, data));
    const rules = new Set(ours.map(({ data }) => data.rule));
    for (const rule of rules) found.push(...(await fixAllOfRule(state, place, view, { uri: textDocument.uri, rule })));
  }
  if (wants(FIX_ALL) && compatibleFixes(view.findings(place.path), false).length > 0) {
    found.push(
      await fixAllAction(state, "Fix all that is safe (gilint)", FIX_ALL, { uri: textDocument.uri, rule: null }),
    );
  }
  return [...found, ...refactorings(state, place, view, range).filter(({ kind }) => wants(kind))];
}

function quickFixes(
  state: ServerState,
  { project, path }: Place,
  diagnostic: Diagnostic,
  { rule, fixes, refused }: DiagnosticData,
): CodeAction[] {
  const offset = fromRange(project.lines(path), diagnostic.range).start;
  const edit = toSuppressionEdit(
    project,
    state.client,
    path,
    suppression(project.text(path), project.lines(path), offset, rule),
  );
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const explain = explainCommand(state, rule);
  return [
    ...fixes.map((fix) => ({
      ...common,
      title: fix.title,
      edit: fix.edit,
      ...(fix.preferred ? { isPreferred: true } : {}),
    })),
    ...(refused === null || !state.client.showsDisabled
      ? []
      : [{ ...common, title: `Fix ${rule}`, disabled: { reason: refused } }]),
    { ...common, title: `Suppress ${rule} here`, edit },
    ...(explain === undefined ? [] : [{ ...common, title: explain.title, command: explain }]),
  ];
}

/** For clients that drop what a diagnostic carries. */
function lookUp(
  { client }: ServerState,
  { project, path }: Place,
  view: View,
  { source, code, range }: Diagnostic,
): DiagnosticData | undefined {
  if (source !== "gilint") return undefined;
  const { start, end } = fromRange(project.lines(path), range);
  const finding = view
    .findings(path)
    .find(({ rule, span }) => rule === code && span.start === start && span.end === end);
  return finding && toDiagnosticData(project, client, finding);
}

/** Nothing where one fix is all there is. */
async function fixAllOfRule(state: ServerState, { path }: Place, view: View, data: FixAllData): Promise<CodeAction[]> {
  const fixable = view.findings(path).filter(({ rule, fixes }) => rule === data.rule && fixes.length > 0);
  if (fixable.length < 2) return [];
  return [await fixAllAction(state, `Fix all ${data.rule} in this file`, CodeActionKind.QuickFix, data)];
}

/** What it changes is worked out when it is chosen, if the client can wait. */
async function fixAllAction(state: ServerState, title: string, kind: string, data: FixAllData): Promise<CodeAction> {
  return state.client.resolvesEdits ? { title, kind, data } : { title, kind, edit: await fixAllEdit(state, data) };
}

async function fixAllEdit(
  { projects, analyst, client }: ServerState,
  { uri, rule }: FixAllData,
): Promise<WorkspaceEdit> {
  const place = projects.find(uri);
  const findings = place && (await analyst.view(place.project))?.findings(place.path);
  if (place === undefined || findings === undefined) return {};
  const fixes =
    rule === null
      ? compatibleFixes(findings, false)
      : compatibleFixes(
          findings.filter((finding) => finding.rule === rule),
          true,
        );
  return toWorkspaceEdit(
    place.project,
    client,
    fixes.flatMap(({ edits }) => edits),
  );
}
