// Findings of a file with one cause, a helper or a macro, told once where they are many: the others are related places of the first.
import type { Finding } from "../findings/finding.ts";
import type { Draft } from "./rule.ts";

/** In so many functions it is the cause that wants to be mended, not the places. */
const MANY = 3;

/** `found` is in order, and what is suppressed is not among it. Gives what is left, and tells `drafts` of what it made. */
export function together(found: readonly Finding[], drafts: Map<Finding, Draft>): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  const keyOf = (one: Finding): string | null => {
    const cause = drafts.get(one)?.cause;
    return cause === undefined || one.confidence === "low" ? null : `${one.rule} ${one.path} ${cause.key}`;
  };
  for (const one of found) {
    const key = keyOf(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return found.flatMap((one) => {
    const group = groups.get(keyOf(one) ?? "") ?? [];
    if (new Set(group.map((other) => drafts.get(other)?.ref.id)).size < MANY) return [one];
    return group[0] === one ? [asOne(one, group.slice(1), drafts)] : [];
  });
}

function asOne(first: Finding, others: readonly Finding[], drafts: Map<Finding, Draft>): Finding {
  const draft = drafts.get(first);
  if (draft?.cause === undefined) return first;
  const { more, refusal } = draft.cause;
  const also = others.map((other) => ({
    path: other.path,
    span: other.span,
    message: drafts.get(other)?.cause?.also ?? other.message,
  }));
  const all = { ...first, message: first.message + more(others.length), related: [...first.related, ...also] };
  drafts.set(all, { ...draft, remedies: refusal });
  return all;
}
