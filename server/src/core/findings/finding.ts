// What the analysis says: plain, serialisable data. Offsets are UTF-16, into the original text of the named file.
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";

export type Severity = "error" | "warning" | "info" | "hint";
export type Confidence = "low" | "medium" | "high";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];
export const CONFIDENCES: readonly Confidence[] = ["low", "medium", "high"];

/** A place in a file. `path` is relative to the working folder, with "/". */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** One step of the path that leads to a finding: release, decisions, calls, use, in that order. */
export interface Related extends Location {
  readonly message: string;
}

export interface FileEdit extends TextEdit {
  readonly path: string;
}

/** `safe`: cannot change what the program does where it was right. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly preferred: boolean;
  readonly edits: readonly FileEdit[];
}

export interface Finding extends Location {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** The function the finding is in; null at file scope. */
  readonly function: string | null;
  readonly message: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Why there is no fix, as a sentence: where there could be one, and it would be wrong here. */
  readonly refused?: string;
}

/** Something that could not be analysed, said rather than hidden. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly span?: Span;
}

/** Denominators. `milliseconds` is added by the caller that has a clock. */
export interface Statistics {
  readonly files: number;
  readonly functions: number;
  /** Functions whose control flow was followed, because something in them can matter. */
  readonly analysed: number;
  readonly regions: number;
  readonly unanalysed: number;
  readonly bytes: number;
}

export interface Report {
  /** Ordered by path, then position, then rule. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly statistics: Statistics;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function compareFindings(a: Finding, b: Finding): number {
  return (
    byText(a.path, b.path) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    byText(a.rule, b.rule) ||
    byText(a.message, b.message)
  );
}

/** Whether `confidence` is at least `least`. */
export function atLeast(confidence: Confidence, least: Confidence): boolean {
  return CONFIDENCES.indexOf(confidence) >= CONFIDENCES.indexOf(least);
}
