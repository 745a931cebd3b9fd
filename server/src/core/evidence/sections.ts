// Critical sections as the text brackets them: their macros open and close a brace, so what lies between is inside, whatever the way there.
import { lockCall } from "../capi/locks.ts";
import { transitionFact } from "../capi/transitions.ts";
import type { CallEffect } from "../effects/effect.ts";
import type { Analysed } from "../summaries/uses.ts";

export interface Section {
  readonly begin: CallEffect;
  /** Null where the function has no end for it. */
  readonly end: CallEffect | null;
}

export interface Sections {
  /** In order of their beginnings. */
  readonly all: readonly Section[];
  /** Ends without a beginning. */
  readonly strays: readonly CallEffect[];
}

export function sectionsOf({ effects }: Analysed): Sections {
  const marks = new Map<number, CallEffect>();
  for (const block of effects.blocks)
    for (const effect of block.effects)
      if (effect.kind === "call" && isSectionMacro(effect.callee)) marks.set(effect.span.start, effect);
  const all: { begin: CallEffect; end: CallEffect | null }[] = [];
  const open: { begin: CallEffect; end: CallEffect | null }[] = [];
  const strays: CallEffect[] = [];
  for (const mark of [...marks.values()].sort((a, b) => a.span.start - b.span.start)) {
    if (transitionFact(mark.callee)?.scope === "opens") {
      const section = { begin: mark, end: null };
      all.push(section);
      open.push(section);
      continue;
    }
    const section = open.pop();
    if (section === undefined) strays.push(mark);
    else section.end = mark;
  }
  return { all, strays };
}

/** The innermost section around an offset of the body. */
export function sectionAround({ all }: Sections, at: number): Section | null {
  return all.findLast(({ begin, end }) => begin.span.end <= at && end !== null && at < end.span.start) ?? null;
}

/** Whether the end is the one that belongs to the beginning: each takes its own number of objects. */
export function fitTogether(begin: CallEffect, end: CallEffect): boolean {
  return lockCall(begin.callee)?.pairs.includes(end.callee) ?? false;
}

/** What the section locks, as written. */
export function lockedBy({ args }: CallEffect): string {
  return (args ?? []).map(({ text }) => text).join(" and ");
}

function isSectionMacro(name: string): boolean {
  return lockCall(name)?.kind === "critical section" && (transitionFact(name)?.scope ?? "none") !== "none";
}
