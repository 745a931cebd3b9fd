// The GIL taken back where it is held already. Page: ./unmatched-acquire.md
import { transitionFact } from "../capi/transitions.ts";
import type { Visit } from "../dataflow/solution.ts";
import type { CallEffect, StoreEffect } from "../effects/effect.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { isLocalPlace } from "../evidence/wrappers.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { swapsOut } from "../summaries/meanings.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { withoutAcquire } from "./remedies/unnest.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const unmatchedAcquire: Rule = defineRule({
  id: "unmatched-acquire",
  group: "correctness",
  severity: "error",
  since: "0.1.0",
  summary: "The GIL taken back where it is held already",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const fault of faultsIn(analysed, evidence.program)) yield told(evidence, analysed, fault);
  },
});

/** `swapped`: the variable that keeps a thread state which is never put back. */
interface Fault {
  readonly kind: "other-state" | "swapped" | "twice";
  readonly use: Use<CallEffect>;
  readonly visit: Visit;
  readonly swapped?: string;
}

const faultsIn = perAnalysed((analysed, program: Program): readonly Fault[] =>
  analysed.uses
    .filter(isCallUse)
    .filter((use) => mayAcquire(use, program))
    .flatMap((use) => faultAt(analysed, use, program) ?? []),
);

/** Most calls have nothing to do with the GIL. */
function mayAcquire({ effect, entry, held, released }: Use<CallEffect>, { traits }: Program): boolean {
  const visits = [entry, held, released];
  return traits.isTransition(effect.callee) || visits.some((some) => some.some(({ faults }) => faults.length > 0));
}

function faultAt(analysed: Analysed, use: Use<CallEffect>, program: Program): Fault | null {
  const wrong = [...use.released, ...use.held].find((visit) => isOtherState(analysed, visit));
  if (wrong !== undefined) return { kind: "other-state", use, visit: wrong };
  const swapped = swappedOut(analysed, use.effect);
  const [entered] = [...use.entry, ...use.held, ...use.released];
  if (swapped !== null && entered !== undefined) return { kind: "swapped", use, visit: entered, swapped };
  const twice = [...use.entry, ...use.held].find((visit) => isTwice(program, analysed, visit));
  return twice === undefined ? null : { kind: "twice", use, visit: twice };
}

function told(evidence: Evidence, analysed: Analysed, { kind, use, visit, swapped }: Fault): Draft {
  const name = use.effect.macro ?? use.effect.callee;
  switch (kind) {
    case "other-state": {
      const saved = visit.before.status.frames.at(-1)?.saved;
      const what = use.released.includes(visit)
        ? `restores another thread state than the one saved in ${saved}`
        : `gives up the GIL of another thread state than ${saved}, which it was taken with: Python ends the process with a fatal error`;
      const refused = new Refusal(`Whether ${saved} or the other thread state is meant, the code does not tell.`);
      return draft(evidence, analysed, use, visit, `${name} ${what}`, refused);
    }
    case "swapped": {
      const given = use.effect.args?.[0]?.text ?? "";
      const message = `${name} puts ${given} in place of the thread state that is kept in ${swapped} and never put back`;
      const refused = new Refusal(`Where ${swapped} should be put back depends on what runs in between.`);
      return { ...draft(evidence, analysed, use, visit, message, refused), confidence: "medium" };
    }
    case "twice": {
      const message = `${name} takes the GIL back, but it is held already here: this deadlocks or ends the process`;
      const remedies: Draft["remedies"] = (code) => withoutAcquire({ evidence, analysed, code }, use);
      return draft(evidence, analysed, use, visit, message, remedies);
    }
  }
}

function draft(
  evidence: Evidence,
  analysed: Analysed,
  use: Use<CallEffect>,
  visit: Visit,
  message: string,
  remedies: Draft["remedies"],
): Draft {
  const every = use.released.length + use.unknown.length === 0;
  const sure: Confidence = every ? (isEitherOr(use, visit) ? "low" : "high") : "medium";
  const confidence = analysed.effects.damage === null && !analysed.solution.widened ? sure : "low";
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence,
    message,
    related: [
      ...givenBack(evidence, analysed, use, visit),
      ...acquired(evidence, analysed, visit),
      ...evidence.decisions(analysed, visit.node, -1),
    ],
    remedies,
  };
}

/** `if (a) take(); if (b) take();` in a function that is called without the GIL: most likely one or the other. */
function isEitherOr({ entry }: Use<CallEffect>, { before }: Visit): boolean {
  return entry.length > 0 && before.status.frames.at(-1)?.kind === "acquired";
}

/** Where the thread state has been given back already. */
function givenBack(evidence: Evidence, { ref, solution }: Analysed, use: Use<CallEffect>, visit: Visit): Related[] {
  if (!visit.faults.some(({ fault }) => fault === "acquired-twice") || visit.before.status.frames.length > 0) return [];
  const before = [...solution.undone.values()]
    .flatMap((calls) => [...calls])
    .filter(({ span }) => span.end <= use.effect.span.start);
  const last = before.sort((a, b) => a.span.start - b.span.start).at(-1);
  return last === undefined ? [] : [{ ...evidence.at(ref, last.span), message: "the GIL is taken back here already" }];
}

function acquired(evidence: Evidence, { ref, effects }: Analysed, visit: Visit): Related[] {
  const frame = visit.before.status.frames.at(-1);
  const site = frame === undefined ? null : evidence.siteOf(ref, effects, frame.site);
  return site === null ? [] : [{ ...site.location, message: "the GIL is taken here" }];
}

function isTwice(program: Program, analysed: Analysed, visit: Visit): boolean {
  if (visit.faults.some(({ fault }) => fault === "acquired-twice")) return true;
  if (visit.before.status.frames.length > 0 || visit.effect.kind !== "call") return false;
  const outcomes = program.meanings(analysed.ref).of(visit.effect)?.outcomes ?? [];
  for (const operation of outcomes.flatMap(({ operations }) => operations)) {
    if (operation.op !== "acquire" || operation.ifReleased) continue;
    // A macro that ends a scope has its beginning in the same function.
    if (operation.lexical) return true;
  }
  return false;
}

/**
 * The variable that keeps what PyThreadState_Swap(NULL) took out, where nothing is done with it and another thread state is put in
 * instead; null where there is none.
 */
function swappedOut({ effects }: Analysed, call: CallEffect): string | null {
  if (transitionFact(call.callee)?.op !== "swap" || swapsOut(call)) return null;
  const all = effects.blocks.flatMap((block) => block.effects);
  for (const effect of all) {
    if (effect.kind !== "call" || !swapsOut(effect) || effect.span.start > call.span.start) continue;
    const kept = effect.result;
    if (effects.locals[kept]?.parameter !== -1) continue;
    const isUsed = all.some(
      (other) =>
        (other.kind === "call" && other.args?.some(({ base }) => base === kept)) ||
        (other.kind === "store" && other.from === kept) ||
        (other.kind === "return" && other.value === kept),
    );
    if (!isUsed) return kept;
  }
  return null;
}

/** Another thread state is given back than was saved or taken, and nothing in the function says that they are the same. */
function isOtherState(analysed: Analysed, visit: Visit): boolean {
  const operation = visit.faults.find(({ fault }) => fault === "wrong-thread-state")?.operation;
  const saved = visit.before.status.frames.at(-1)?.saved ?? null;
  if (operation === undefined || saved === null) return false;
  const stores = analysed.effects.blocks
    .flatMap(({ effects }) => effects)
    .filter((effect): effect is StoreEffect => effect.kind === "store");
  // The state was saved in a local variable that was copied nowhere, and something else is restored.
  if (operation.op === "acquire" && operation.from !== null)
    return (
      isLocalPlace(analysed, saved) && !stores.some((store) => store.from === saved || store.target === operation.from)
    );
  if (operation.op !== "release" || operation.gives === undefined) return false;
  const both = [saved, operation.gives];
  return !stores.some(({ target }) => both.includes(target));
}
