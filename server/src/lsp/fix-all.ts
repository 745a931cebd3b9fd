// One fix for many findings: which of their edits can be applied together.
import type { FileEdit, Finding, Fix } from "../core/findings/finding.ts";
import { overlaps } from "../core/text/span.ts";

/** The edits of the safe fixes of all findings, without those that touch what an earlier one changes. */
export function safeFixes(findings: readonly Finding[]): readonly FileEdit[] {
  return together(findings.map(({ fixes }) => best(fixes.filter(({ safe }) => safe))));
}

/** The edits of the fixes a person would choose for each finding. */
export function allFixes(findings: readonly Finding[]): readonly FileEdit[] {
  return together(findings.map(({ fixes }) => best(fixes)));
}

function best(fixes: readonly Fix[]): Fix | undefined {
  return fixes.find(({ preferred }) => preferred) ?? fixes[0];
}

function together(fixes: readonly (Fix | undefined)[]): readonly FileEdit[] {
  const edits: FileEdit[] = [];
  for (const fix of fixes) {
    if (fix !== undefined && !fix.edits.some((edit) => edits.some((taken) => clashes(taken, edit))))
      edits.push(...fix.edits);
  }
  return edits;
}

/** The same insertion twice is no clash: two fixes may need the same include. */
function clashes(a: FileEdit, b: FileEdit): boolean {
  return a.path === b.path && overlaps(a.span, b.span);
}
