// A wait with the GIL held for what needs the GIL, and locks that are never given back. Page: ./lock-order-with-gil.md

import { deadlockAt } from "../evidence/deadlocks.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { type LockLeak, lockLeaksIn } from "../evidence/lock-leaks.ts";
import type { Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import { knowsPython } from "../summaries/knows-python.ts";
import { type Analysed, isCallUse } from "../summaries/uses.ts";
import { unlocked } from "./remedies/exits.ts";
import { withoutGil } from "./remedies/release.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const lockOrderWithGil: Rule = defineRule({
  id: "lock-order-with-gil",
  group: "stalls",
  severity: "warning",
  since: "0.1.0",
  summary: "A wait with the GIL held for a lock or thread that needs the GIL, or a lock that is never given back",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.deadlocking) yield* deadlocks(evidence, analysed);
    for (const analysed of evidence.functions) yield* leaks(evidence, analysed);
  },
});

function* deadlocks(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  const told = new Set<string>();
  for (const use of analysed.uses) {
    if (!isCallUse(use)) continue;
    const found = deadlockAt(evidence, analysed, use);
    // Waits for the same lock of the same holder are one mistake, whose cause is the holder.
    if (found === null || told.has(found.message)) continue;
    told.add(found.message);
    const sometimes = use.released.length + use.unknown.length > 0;
    yield {
      ref: analysed.ref,
      span: use.effect.span,
      confidence: sometimes ? "low" : found.confidence,
      message: found.message,
      related: found.related,
      remedies: (code) => withoutGil({ evidence, analysed, code }, use),
      cause: {
        key: found.message,
        more: (others) => `, as in ${others} other places of this file`,
        also: `${analysed.ref.extent.name} waits so too`,
        refusal: new Refusal("Many wait so: what holds the lock is better mended than each of them."),
      },
    };
  }
}

function* leaks(evidence: Evidence, analysed: Analysed): Iterable<Draft> {
  // Where nothing knows of Python nobody holds the GIL for it.
  const { program } = evidence;
  if (!knowsPython(analysed.ref, program)) return;
  const isShared = (lock: string): boolean =>
    /->|\./.test(lock) || evidence.deadlocks.locks.nameOf(analysed, lock) !== null;
  for (const leak of lockLeaksIn(evidence.program, analysed, isShared)) {
    const { end, visit, lock, given, confidence } = leak;
    const kind = end.effect.kind === "fall" ? "the function ends" : "this return leaves the function";
    yield {
      ref: analysed.ref,
      span: end.effect.span,
      confidence,
      message: `${kind} with ${lock} locked: whoever waits for it next waits for ever, and nobody runs Python if that is done with the GIL held`,
      related: [...placesOf(evidence, analysed, leak), ...evidence.decisions(analysed, visit.node, -1)],
      remedies: (code) => unlocked({ evidence, analysed, code }, end, given, false),
    };
  }
}

function placesOf(evidence: Evidence, { ref }: Analysed, { taken, given, lock }: LockLeak): Related[] {
  const places = taken === null ? [] : [{ ...evidence.at(ref, taken.span), message: `${lock} is locked here` }];
  return [...places, { ...evidence.at(ref, given.span), message: "another way out gives it back here" }];
}
