// One fix for many findings: which of them can be applied together.
import type { FileEdit, Finding, Fix } from "../core/findings/finding.ts";
import { overlaps } from "../core/text/span.ts";

/** The fix a person would choose for each finding, as many as do not touch each other. `unsafe`: not only safe ones. */
export function compatibleFixes(
  findings: readonly Finding[],
  unsafe: boolean,
  canWrite: (path: string) => boolean = () => true,
): readonly Fix[] {
  const fixes: Fix[] = [];
  const taken: FileEdit[] = [];
  for (const finding of findings) {
    const fix = bestFix(finding.fixes, unsafe);
    if (fix === undefined || fix.edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    if (!fix.edits.every((edit) => canWrite(edit.path))) continue;
    fixes.push(fix);
    taken.push(...fix.edits);
  }
  return fixes;
}

function bestFix(fixes: readonly Fix[], unsafe: boolean): Fix | undefined {
  const allowed = fixes.filter((fix) => fix.edits.length > 0 && (fix.safe || unsafe));
  return allowed.find((fix) => fix.preferred) ?? allowed.find((fix) => fix.safe) ?? allowed[0];
}

/** Equal edits are one edit: two findings that need the same include. Others at one place could come in either order. */
function collide(a: FileEdit, b: FileEdit): boolean {
  if (a.path !== b.path || sameEdit(a, b)) return false;
  return overlaps(a.span, b.span) || a.span.start === b.span.start || a.span.end === b.span.end;
}

export function sameEdit(a: FileEdit, b: FileEdit): boolean {
  return a.path === b.path && a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}
