// Handles that a library lets one thread use at a time, kept in variables that all threads share, and used where the GIL is released.
import { type HandleFact, handleCall } from "../capi/sharing.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { objectsOf } from "./objects.ts";
import { type Exposure, exposureOf, isExposed, isStaticVariable, registrationOf } from "./sharing.ts";

export interface SharedHandle {
  readonly analysed: Analysed;
  readonly use: Use;
  readonly exposure: Exposure;
  /** The variable. */
  readonly name: string;
  readonly callee: string;
  readonly handle: HandleFact;
}

/** One for each function and variable. */
export function* sharedHandles(evidence: Evidence): Iterable<SharedHandle> {
  const objects = objectsOf(evidence);
  for (const analysed of evidence.functions) {
    const seen = new Set<string>();
    for (const use of exclusiveCalls(analysed)) {
      if (!isExposed(evidence, analysed, use)) continue;
      const found = exclusiveIn(evidence, analysed, use);
      if (found === null || seen.has(found.name)) continue;
      const exposure = exposureOf(evidence, analysed, use);
      // A thread of the extension's own may be the only one that uses it.
      if (exposure === null || exposure.guarded || registrationOf(evidence, exposure) !== null) continue;
      if (objects.locksAt({ analysed, use }).size > 0) continue;
      seen.add(found.name);
      yield { analysed, use, exposure, ...found };
    }
  }
}

const exclusiveCalls = perAnalysed(({ uses }) =>
  uses.filter(isCallUse).filter(({ effect }) => handleCall(effect.callee)?.sharing === "exclusive"),
);

/** The variable of all threads that a call uses as such a handle; null where it does not. */
export function exclusiveIn(
  evidence: Evidence,
  analysed: Analysed,
  use: Use,
): Pick<SharedHandle, "name" | "callee" | "handle"> | null {
  if (!isCallUse(use) || use.effect.pointer !== null) return null;
  const { callee, args } = use.effect;
  const handle = handleCall(callee);
  if (handle?.sharing !== "exclusive") return null;
  // `zs`, `&zs` or `state.zs`: what a pointer of all threads points to may be one of many.
  const [, name] = /^&?([A-Za-z_]\w*)(?:\.\w+)*$/.exec(args?.[handle.argument]?.text ?? "") ?? [];
  if (name === undefined || !isStaticVariable(evidence, analysed, name)) return null;
  return evidence.program.target(use.effect, analysed.ref.path).kind === "external" ? { name, callee, handle } : null;
}
