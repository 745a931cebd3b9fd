// Who reads the calling thread's last error of Windows, and which calls that error is of.
import { errorStateFact } from "../capi/waits.ts";
import type { CallEffect } from "../effects/effect.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";

export const errorReaders: (analysed: Analysed) => readonly Use<CallEffect>[] = perAnalysed(({ uses }) =>
  uses.filter(isCallUse).filter(({ effect }) => isReader(effect)),
);

function isReader({ callee, args, pointer }: CallEffect): boolean {
  const fact = pointer === null ? errorStateFact(callee) : undefined;
  if (fact?.kind !== "reader" || args === null) return false;
  const arg = args[fact.argument];
  return fact.argument < 0 || arg === undefined || /^0[UuLl]*$/.test(arg.text);
}

/** The calls right before a reading on some way to it, with nothing between that could set the error anew. */
export function callsBefore({ effects }: Analysed, reader: Use): readonly CallEffect[] {
  const before = new Map<number, number[]>();
  for (const [from, { edges }] of effects.blocks.entries())
    for (const { to } of edges) before.set(to, [...(before.get(to) ?? []), from]);
  const seen = new Set<number>();
  const found: CallEffect[] = [];
  const work: { block: number; end: number }[] = [{ block: reader.block, end: reader.index }];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const last = effects.blocks[at.block]?.effects
      .slice(0, at.end)
      .findLast((effect) => effect.kind === "call" && errorStateFact(effect.callee)?.kind !== "reader");
    if (last?.kind === "call") {
      found.push(last);
      continue;
    }
    for (const block of before.get(at.block) ?? [])
      if (!seen.has(block)) {
        seen.add(block);
        work.push({ block, end: Number.POSITIVE_INFINITY });
      }
  }
  return found;
}
