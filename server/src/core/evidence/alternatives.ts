// Ways through a function that exclude each other.
import type { CallEffect, FunctionEffects } from "../effects/effect.ts";
import { type Analysed, type Use, visitsOf } from "../summaries/uses.ts";

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

/** The same work done without the GIL on another branch: to keep the GIL here is a choice. */
export function isChosen({ effects, released }: Analysed, use: Use<CallEffect>): boolean {
  return released.some(
    ({ effect, block }) =>
      effect.kind === "call" && isAlike(effect, use.effect) && areAlternatives(effects.blocks, use.block, block),
  );
}

/** The same call, or one whose name and arguments say more: `compress(in, out)`, `compress_ctx(in, out, 4)`. */
function isAlike(more: CallEffect, less: CallEffect): boolean {
  const args = more.args ?? [];
  return (
    more !== less &&
    wordsOfCall(more).startsWith(wordsOfCall(less)) &&
    less.args?.every(({ text }, i) => args[i]?.text === text) === true
  );
}

function wordsOfCall({ callee, pointer }: CallEffect): string {
  return pointer?.text ?? callee;
}

/** The same in another build only: whoever turned threads off waits for none. */
export function isChosenInBuild(analysed: Analysed, use: Use<CallEffect>): boolean {
  return isConfigured(use) && isChosen(analysed, use);
}

/** Done by one of these functions in another build: this one is for systems that lack them. */
export function isReplacedInBuild(
  { effects, uses }: Analysed,
  use: Use<CallEffect>,
  replacements: readonly string[],
): boolean {
  if (!isConfigured(use)) return false;
  return uses.some(
    ({ effect, block }) =>
      effect.kind === "call" &&
      replacements.includes(effect.callee) &&
      areAlternatives(effects.blocks, use.block, block),
  );
}

function isConfigured(use: Use): boolean {
  return visitsOf(use).every(({ before }) => [...before.facts.keys()].some((key) => key.startsWith("#")));
}
