// A suppression that suppresses nothing. Page: ./unused-suppression.md
import type { Suppression } from "../syntax/comments.ts";
import type { RuleMetadata } from "./rule.ts";

export const unusedSuppression: RuleMetadata = {
  id: "unused-suppression",
  group: "hygiene",
  severity: "warning",
  since: "0.1.0",
  summary: "A suppression that suppresses nothing",
  fix: "none",
};

/** What to say of a suppression that hid nothing; null where it names a rule that is off, and so cannot hide anything. */
export function unusedMessage(
  { rules }: Suppression,
  isKnown: (rule: string) => boolean,
  isOn: (rule: string) => boolean,
): string | null {
  const unknown = rules.filter((rule) => !isKnown(rule));
  if (unknown.length > 0) return `there is no rule ${unknown.join(", ")}: this suppression suppresses nothing`;
  if (rules.length > 0 && !rules.some(isOn)) return null;
  const what = rules.length === 0 ? "nothing" : `no finding of ${rules.join(", ")}`;
  return `this suppression suppresses ${what}: remove it`;
}
