// What a rule is: metadata, and a pure function from evidence to findings. The analysis is elsewhere.

import type { Evidence } from "../evidence/evidence.ts";
import type { Confidence, Related, Severity } from "../findings/finding.ts";
import type { Code } from "../fixes/code.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { TextEdit } from "../text/edits.ts";
import type { Span } from "../text/span.ts";

export type Group = "correctness" | "races" | "stalls" | "free-threading" | "hygiene";

export interface RuleMetadata {
  /** Names the pattern; equal to the file's name, the page, the fixture folder and the setting. */
  readonly id: string;
  readonly group: Group;
  readonly severity: Severity;
  /** The version of gilint that brought the rule. */
  readonly since: string;
  /** One line for tables and lists. */
  readonly summary: string;
  /** The best fix the rule can offer. */
  readonly fix: "safe" | "unsafe" | "none";
}

/** What a rule found; severity, suppression and selection are not its business. */
export interface Draft {
  readonly ref: FunctionRef;
  /** In the function's body, or in the file where `inFile` is set. */
  readonly span: Span;
  readonly inFile?: boolean;
  readonly confidence: Confidence;
  readonly message: string;
  readonly related: readonly Related[];
  /** What can be done about it, the best first; asked only of what is reported. `code` is the code of `ref`. Or why it is for a person to mend. */
  readonly remedies: ((code: Code) => Remedies) | Refusal;
  readonly cause?: Cause;
}

/** What findings may have in common, a helper or a macro: where they are many, they are told once. */
export interface Cause {
  /** The same for those of one rule and file that come from it. */
  readonly key: string;
  /** Ends the message of the first of them. */
  readonly more: (others: number) => string;
  /** Says of this one, where it is told as one of the others, that it is. */
  readonly also: string;
  /** Why none of them is to be mended alone. */
  readonly refusal: Refusal;
}

/** What is offered, or why nothing is. */
export type Remedies = readonly Remedy[] | Refusal;

/** All that is offered in several ways, or the first reason why nothing is. */
export function anyOf(...ways: readonly Remedies[]): Remedies {
  const offered = ways.flatMap((way) => (way instanceof Refusal ? [] : way));
  return offered.length > 0 ? offered : (ways.find((way) => way instanceof Refusal) ?? []);
}

/** A fix in the finding's file. */
export interface Remedy {
  readonly title: string;
  readonly safe: boolean;
  /** Offsets into the file. */
  readonly edits: readonly TextEdit[];
}

export interface Rule extends RuleMetadata {
  readonly check: (evidence: Evidence) => Iterable<Draft>;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
