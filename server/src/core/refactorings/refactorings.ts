// What is offered for a selection: the GIL released around it, or taken. Refused, with the reason, where that would be a mistake.

import type { Evidence } from "../evidence/evidence.ts";
import type { FileEdit } from "../findings/finding.ts";
import type { Refactoring, RefactoringKind } from "../findings/refactoring.ts";
import { Refusal } from "../fixes/refusal.ts";
import { codeOf } from "../rules/remedies/code-of.ts";
import type { Patient } from "../rules/remedies/region.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { TextEdit } from "../text/edits.ts";
import { overlaps, type Span } from "../text/span.ts";
import { releaseAround } from "./release-around.ts";
import { selectStatements } from "./selection.ts";
import { takeAround } from "./take-around.ts";

const TITLES: Readonly<Record<RefactoringKind, string>> = {
  release: "Release the GIL around the selection",
  take: "Take the GIL around the selection",
};

/** Nothing where the selection is in no function. */
export function refactoringsOf(evidence: Evidence, path: string, selected: Span): Refactoring[] {
  const refs = evidence.program.symbols.functions.filter(
    (one) => one.path === path && overlaps(one.extent.body, selected),
  );
  const [ref] = refs;
  if (ref === undefined) return [];
  const several = refs.length > 1 ? new Refusal("The selection holds parts of several functions.") : null;
  const patient = several ?? patientOf(evidence, ref);
  return (["release", "take"] as const).map((kind) => {
    const result = patient instanceof Refusal ? patient : edited(kind, patient, selected);
    const refused = result instanceof Refusal ? result.reason : null;
    const edits: readonly TextEdit[] = result instanceof Refusal ? [] : result;
    return { kind, title: TITLES[kind], refused, edits: edits.map((edit): FileEdit => ({ ...edit, path })) };
  });
}

function edited(kind: RefactoringKind, patient: Patient, selected: Span): TextEdit[] | Refusal {
  const selection = selectStatements(patient.code, selected);
  if (selection instanceof Refusal) return selection;
  return kind === "release" ? releaseAround(patient, selection) : takeAround(patient, selection);
}

function patientOf(evidence: Evidence, ref: FunctionRef): Patient | Refusal {
  const { program } = evidence;
  const analysed = program.analysed(ref);
  const { damage } = analysed.effects;
  if (damage !== null) return new Refusal(`gilint cannot read all of ${ref.extent.name}: ${damage.reason}.`);
  const code = codeOf(program, ref);
  return code instanceof Refusal ? code : { evidence, analysed, code };
}
