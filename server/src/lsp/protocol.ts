// What client and server say to each other beyond LSP: method names and types only, shared with the client.
// A request is sent by the client and answered by the server; a notification is sent by the server.
import type { Location, Position, Range, TextDocumentIdentifier } from "vscode-languageserver-protocol";

// ── at the start ────────────────────────────────────────────────────────────────────────────────────────────────────

/** `initializationOptions` of the initialize request; everything may be left out. */
export interface InitializationOptions {
  /** Which tree-sitter to load. Initialize fails with the reason if the chosen one does not load. */
  readonly parser?: "auto" | "native" | "wasm";
  /** URIs of files that killed an earlier server: they are left out, and a diagnostic in them says so. */
  readonly setAside?: readonly string[];
  /** The client has the commands `ClientCommand` names. Without it, actions and lenses that need them are left out. */
  readonly clientCommands?: boolean;
  /** The client wants `gilint/status` and `gilint/analysing`. */
  readonly notifications?: boolean;
}

/** Commands the client registers, and what it is given. */
export const ClientCommand = {
  /** `[rule: string]`: shows the rule's page. */
  explainRule: "gilint.explainRule",
  /** `[uri: string, position: Position, locations: Location[]]`: shows references in the editor's own view. */
  showReferences: "gilint.showReferences",
} as const;

/** The settings under `gilint` that the server asks for (`workspace/configuration`, per folder). */
export interface UserSettings {
  readonly enable: boolean;
  /** Overrides the project's `min-confidence`; empty leaves it alone. */
  readonly minConfidence: "" | "low" | "medium" | "high";
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** C that Cython wrote is analysed too, whatever the project says. */
  readonly cython: boolean;
}

// ── state of the server ─────────────────────────────────────────────────────────────────────────────────────────────

/** Notification: what the server is doing and what it knows; sent when any of it changed. */
export const StatusNotification = "gilint/status";

export interface Status {
  /** `inactive`: no folder has anything that includes Python.h. */
  readonly state: "indexing" | "ready" | "inactive" | "error";
  /** What is wrong, where `state` is `error`. */
  readonly message: string | null;
  /** Grows with each analysis: whoever shows regions or states asks for them again. */
  readonly generation: number;
  readonly files: number;
  readonly findings: Readonly<Record<"error" | "warning" | "info" | "hint", number>>;
  /** URIs of files that are left out because their analysis failed. */
  readonly setAside: readonly string[];
}

/**
 * Notification: an analysis begins (`busy`), because of these files, or has ended (not `busy`).
 * The client's watchdog: a server that dies or stays busy while a single file is named is started again with that file set aside.
 */
export const AnalysingNotification = "gilint/analysing";

export interface Analysing {
  readonly busy: boolean;
  /** The files changed since the analysis before; empty when there are many, as at the start. */
  readonly uris: readonly string[];
}

// ── regions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Request: where the GIL is released in one document, for shading. */
export const RegionsRequest = "gilint/regions";

export interface RegionsParams {
  readonly textDocument: TextDocumentIdentifier;
}

interface RegionStretch {
  readonly range: Range;
  /** Released on every path; otherwise on some only. */
  readonly certain: boolean;
}

export interface RegionItem {
  readonly function: string;
  /** The macro or call that releases the GIL. */
  readonly release: Range;
  /** The macros or calls that take it back. */
  readonly ends: readonly Range[];
  readonly stretches: readonly RegionStretch[];
  /** Findings inside the region. */
  readonly findings: number;
}

export interface RegionsResult {
  /** The version of the document the ranges are of; null if it is not open. */
  readonly version: number | null;
  readonly regions: readonly RegionItem[];
}

/** Request without parameters: all regions, as the tree workspace folder → file → region. */
export const WorkspaceRegionsRequest = "gilint/workspaceRegions";

export interface WorkspaceRegionsFile {
  readonly uri: string;
  /** Relative to the folder, with "/". */
  readonly path: string;
  /** Findings in the whole file. */
  readonly findings: number;
  readonly regions: readonly RegionItem[];
}

export interface WorkspaceRegionsFolder {
  readonly uri: string;
  readonly files: readonly WorkspaceRegionsFile[];
}

export type WorkspaceRegionsResult = readonly WorkspaceRegionsFolder[];

// ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Request: the state of the GIL at a position. */
export const GilStateAtRequest = "gilint/gilStateAt";

export interface PositionParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
}

/** One step of an explanation. */
export interface Step {
  readonly location: Location;
  readonly message: string;
}

export interface GilStateResult {
  readonly state: "held" | "released" | "maybe" | "not-analysed";
  /** A sentence: why. */
  readonly reason: string;
  readonly function: string | null;
  readonly steps: readonly Step[];
}

/** Request: why the function at a position needs the GIL. Null where there is no function. */
export const WhyNeedsGilRequest = "gilint/whyNeedsGil";

export interface WhyNeedsGilResult {
  readonly function: string;
  readonly location: Location;
  /** The shortest chain of calls down to the C-API; null if none is known. */
  readonly chain: readonly Step[] | null;
}

/** Request: a rule's page as Markdown. Null for a rule that does not exist. */
export const ExplainRuleRequest = "gilint/explainRule";

export interface ExplainRuleParams {
  readonly rule: string;
}

export interface ExplainRuleResult {
  readonly rule: string;
  readonly markdown: string;
  /** The page's address. */
  readonly href: string;
}

/** Request without parameters: all rules, in catalogue order, to choose one to explain. */
export const RulesRequest = "gilint/rules";

export interface RuleItem {
  readonly rule: string;
  readonly group: string;
  readonly summary: string;
}

export type RulesResult = readonly RuleItem[];

// ── files, for a server that has none ───────────────────────────────────────────────────────────────────────────────

/** Request of a server in a browser: the text of a file; null if there is none. */
export const ReadFileRequest = "gilint/readFile";

export interface ReadFileParams {
  readonly uri: string;
}

/** Request of a server in a browser: the URIs of the C and C++ sources in a folder. */
export const ListFilesRequest = "gilint/listFiles";

export interface ListFilesParams {
  readonly folder: string;
}
