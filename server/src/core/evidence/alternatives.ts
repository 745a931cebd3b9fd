// Ways through a function that exclude each other.
import type { FunctionEffects } from "../effects/effect.ts";

type Blocks = FunctionEffects["blocks"];

/** Whether some decision leads to one or to the other, and to either only through it. */
export function areAlternatives(blocks: Blocks, a: number, b: number): boolean {
  return blocks.some(({ edges }, decision) => {
    if (edges.length < 2 || decision === a || decision === b) return false;
    const to = (goal: number): boolean =>
      edges.some((edge) => edge.to === goal || reachable(blocks, edge.to, decision).has(goal));
    const between = (from: number, goal: number): boolean => reachable(blocks, from, decision).has(goal);
    return to(a) && to(b) && !between(a, b) && !between(b, a);
  });
}

/** The blocks one can come to from a block, itself among them, without passing through `barred`. */
export function reachable(blocks: Blocks, from: number, barred: number): ReadonlySet<number> {
  const seen = new Set([from]);
  for (const at of seen) for (const { to } of blocks[at]?.edges ?? []) if (to !== barred) seen.add(to);
  return seen;
}
