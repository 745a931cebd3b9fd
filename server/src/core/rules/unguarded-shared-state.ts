// A static or global variable changed without a lock where the GIL is released. Page: ./unguarded-shared-state.md
import type { StoreEffect } from "../effects/effect.ts";
import { type Carried, carriedIn } from "../evidence/carried.ts";
import { type Evidence, lower } from "../evidence/evidence.ts";
import { type SharedHandle, sharedHandles } from "../evidence/shared-handles.ts";
import {
  type Exposure,
  exposureOf,
  isExposed,
  isJoined,
  isStaticVariable,
  staticType,
  sureness,
  wayTo,
} from "../evidence/sharing.ts";
import { isOwnMemory } from "../evidence/statics.ts";
import { isTrace } from "../evidence/traces.ts";
import { type ForgottenLock, storesOutside, Variables, type VariableUse } from "../evidence/variables.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { madeAtomic } from "./remedies/atomic.ts";
import { lockedStores } from "./remedies/lock.ts";
import { anyOf, type Draft, defineRule, type Rule } from "./rule.ts";

export const unguardedSharedState: Rule = defineRule({
  id: "unguarded-shared-state",
  group: "races",
  severity: "warning",
  since: "0.1.0",
  summary: "A static or global variable changed without a lock where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    const variables = new Variables(evidence);
    yield* unguardedWrites(evidence, variables);
    yield* writesOutsideEnsure(evidence, variables);
    const handles = [...sharedHandles(evidence)];
    for (const found of handles) yield usedHandle(evidence, found);
    const told = new Set(handles.map(({ analysed, name }) => `${analysed.ref.id} ${name}`));
    for (const found of carriedIn(evidence))
      if (!told.has(`${found.analysed.ref.id} ${found.name}`)) yield carriedOver(evidence, found);
    for (const found of variables.forgottenLocks()) yield forgottenLock(evidence, found);
  },
});

function* unguardedWrites(evidence: Evidence, variables: Variables): Iterable<Draft> {
  for (const analysed of evidence.functions)
    for (const use of storesOutside(analysed)) {
      if (!isExposed(evidence, analysed, use) || !isSharedStore(evidence, analysed, use.effect)) continue;
      const exposure = exposureOf(evidence, analysed, use);
      if (exposure === null || exposure.guarded) continue;
      const { base, target, modifies } = use.effect;
      const racing = racingWith(evidence, variables, analysed, use, exposure);
      yield {
        ref: analysed.ref,
        span: use.effect.span,
        confidence: confidenceOf(evidence, analysed, use, sureness(evidence, analysed, use, exposure), racing !== null),
        message: `${target} is shared by all threads and ${modifies ? "read, changed and written back" : "written"} without a lock while the GIL is released`,
        related: [
          ...wayTo(evidence, analysed, exposure),
          ...(racing === null || base === null ? [] : [meanwhile(evidence, racing, base)]),
        ],
        remedies: (code) =>
          anyOf(
            lockedStores({ evidence, analysed, code }, [use.effect.span]),
            madeAtomic({ evidence, analysed, code }, target),
          ),
      };
    }
}

/** For what a thread or callback writes: what a function does to it that has nothing but the GIL. */
function racingWith(
  evidence: Evidence,
  variables: Variables,
  analysed: Analysed,
  use: Use<StoreEffect>,
  { context }: Exposure,
): VariableUse | null {
  const registration =
    context === null ? null : (context.registration ?? evidence.contexts.rootOf(context).registration);
  if (registration === null || !registration.certain || !/\bthreads?\b/.test(registration.note)) return null;
  if (isJoined(evidence, registration)) return null;
  return variables.underGilMeanwhile(analysed, use, use.effect.base ?? "");
}

/** In a callback that took the GIL for itself, after it gave it back. */
function* writesOutsideEnsure(evidence: Evidence, variables: Variables): Iterable<Draft> {
  const seen = new Set<string>();
  for (const { analysed, use, ensure } of variables.outsideEnsure()) {
    const key = `${analysed.ref.id} ${use.effect.base ?? ""}`;
    if (seen.has(key)) continue;
    if (!isSharedStore(evidence, analysed, use.effect) || locked(use)) continue;
    const { base, target } = use.effect;
    const racing = base === null ? null : variables.underGilMeanwhile(analysed, use, base);
    if (racing === null || base === null) continue;
    seen.add(key);
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence: confidenceOf(evidence, analysed, use, "medium", true),
      message: `${target} is written after the GIL was given back: nothing keeps ${racing.analysed.ref.extent.name} from using it meanwhile`,
      related: [
        {
          ...evidence.at(analysed.ref, ensure.effect.span),
          message: "the GIL is taken here: it may not have been held",
        },
        meanwhile(evidence, racing, base),
      ],
      remedies: new Refusal(
        `It has to be written before the GIL is given back, or ${racing.analysed.ref.extent.name} has to hold the same lock.`,
      ),
    };
  }
}

function locked({ entry, unknown }: Use): boolean {
  return [...entry, ...unknown].every(({ before }) => before.mayLocks.size > 0);
}

function carriedOver(evidence: Evidence, { analysed, name, filled, used, alike }: Carried): Draft {
  const { ref } = analysed;
  const [visit] = used.released;
  const others = alike.slice(0, MAX_ALIKE).map(({ analysed: other, used: { effect } }) => ({
    ...evidence.at(other.ref, effect.span),
    message: `${other.ref.extent.name} uses it without the GIL too`,
  }));
  return {
    ref,
    span: used.effect.span,
    confidence: lower(evidence.certainty(analysed, used)),
    message: `${name} is used where the GIL is released, and all threads share it: the next call of ${ref.extent.name} fills it in anew meanwhile`,
    related: [
      { ...evidence.at(ref, filled.effect.span), message: `${name} is filled in here, with only the GIL held` },
      ...(visit === undefined ? [] : evidence.path(analysed, visit)),
      ...others,
    ],
    remedies: new Refusal(
      `Each call needs ${name} for itself: a lock around both places would be held across the region.`,
    ),
  };
}

function usedHandle(evidence: Evidence, { analysed, use, exposure, name, callee, handle }: SharedHandle): Draft {
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: sureness(evidence, analysed, use, exposure),
    message: `${callee} ${handle.effect} ${name} where the GIL is released and no lock is held: all threads share it, but one ${handle.handle} serves one thread at a time`,
    related: wayTo(evidence, analysed, exposure),
    remedies: new Refusal(
      `Each thread or call needs a ${handle.handle} of its own, or a lock around all that uses ${name}.`,
    ),
  };
}

const MAX_ALIKE = 24;

function forgottenLock(evidence: Evidence, { name, lock, forgotten, guarded }: ForgottenLock): Draft {
  const { analysed, use, writes } = forgotten;
  const other = guarded.analysed.ref;
  return {
    ref: analysed.ref,
    span: use.effect.span,
    confidence: writes ? "medium" : "low",
    message: `${name} is ${writes ? "written" : "read"} without ${lock}, which ${other.extent.name} holds for it: that runs without the GIL, so the GIL alone guards nothing`,
    related: [
      { ...evidence.at(other, guarded.use.effect.span), message: `${other.extent.name} writes it here, with ${lock}` },
    ],
    remedies: new Refusal(`The GIL is held here: who waits for ${lock} with it can deadlock with who has it.`),
  };
}

function meanwhile(evidence: Evidence, { analysed, use, writes }: VariableUse, name: string): Related {
  const { ref } = analysed;
  const message = `${ref.extent.name} ${writes ? "writes" : "reads"} ${name} here, with only the GIL held`;
  return { ...evidence.at(ref, use.effect.span), message };
}

/** To memory of a variable that all threads share. */
function isSharedStore(evidence: Evidence, analysed: Analysed, store: StoreEffect): boolean {
  return (
    store.base !== null && isStaticVariable(evidence, analysed, store.base) && isOwnMemory(evidence, analysed, store)
  );
}

/** `sure`: that it runs without the GIL. `isPaired`: the other side of the race is known. */
function confidenceOf(
  evidence: Evidence,
  analysed: Analysed,
  use: Use<StoreEffect>,
  sure: Confidence,
  isPaired: boolean,
): Confidence {
  if (isTrace(evidence, analysed, use)) return "low";
  const { modifies, value, base, target } = use.effect;
  const type = staticType(evidence, analysed, base ?? "") ?? "";
  const isVolatile = /\bvolatile\b/.test(type);
  // Whoever releases the GIL next overwrites the thread state, and each takes the GIL back as somebody else. Where it is only kept, a
  // program may do so once, when it has started Python.
  if (/\bPyThreadState\s*\*/.test(type)) return isTakenBack(analysed, target) ? sure : "low";
  // A flag that is set to a constant is rarely what breaks.
  if (!modifies && value !== null) return "low";
  if (isPaired) return isVolatile ? "low" : "medium";
  return modifies && !isVolatile ? sure : lower(sure);
}

function isTakenBack({ solution }: Analysed, place: string): boolean {
  return solution.visits.some(
    ({ effect, before }) =>
      effect.kind === "call" &&
      effect.args?.some(({ text }) => text === place) === true &&
      before.status.frames.at(-1)?.saved === place,
  );
}
