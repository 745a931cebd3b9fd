// A call that waits, or computes for long, while the GIL is held. Page: ./blocking-call-with-gil.md
import { unsafeCall } from "../capi/sharing.ts";
import type { CallEffect } from "../effects/effect.ts";
import { crowdOf } from "../evidence/crowds.ts";
import { deadlockAt } from "../evidence/deadlocks.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { type Stall, stallsIn } from "../evidence/stalls.ts";
import { atLeast, type Related } from "../findings/finding.ts";
import { Refusal } from "../fixes/refusal.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed } from "../summaries/uses.ts";
import { contains, span } from "../text/span.ts";
import { concernsSignalsOnly } from "./remedies/calls.ts";
import { withoutGil } from "./remedies/release.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const blockingCallWithGil: Rule = defineRule({
  id: "blocking-call-with-gil",
  group: "stalls",
  severity: "info",
  since: "0.1.0",
  summary: "A call that blocks while the GIL is held",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.waiting)
      for (const { row, again } of together(rowsOf(evidence, analysed))) {
        const stall = row.reduce((best, one) => (atLeast(best.confidence, one.confidence) ? best : one));
        yield {
          ref: analysed.ref,
          span: stall.use.effect.span,
          confidence: stall.confidence,
          message: messageOf(evidence, stall, again.length),
          related: [
            ...wayDown(evidence, stall),
            ...row.filter((one) => one !== stall).map((one) => besides(evidence, one, "in the same stretch")),
            ...again.map((one) => besides(evidence, one, "as above")),
          ],
          // Where many call it, the wait is to be mended in the helper.
          remedies: (code) =>
            isCrowd(evidence, stall.helper) || again.length > 0
              ? new Refusal("Many call it: the GIL is better released in the function that waits.")
              : withoutGil({ evidence, analysed, code }, stall.use),
        };
      }
  },
});

/** Waits in a row, which one region would cover, are one thing to do. */
function rowsOf(evidence: Evidence, analysed: Analysed): readonly (readonly Stall[])[] {
  const rows: Stall[][] = [];
  const told = new Set<string>();
  for (const stall of stallsIn(evidence, analysed)) {
    const crowded = onTheWay(evidence, stall).find((ref) => isCrowd(evidence, ref));
    if (crowded !== undefined) {
      const isHere = crowded === stall.helper && crowdOf(evidence, crowded)?.first === analysed.ref;
      if (!isHere || told.has(crowded.id)) continue;
      told.add(crowded.id);
    }
    // A deadlock is the worse of the two, and the same mistake; that it is avoided elsewhere makes it no other.
    const deadlock = deadlockAt(evidence, analysed, stall.use);
    const isSame = deadlock?.confidence !== "low" || stall.confidence === "low" || stall.wait.family === "habit";
    if (deadlock !== null && isSame) continue;
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row !== undefined && last !== undefined && isFollowedBy(last, stall)) row.push(stall);
    else rows.push([stall]);
  }
  return rows;
}

const MANY = 4;

interface Together {
  readonly row: readonly Stall[];
  /** Where the function calls the same helper again: told once where that is often, since it is the helper that waits. */
  readonly again: readonly Stall[];
}

function together(rows: readonly (readonly Stall[])[]): readonly Together[] {
  const alone = ([first, ...more]: readonly Stall[]): FunctionRef | null =>
    more.length === 0 ? (first?.helper ?? null) : null;
  const calls = (helper: FunctionRef | null): readonly Stall[] =>
    helper === null ? [] : rows.flatMap((row) => (alone(row) === helper ? row : []));
  return rows.flatMap((row) => {
    const same = calls(alone(row));
    if (same.length < MANY) return [{ row, again: [] }];
    return same[0] === row[0] ? [{ row, again: same.slice(1) }] : [];
  });
}

function isCrowd(evidence: Evidence, helper: FunctionRef | null): boolean {
  return helper !== null && crowdOf(evidence, helper) !== null;
}

/** The functions of the workspace from a call down to its wait. */
function onTheWay(evidence: Evidence, { helper, wait }: Stall): readonly FunctionRef[] {
  if (helper === null) return [];
  return (wait.weight === "high" ? evidence.longWaits : evidence.waits).chain(helper).map(({ ref }) => ref);
}

/** One region could hold both: nothing is called or decided between them, and two threads may be in each of them. */
function isFollowedBy({ analysed, use: { effect, block } }: Stall, next: Stall): boolean {
  if (next.use.block !== block || [effect, next.use.effect].some(isShared)) return false;
  const gap = span(effect.span.end, Math.max(effect.span.end, next.use.effect.span.start));
  return analysed.uses.every(({ effect: between }) => between.kind !== "call" || !contains(gap, between.span));
}

function isShared({ callee }: CallEffect): boolean {
  const unsafe = unsafeCall(callee);
  return unsafe !== undefined && !concernsSignalsOnly(unsafe);
}

function besides(evidence: Evidence, { analysed, use, wait, helper }: Stall, how: string): Related {
  const what = helper === null ? wait.name : helper.extent.name;
  return { ...evidence.at(analysed.ref, use.effect.span), message: `so may ${what}, ${how}` };
}

function messageOf(evidence: Evidence, { wait: { name, family, why }, helper }: Stall, again: number): string {
  const may = family === "computation" ? "may take long" : "may wait";
  const what = helper === null ? `${name} ${may}` : `${helper.extent.name} ${may} in ${name}`;
  const crowd = helper === null ? null : crowdOf(evidence, helper);
  const others = crowd === null ? "" : `, and ${crowd.size - 1} other functions call it so`;
  const here = again === 0 ? "" : `, here and in ${again} other places of this function`;
  return `${what} (${why}) while the GIL is held${others}${here}: every other Python thread waits with it`;
}

function wayDown(evidence: Evidence, { helper, wait }: Stall): readonly Related[] {
  if (wait.family === "habit") {
    const habit = evidence.habits.get(wait.name);
    if (habit === undefined) return [];
    const place = evidence.at(habit.analysed.ref, habit.use.effect.span);
    return [{ ...place, message: `${wait.name} is called without the GIL here` }];
  }
  if (helper === null) return [];
  const chains = wait.weight === "high" ? evidence.longWaits : evidence.waits;
  return evidence.down(chains, helper, ({ ref, name }) => `${ref.extent.name} calls ${name}`);
}
