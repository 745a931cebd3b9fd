// From what LSP says to what the core understands: the only place that reads LSP values.
import type { Diagnostic, Position, Range } from "vscode-languageserver";
import type { LineIndex } from "../core/text/line-index.ts";
import type { Span } from "../core/text/span.ts";
import type { UserSettings } from "./protocol.ts";
import type { DiagnosticData, FixAllData } from "./to-lsp.ts";

export function fromPosition(lines: LineIndex, position: Position): number {
  return lines.offsetAt(position);
}

export function fromRange(lines: LineIndex, { start, end }: Range): Span {
  return { start: lines.offsetAt(start), end: lines.offsetAt(end) };
}

/** What a diagnostic of ours carries; undefined for others' and where the client dropped it. */
export function fromDiagnostic({ source, data }: Diagnostic): DiagnosticData | undefined {
  return source === "gilint" && isDiagnosticData(data) ? data : undefined;
}

/** What an action of ours carries; undefined for one that needs no resolving. */
export function fromFixAllData(data: unknown): FixAllData | undefined {
  if (!isRecord(data) || typeof data["uri"] !== "string") return undefined;
  return { uri: data["uri"], rule: typeof data["rule"] === "string" ? data["rule"] : null };
}

export const DEFAULT_USER_SETTINGS: UserSettings = {
  enable: true,
  minConfidence: "",
  inlayHints: true,
  codeLens: true,
  cython: false,
};

/** The client's answer for the section `gilint`; what is missing or of another type has its default. */
export function fromUserSettings(value: unknown): UserSettings {
  const given = isRecord(value) ? value : {};
  const flag = (name: "enable" | "inlayHints" | "codeLens" | "cython"): boolean => {
    const setting = given[name];
    return typeof setting === "boolean" ? setting : DEFAULT_USER_SETTINGS[name];
  };
  return {
    enable: flag("enable"),
    minConfidence: CONFIDENCE.find((known) => known === given["minConfidence"]) ?? DEFAULT_USER_SETTINGS.minConfidence,
    inlayHints: flag("inlayHints"),
    codeLens: flag("codeLens"),
    cython: flag("cython"),
  };
}

function isDiagnosticData(value: unknown): value is DiagnosticData {
  return isRecord(value) && typeof value["rule"] === "string" && Array.isArray(value["fixes"]);
}

const CONFIDENCE = ["", "low", "medium", "high"] as const;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
