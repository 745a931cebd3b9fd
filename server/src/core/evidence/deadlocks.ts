// A wait with the GIL in hand that never ends, because what is waited for needs the GIL: for a lock, for a library's callback.

import { runsAtStartUp } from "../contexts/contexts.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Confidence, Related } from "../findings/finding.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import type { WaitForCallback } from "./callback-waits.ts";
import type { Evidence } from "./evidence.ts";
import type { Holder } from "./lock-holders.ts";
import type { LockWait } from "./lock-order.ts";

export interface Deadlock {
  readonly confidence: Confidence;
  readonly message: string;
  /** Both paths: down to the wait, and how the other thread comes to need the GIL. */
  readonly related: readonly Related[];
}

/** How a call in a function that knows Python can wait for ever; null if no such way is known. */
export function deadlockAt(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Deadlock | null {
  const found = [lockDeadlock(evidence, analysed, use), callbackDeadlock(evidence, analysed, use)];
  return found.reduce((best, one) => (best === null || (one !== null && surer(one, best)) ? one : best), null);
}

function surer(a: Deadlock, b: Deadlock): boolean {
  return b.confidence !== "high" && (a.confidence === "high" || (a.confidence === "medium" && b.confidence === "low"));
}

function lockDeadlock(evidence: Evidence, { ref }: Analysed, { effect }: Use<CallEffect>): Deadlock | null {
  const wait = evidence.deadlocks.locks.waitsIn(ref.path).get(effect);
  if (wait === undefined) return null;
  const { holder, lock, confidence } = wait;
  const same = holder.ref === ref ? "another thread in this function" : holder.ref.extent.name;
  return {
    confidence: runsAtStartUp(ref) ? "low" : confidence,
    message:
      holder.waitsFor === "gil"
        ? `waits for ${lock.text} with the GIL held, and ${same} takes the GIL with that lock held: each waits for the other, for ever`
        : `waits for ${lock.text} with the GIL held, and ${same} holds that lock while it waits in ${nameOf(holder)}: until then nobody runs Python, for ever if that is what it waits for`,
    related: [...waySteps(evidence, wait), ...holderSteps(evidence, holder)],
  };
}

function nameOf({ call, down }: Holder): string {
  return down?.link.name ?? call.callee;
}

function waySteps(evidence: Evidence, { steps }: LockWait): Related[] {
  return steps.slice(1).map(({ ref, call }, i) => ({
    ...evidence.at(ref, call.span),
    message:
      i === steps.length - 2 ? `${ref.extent.name} waits for the lock here` : `${ref.extent.name} calls ${call.callee}`,
  }));
}

function holderSteps(evidence: Evidence, { ref, taken, call, down, lock, waitsFor }: Holder): Related[] {
  const { name } = ref.extent;
  const steps: Related[] = [];
  if (taken !== null) steps.push({ ...evidence.at(ref, taken.span), message: `${name} takes ${lock.text} here` });
  if (down === null)
    return [
      ...steps,
      {
        ...evidence.at(ref, call.span),
        message: `and waits ${waitsFor === "gil" ? "for the GIL" : `in ${call.callee}`} here, with ${lock.text} held`,
      },
    ];
  const gives = down.chains === evidence.releases;
  return [
    ...steps,
    { ...evidence.at(ref, call.span), message: `and calls ${down.link.ref.extent.name}, with ${lock.text} held` },
    ...evidence.down(down.chains, down.link.ref, ({ ref: at, name: last }) =>
      waitsFor === "other"
        ? `${at.extent.name} waits in ${last}`
        : gives
          ? `${at.extent.name} gives the GIL up here (${last}), and waits for it afterwards`
          : `${at.extent.name} waits for the GIL here (${last})`,
    ),
  ];
}

function callbackDeadlock(
  evidence: Evidence,
  analysed: Analysed,
  { effect, entry, held }: Use<CallEffect>,
): Deadlock | null {
  const entered = evidence.deadlocks.locks.isEnteredHeld(analysed);
  if (held.length + (entered ? entry.length : 0) === 0) return null;
  const target = evidence.program.target(effect, analysed.ref.path);
  if (target.kind === "external") {
    const wait = evidence.deadlocks.callbacks.at(effect, analysed.ref);
    return wait === null ? null : describe(evidence, analysed.ref, wait, effect.callee, []);
  }
  if (target.kind !== "functions" || target.throughPointer) return null;
  for (const callee of target.refs) {
    const { chains } = evidence.deadlocks.callbacks;
    const last = chains.chain(callee).at(-1);
    const wait = last === undefined ? null : evidence.deadlocks.callbacks.at(last.use.effect, analysed.ref);
    if (last === undefined || wait === null) continue;
    const way = evidence.down(chains, callee, ({ ref, name }) => `${ref.extent.name} calls ${name}`);
    return describe(evidence, analysed.ref, wait, last.use.effect.callee, way);
  }
  return null;
}

function describe(
  evidence: Evidence,
  ref: FunctionRef,
  { fact, taker, confidence }: WaitForCallback,
  name: string,
  way: readonly Related[],
): Deadlock {
  const { callback, handed, link } = taker;
  const related = [...way];
  if (handed !== null)
    related.push({
      ...evidence.at(handed.from, handed.call.span),
      message: `${callback.extent.name} is handed to ${handed.call.callee} here`,
    });
  related.push(
    ...evidence.down(
      evidence.takes,
      link.ref,
      (last) => `${last.ref.extent.name} waits for the GIL here (${last.name})`,
    ),
  );
  return {
    // Before anything is registered or started there is nothing to wait for.
    confidence: runsAtStartUp(ref) || /(?:^|_)init(?:_|$)/i.test(ref.extent.name) ? "low" : confidence,
    message: `${name} ${fact.what}, with the GIL held: ${callback.extent.name} waits for the GIL ${END[fact.how]}`,
    related,
  };
}

const END = {
  joins: "there, and neither goes on",
  "joins-handle": "there, and neither goes on",
  locked: "there, and neither goes on",
  inside: "that its own thread has",
  handlers: "on any thread they wait for",
} as const;
