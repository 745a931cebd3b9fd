// State of the whole process that only the GIL guards: static objects, static variables, what the C library keeps.
// Page: ./unguarded-static-object.md
import { noReturn } from "../capi/control.ts";
import { type UnsafeCallFact, unsafeCall } from "../capi/sharing.ts";
import { attachedFunctions, onlyGilGuards, wayFromPython } from "../evidence/attached.ts";
import { type Evidence, lower } from "../evidence/evidence.ts";
import { changesIn, type StaticChange } from "../evidence/statics.ts";
import type { Confidence } from "../findings/finding.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { madeAtomic } from "./remedies/atomic.ts";
import { adviceAgainst, concernsSignalsOnly, familyOf } from "./remedies/calls.ts";
import { lockedStores } from "./remedies/lock.ts";
import { reentrantCall } from "./remedies/reentrant.ts";
import { anyOf, type Draft, defineRule, type Rule } from "./rule.ts";

export const unguardedStaticObject: Rule = defineRule({
  id: "unguarded-static-object",
  group: "free-threading",
  severity: "warning",
  since: "0.1.0",
  summary: "State of the whole process that only the GIL guards",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    const { symbols } = evidence.program;
    const mentions = (name: string): boolean =>
      name === "static" || symbols.isVariable(name) || unsafeCall(name) !== undefined;
    for (const ref of attachedFunctions(evidence, mentions)) {
      const analysed = evidence.program.analysed(ref);
      yield* statics(evidence, analysed);
      yield* libraryState(evidence, analysed);
    }
  },
});

/** One finding for each variable and function: where the function first does the worst of what it does to it. */
function* statics(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  const worst = new Map<string, { readonly change: StaticChange; readonly confidence: Confidence }>();
  const changes = changesIn(evidence, analysed).filter(({ use }) => onlyGilGuards(evidence, analysed, use));
  for (const change of changes) {
    const confidence = sureness(evidence, analysed, change);
    const known = worst.get(change.variable);
    if (known === undefined || RANK[confidence] > RANK[known.confidence])
      worst.set(change.variable, { change, confidence });
  }
  for (const { change, confidence } of worst.values())
    yield {
      ref: analysed.ref,
      span: change.use.effect.span,
      confidence,
      message: wording(change),
      related: wayFromPython(evidence, analysed.ref),
      remedies: (code) => {
        const same = changes.filter(({ variable }) => variable === change.variable);
        const spans = same.map(({ use }) => use.effect.span);
        const patient = { evidence, analysed, code };
        const single = change.how === "modified" && change.kind === "number";
        return anyOf(lockedStores(patient, spans), single ? madeAtomic(patient, change.variable) : []);
      },
    };
}

const RANK = { high: 2, medium: 1, low: 0 } as const;

function sureness(evidence: Evidence, { ref, effects }: Analysed, { kind, isLocal, how }: StaticChange): Confidence {
  const sure = ((): Confidence => {
    switch (how) {
      case "filled-once":
        // Two threads that fill in the same number do no harm.
        return kind === "number" ? "low" : "high";
      case "modified":
        return "high";
      case "filled":
        return isLocal ? "high" : kind === "number" ? "low" : "medium";
      case "set":
        // A number that is put there whole is the old one or the new one.
        return kind === "object" ? "high" : kind === "memory" ? "medium" : "low";
      case "flagged":
        return "low";
    }
  })();
  if (evidence.entries.wayTo(ref).length > SHORT_WAY) return "low";
  return effects.damage === null ? sure : lower(sure);
}

/** Functions on a way from Python that a reader follows; farther off, what runs once at start-up is reached as well. */
const SHORT_WAY = 4;

function wording({ target, kind, how }: StaticChange): string {
  if (how === "filled-once")
    return `${target} is filled in by whoever finds it empty: without the GIL two threads can find it so at once, and both fill it`;
  if (kind === "object")
    return `${target} is replaced without a lock: without the GIL another thread may be using the object that goes`;
  const what = how === "modified" ? "read, changed and written back" : "written";
  return `${target} is shared by all threads and ${what} without a lock: only the GIL keeps them apart`;
}

/** One finding for each function of the C library, or family of them, at the first call. */
function* libraryState(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  const { ref } = analysed;
  const seen = new Set<string>();
  for (const use of analysed.uses.filter(isCallUse)) {
    const fact = libraryCall(evidence, analysed, use);
    if (fact === undefined || seen.has(familyOf(fact)) || !onlyGilGuards(evidence, analysed, use)) continue;
    seen.add(familyOf(fact));
    yield {
      ref,
      span: use.effect.span,
      confidence: librarySureness(fact),
      message: `${fact.name} works on state that the C library keeps for the whole process: only the GIL keeps other threads out; ${adviceAgainst(fact)}`,
      related: wayFromPython(evidence, ref),
      remedies: (code) => reentrantCall({ evidence, analysed, code }, use.effect),
    };
  }
}

function libraryCall({ program }: Evidence, { ref }: Analysed, { effect }: Use): UnsafeCallFact | undefined {
  if (effect.kind !== "call" || effect.pointer !== null) return undefined;
  const fact = unsafeCall(effect.callee);
  // Where the process ends, nobody else counts.
  if (
    fact === undefined ||
    noReturn(fact.name) ||
    concernsSignalsOnly(fact) ||
    program.target(effect, ref.path).kind !== "external"
  )
    return undefined;
  return fact;
}

/** High where two threads share a buffer or a position; what is safe in glibc, and what only says so for old systems, is not. */
function librarySureness({ glibcSafe, shares, replacement }: UnsafeCallFact): Confidence {
  if (glibcSafe || /race:(?:dirstream|streams?|strerror)\b/.test(shares)) return "low";
  if (/\brace:/.test(shares)) return "high";
  if (/const:locale/.test(shares)) return "medium";
  return shares === "" && replacement.startsWith("lock") ? "medium" : "low";
}
