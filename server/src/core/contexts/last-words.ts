// What functions do only on the way to ending the process: nobody waits for that.
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { Analysed, Use } from "../summaries/uses.ts";

/** Whether no way leads from a use out of its function, or round to it again, but some to the end of the process. */
export function leadsToExit(program: Program, analysed: Analysed, { block }: Pick<Use, "block">): boolean {
  const known = leading(analysed);
  const answer = known.get(block) ?? onlyEnds(program, analysed, block);
  known.set(block, answer);
  return answer;
}

/** By block. */
const leading = perAnalysed(() => new Map<number, boolean>());

function onlyEnds(program: Program, analysed: Analysed, from: number): boolean {
  const { blocks } = analysed.effects;
  const last = lastBlocks(analysed, program);
  const seen = new Set([from]);
  let ends = false;
  for (const at of seen) {
    const block = blocks[at];
    if (block === undefined) continue;
    if (last.has(at) || block.edges.length === 0) ends = true;
    if (last.has(at)) continue;
    if (block.effects.some(({ kind }) => kind === "return" || kind === "fall")) return false;
    for (const { to } of block.edges) {
      if (to === from) return false;
      seen.add(to);
    }
  }
  return ends;
}

/** Those with a call that never returns. */
const lastBlocks = perAnalysed(
  ({ ref, uses }, program: Program): ReadonlySet<number> =>
    new Set(
      uses.flatMap(({ effect, block }) =>
        effect.kind === "call" && program.meanings(ref).of(effect)?.outcomes.length === 0 ? [block] : [],
      ),
    ),
);
