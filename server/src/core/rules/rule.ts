// What a rule is: metadata, wording, and a pure function from evidence to findings.
import type { Severity } from "../findings/finding.ts";

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
