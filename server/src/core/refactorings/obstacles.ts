// What stands in the way of running a selection in another state of the GIL than now. Each answer is a sentence, or null.
import { objectField } from "../capi/objects.ts";
import type { Frame } from "../dataflow/status.ts";
import type { CallEffect, Effect } from "../effects/effect.ts";
import { leaves } from "../fixes/exits.ts";
import { allStatements } from "../fixes/statements.ts";
import { callsIn } from "../rules/remedies/calls.ts";
import { waits } from "../rules/remedies/free.ts";
import { onlyRelease, type Patient } from "../rules/remedies/region.ts";

import { type Use, visitsOf } from "../summaries/uses.ts";
import { contains, type Span, shift, span } from "../text/span.ts";
import type { Selection } from "./selection.ts";

/** A way in or out that would pass by what is put around the selection. */
export function jumpsAcross({ analysed, code }: Patient, selection: Selection): string | null {
  const inside = shift(selection, -code.body.start);
  const labels = allStatements(code.root).filter(({ kind }) => kind === "label");
  for (const label of labels.filter((one) => contains(selection, one))) {
    if (label.word === "case" || label.word === "default") {
      if (label.parent === selection.first.parent)
        return `The ${label.word} belongs to a switch outside the selection.`;
      continue;
    }
    const jump = new RegExp(`(?:\\bgoto\\s+|&&\\s*)${label.word}\\b`);
    const before = code.masked({ start: code.body.start, end: selection.start });
    const after = code.masked({ start: selection.end, end: code.body.end });
    if (jump.test(before) || jump.test(after)) return `A goto outside the selection jumps to ${label.word} inside.`;
  }
  for (const { effects, edges } of analysed.effects.blocks) {
    const exit = effects.find((effect) => effect.kind === "return" && contains(inside, effect.span));
    if (exit !== undefined) return `${exit.macro ?? "A return"} leaves the selection.`;
    for (const { jump } of edges) {
      if (jump === null || !contains(inside, jump.span)) continue;
      const isLeaving =
        jump.kind === "goto"
          ? !contains(inside, span(jump.target, jump.target + 1))
          : leaves(code.statementAt(jump.span.start + code.body.start), jump.kind, selection);
      if (isLeaving) return `${jump.macro ?? `A ${jump.kind}`} leaves the selection.`;
    }
  }
  return null;
}

/** A call that changes the GIL's state, or takes a lock that it does not give back. */
export function changesState({ evidence, analysed, code }: Patient, selection: Selection): string | null {
  const meanings = evidence.program.meanings(analysed.ref);
  const locked = new Map<string, string>();
  for (const call of callsIn(analysed, shift(selection, -code.body.start)))
    for (const operation of meanings.of(call)?.outcomes.flatMap(({ operations }) => operations) ?? [])
      if (operation.op === "lock") locked.set(operation.lock, nameOf(call));
      else if (operation.op === "unlock") locked.delete(operation.lock);
      else return `${nameOf(call)} changes the state of the GIL itself.`;
  const [lock] = locked.values();
  return lock === undefined ? null : `${lock} takes a lock that is not given back in the selection.`;
}

/** The effects inside with the states they are reached in; those of dead code are not among them. */
export function usesIn({ analysed, code }: Patient, selection: Selection): Use[] {
  const inside = shift(selection, -code.body.start);
  return analysed.uses.filter(({ effect }) => contains(inside, effect.span));
}

/** To wait for the GIL with a lock in hand is a deadlock with whoever waits for the lock with the GIL. */
export function holdsLock(uses: readonly Use[]): string | null {
  const [first] = uses;
  const visits = first === undefined ? [] : visitsOf(first);
  const lock = visits.flatMap(({ before }) => [...before.mayLocks])[0];
  return lock === undefined ? null : `The lock ${lock} is held here: waiting for the GIL with it can deadlock.`;
}

/** The release in force at every effect. */
export function releaseThroughout(uses: readonly Use[]): Frame | null {
  return onlyRelease(uses.flatMap(visitsOf).map(({ before }) => before.status));
}

/** Something that must not be done without the GIL. */
export function needsGil(patient: Patient, uses: readonly Use[]): string | null {
  for (const { effect } of uses) {
    const reason = needOf(patient, effect);
    if (reason !== null) return reason;
  }
  return null;
}

function needOf({ evidence, analysed }: Patient, effect: Effect): string | null {
  if (effect.kind === "field" && objectField(effect.field) !== undefined)
    return `${effect.object}'s field ${effect.field} belongs to a Python object.`;
  if (effect.kind !== "call") return null;
  const target = evidence.program.target(effect, analysed.ref.path);
  switch (target.kind) {
    case "api":
    case "accessor":
      return `${nameOf(effect)} needs the GIL.`;
    case "declared":
      return target.needs ? `${target.name} needs the GIL, as its declaration says.` : null;
    case "functions":
      for (const ref of target.refs) {
        const need = evidence.needs.of(ref);
        if (need !== null) return `${ref.extent.name} needs the GIL: it reaches ${need.name}.`;
        const release = evidence.releases.of(ref);
        if (release !== null) return `${ref.extent.name} releases the GIL itself.`;
      }
      return null;
    case "external":
    case "pointer":
      return null;
  }
}

/** A wait, which is better done without the GIL. */
export function canWait(patient: Patient, selection: Span): string | null {
  const call = callsIn(patient.analysed, shift(selection, -patient.code.body.start)).find((one) => waits(patient, one));
  return call === undefined
    ? null
    : `${nameOf(call)} can wait for long, and nothing else of Python would run meanwhile.`;
}

function nameOf({ macro, callee, pointer }: CallEffect): string {
  return macro ?? pointer?.text ?? callee;
}
