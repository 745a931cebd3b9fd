// A suppression that suppresses nothing. Page: ./unused-suppression.md
import { withoutComments } from "../fixes/comments.ts";
import type { DirectiveComment } from "../mask/file-index.ts";
import type { Suppression } from "../syntax/comments.ts";
import type { Remedy, RuleMetadata } from "./rule.ts";

export const unusedSuppression: RuleMetadata = {
  id: "unused-suppression",
  group: "hygiene",
  severity: "warning",
  since: "0.1.0",
  summary: "A suppression that suppresses nothing",
  fix: "safe",
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

const ONLY_GILINT =
  /^(?:\/\*|\/\/)\s*(?:gilint:\s*ignore|NOLINT(?:NEXTLINE)?\(\s*gilint-[\w*-]+(?:\s*,\s*gilint-[\w*-]+)*\s*\))/;

/** The comment taken out, and the one that ends its stretch; nothing where it says other things too, or could be wanted by a rule that is off. */
export function removal(
  text: string,
  comments: readonly DirectiveComment[],
  { comment, covers, rules }: Suppression,
  isOff: (rule: string) => boolean,
): readonly Remedy[] {
  const own = comments.filter(({ span, text: words }) =>
    span.start === comment.start ? ONLY_GILINT.test(words) : isEnd(words) && span.start === covers.end,
  );
  if (own[0]?.span.start !== comment.start || rules.some(isOff)) return [];
  const edits = withoutComments(
    text,
    own.map(({ span }) => span),
  );
  return edits === null ? [] : [{ title: "Remove this suppression", safe: true, edits }];
}

function isEnd(words: string): boolean {
  return /gilint:\s*ignore-end\b/.test(words);
}
