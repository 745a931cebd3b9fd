// From what the analysis says to what LSP says: the only place that makes LSP values out of core ones.
import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Location as LspLocation,
  type TextEdit as LspTextEdit,
  type OptionalVersionedTextDocumentIdentifier,
  type Range,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Region } from "../core/analyze.ts";
import type { FileEdit, Finding, Fix, Location, Related, Severity } from "../core/findings/finding.ts";
import { pageAddress } from "../core/rules/page-address.ts";
import type { LineIndex } from "../core/text/line-index.ts";
import type { Span } from "../core/text/span.ts";
import type { ConfigurationProblem } from "./host.ts";
import type { RegionItem, Step } from "./protocol.ts";
import type { Suppression } from "./suppress.ts";

/** What positions and addresses are made from; a project is one. */
export interface Places {
  lines(path: string): LineIndex;
  uri(path: string): string;
  /** The open document's version, if it is open. */
  document(path: string): { readonly version: number } | undefined;
}

/** What the client understands. */
export interface Dialect {
  readonly related: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
}

/** Travels with a diagnostic and comes back with the request for its fixes: the server keeps nothing. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fixes: readonly ReadyFix[];
  /** Why there is none, if that is known. */
  readonly refused: string | null;
}

interface ReadyFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly edit: WorkspaceEdit;
}

/** Travels with a code action whose edit is worked out when it is chosen. */
export interface FixAllData {
  readonly uri: string;
  /** Null: the safe fixes of all rules. */
  readonly rule: string | null;
}

export function toDiagnostic(places: Places, dialect: Dialect, finding: Finding): Diagnostic {
  return {
    range: toRange(places.lines(finding.path), finding.span),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    codeDescription: { href: pageAddress(finding.rule) },
    source: SOURCE,
    message: dialect.related ? finding.message : withPath(places, finding),
    tags: UNNECESSARY.has(finding.rule) ? [DiagnosticTag.Unnecessary] : [],
    relatedInformation: finding.related.map((step) => toStep(places, step)),
    data: toDiagnosticData(places, dialect, finding),
  };
}

export function toDiagnosticData(places: Places, dialect: Dialect, finding: Finding): DiagnosticData {
  const { rule, fixes, refused = null } = finding;
  return { rule, fixes: fixes.map((fix) => toReadyFix(places, dialect, fix)), refused };
}

/** For the first line of a file that is left out. */
export function toSetAsideDiagnostic(reason: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    code: "set-aside",
    source: SOURCE,
    message: `gilint leaves this file out: ${reason}`,
  };
}

export function toConfigurationDiagnostic({ start, end, message }: ConfigurationProblem): Diagnostic {
  return {
    range: { start, end },
    severity: DiagnosticSeverity.Error,
    code: "configuration",
    source: SOURCE,
    message,
  };
}

export function toRange(lines: LineIndex, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

export function toLocation(places: Places, { path, span }: Location): LspLocation {
  return { uri: places.uri(path), range: toRange(places.lines(path), span) };
}

export function toStep(places: Places, step: Related): Step {
  return { location: toLocation(places, step), message: step.message };
}

/** Edits of several fixes as one; what two fixes both insert (an include, a mutex) is inserted once. */
export function toWorkspaceEdit(places: Places, dialect: Dialect, edits: readonly FileEdit[]): WorkspaceEdit {
  const byPath = new Map<string, Map<string, LspTextEdit>>();
  for (const { path, span, newText } of edits) {
    const inFile = byPath.get(path) ?? new Map<string, LspTextEdit>();
    inFile.set(`${span.start}:${span.end}:${newText}`, { range: toRange(places.lines(path), span), newText });
    byPath.set(path, inFile);
  }
  const files = [...byPath].map(([path, inFile]) => ({ path, edits: [...inFile.values()] }));
  if (!dialect.versionedEdits) {
    return { changes: Object.fromEntries(files.map((file) => [places.uri(file.path), file.edits])) };
  }
  return {
    documentChanges: files.map((file) => ({
      textDocument: toVersioned(places, file.path),
      edits: file.edits,
    })),
  };
}

/** The reason is for the user to write: a placeholder where the client has those. */
export function toSuppressionEdit(
  places: Places,
  dialect: Dialect,
  path: string,
  { offset, before, after }: Suppression,
): WorkspaceEdit {
  const span = { start: offset, end: offset };
  if (!dialect.snippetEdits || !dialect.versionedEdits) {
    return toWorkspaceEdit(places, dialect, [{ path, span, newText: `${before}${REASON}${after}` }]);
  }
  const value = `${escapeSnippet(before)}\${1:${REASON}}${escapeSnippet(after)}`;
  const edit = { range: toRange(places.lines(path), span), snippet: { kind: "snippet" as const, value } };
  return { documentChanges: [{ textDocument: toVersioned(places, path), edits: [edit] }] };
}

export function toRegionItem(places: Places, region: Region, findings: readonly Finding[]): RegionItem {
  const lines = places.lines(region.path);
  const inside = ({ span }: Finding): boolean =>
    region.stretches.some(({ span: stretch }) => stretch.start <= span.start && span.start < stretch.end);
  return {
    function: region.function,
    release: toRange(lines, region.release),
    ends: region.ends.map((end) => toRange(lines, end)),
    stretches: region.stretches.map(({ span, certain }) => ({ range: toRange(lines, span), certain })),
    findings: findings.filter(inside).length,
  };
}

const SOURCE = "gilint";
const REASON = "reason";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules whose finding is about something that could go away. */
const UNNECESSARY: ReadonlySet<string> = new Set(["unused-suppression", "empty-region"]);

function toVersioned(places: Places, path: string): OptionalVersionedTextDocumentIdentifier {
  return { uri: places.uri(path), version: places.document(path)?.version ?? null };
}

function escapeSnippet(text: string): string {
  return text.replace(/[$}\\]/g, "\\$&");
}

function toReadyFix(places: Places, dialect: Dialect, { title, preferred, edits }: Fix): ReadyFix {
  return { title, preferred, edit: toWorkspaceEdit(places, dialect, edits) };
}

/** The path as text, for clients that do not show related information. */
function withPath(places: Places, { message, related }: Finding): string {
  const steps = related.map((step) => {
    const { line } = places.lines(step.path).positionAt(step.span.start);
    return `${step.path}:${line + 1}: ${step.message}`;
  });
  return [message, ...steps].join("\n");
}
