// The GIL taken around a selection, in a region or in code that is called without it.

import { describeFunction, type FunctionDescription } from "../evidence/describe.ts";
import { Refusal } from "../fixes/refusal.ts";
import { surround } from "../fixes/surround.ts";
import { ensurePair, type Pair, type Patient, pairAt } from "../rules/remedies/region.ts";
import type { Use } from "../summaries/uses.ts";
import type { TextEdit } from "../text/edits.ts";
import { canWait, changesState, holdsLock, jumpsAcross, releaseThroughout, usesIn } from "./obstacles.ts";
import type { Selection } from "./selection.ts";

export function takeAround(patient: Patient, selection: Selection): TextEdit[] | Refusal {
  const uses = usesIn(patient, selection);
  const reason =
    changesState(patient, selection) ??
    (uses.length === 0 ? "Nothing runs in the selection." : null) ??
    notReleased(patient, uses) ??
    jumpsAcross(patient, selection) ??
    canWait(patient, selection) ??
    holdsLock(uses);
  if (reason !== null) return new Refusal(reason);
  const pair = pairFor(patient, selection, uses);
  const edits =
    pair === null ? null : surround(patient.code, selection.first, selection.last, [pair.take], [pair.give]);
  return edits ?? new Refusal("There is no place for a declaration in front of the selection.");
}

function notReleased(patient: Patient, uses: readonly Use[]): string | null {
  if (uses.some(({ unknown }) => unknown.length > 0)) return "It cannot be told whether the GIL is held here.";
  const released = uses.filter((use) => use.released.length > 0);
  if (released.length > 0 && uses.some(({ entry, held }) => entry.length + held.length > 0))
    return "The GIL is held here on some paths.";
  if (released.length > 0)
    return releaseThroughout(uses) === null ? "The GIL is released in several ways before the selection." : null;
  if (uses.some(({ held }) => held.length > 0)) return "The GIL is held here already.";
  return enteredWithGil(patient) ? `Nothing known calls ${patient.analysed.ref.extent.name} without the GIL.` : null;
}

/** A function that is never called by its name, and by no table of Python's, may be somebody's callback. */
function enteredWithGil({ evidence, analysed: { ref } }: Patient): boolean {
  const { program, contexts } = evidence;
  if (contexts.released(ref) !== undefined) return false;
  const isHeld = ({ state, because }: FunctionDescription["contexts"][number]): boolean =>
    state === "held" && because.length > 0;
  if (describeFunction(evidence, ref).contexts.some(isHeld)) return true;
  return program.mentions.callersOf(ref).length > 0;
}

function pairFor(patient: Patient, { first }: Selection, uses: readonly Use[]): Pair | null {
  const frame = releaseThroughout(uses);
  return frame === null ? ensurePair(patient.code, first) : pairAt(patient, first, frame);
}
