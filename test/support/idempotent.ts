// A fix made once is made: where it was applied, its rule offers nothing that would change the text again.
import type { Finding, Fix } from "../../server/src/core/findings/finding.ts";
import { applyEdits, invertEdits } from "../../server/src/core/text/edits.ts";
import { overlaps, type Span, span } from "../../server/src/core/text/span.ts";

export interface Text {
  readonly path: string;
  readonly text: string;
}

/** What is offered anew, in words. `before`: the texts the fix was made for, and what was found in them; `now`: after it. */
export function offeredAgain(
  finding: Finding,
  { edits }: Fix,
  before: { readonly texts: readonly Text[]; readonly findings: readonly Finding[] },
  now: readonly Finding[],
): string[] {
  const isSame = (one: Finding, path: string, places: readonly Span[]): boolean =>
    one.rule === finding.rule && one.path === path && places.some((place) => overlaps(place, one.span));
  return before.texts.flatMap(({ path, text }) => {
    const own = edits.filter((edit) => edit.path === path);
    const places = invertEdits(text, own).map((edit) => edit.span);
    if (path === finding.path) places.push(moved(finding.span, own));
    const after = applyEdits(text, own);
    // What else stands in the lines that the fix indents anew is found there before and after.
    const rewritten = own.map((edit) => edit.span);
    const others = before.findings.filter((one) => one !== finding && isSame(one, path, rewritten));
    const again = now.filter((one) => isSame(one, path, places));
    if (again.length <= others.length) return [];
    return again.flatMap(({ fixes }) =>
      fixes
        .filter((fix) => applyEdits(after, ofPath(fix, path)) !== after)
        .map(({ title }) => `made once, it is offered again: ${title}`),
    );
  });
}

/** Where a stretch is after edits, with what they put into it; a replacement counts as one place. */
function moved({ start, end }: Span, edits: Fix["edits"]): Span {
  const cut = (at: number): Span => edits.find(({ span: old }) => old.start < at && at < old.end)?.span ?? span(at, at);
  const by = (at: number): number =>
    edits
      .filter((edit) => edit.span.end <= at)
      .reduce((sum, { span: old, newText }) => sum + newText.length - (old.end - old.start), 0);
  const [first, last] = [cut(start).start, cut(end).end];
  return span(first + by(first), last + by(last));
}

function ofPath({ edits }: Fix, path: string): Fix["edits"] {
  return edits.filter((edit) => edit.path === path);
}
