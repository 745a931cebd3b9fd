// What the figures of a benchmark mean, in a sentence.
import type { ThreadCount } from "./result.ts";

/** From this share on, the call is said to hold the GIL; below the other, to leave it alone. */
const HOLDS = 0.5;
const LEAVES = 0.25;

/** Later than this, a process that only sleeps is not woken on a machine that has a core to spare. */
const BUSY = 0.002;

/** null if nothing hints at it; else what takes the figures' weight. */
export function busyWarning(counts: readonly ThreadCount[]): string | null {
  const late = Math.max(0, ...counts.map(({ control }) => control.p99));
  if (late <= BUSY) return null;
  const waited = `a process that only sleeps woke up to ${(late * 1000).toFixed(0)} ms late (p99)`;
  return `This machine is busy (${waited}): its speed-ups say little, what is said of the GIL holds.`;
}

/** null if fewer than two numbers of threads were measured. */
export function verdictOf(counts: readonly ThreadCount[], cores: number): string | null {
  const alone = counts[0];
  const together = telling(counts, cores);
  if (alone === undefined || together === undefined) return null;
  const possible = together.threads / alone.threads;
  const share = (together.speedup.median - 1) / (possible - 1);
  const gain = `×${together.speedup.median.toFixed(2)} with ${together.threads} threads`;
  const taken = `the GIL could not be had ${Math.round(alone.gilUnavailable * 100)} % of the time`;
  if (share >= 0.5) {
    return alone.gilUnavailable < HOLDS
      ? `It scales (${gain}) and leaves the GIL to others (${taken}).`
      : `It scales (${gain}), but ${taken}.`;
  }
  if (alone.gilUnavailable >= HOLDS) {
    const wait = `a thread that wanted the GIL waited up to ${(alone.starved.max * 1000).toFixed(0)} ms`;
    return `It does not scale (${gain}): it holds the GIL (${taken}; ${wait}).`;
  }
  if (alone.gilUnavailable < LEAVES) {
    return `It hardly scales (${gain}), and the GIL is not why (${taken}): a lock of its own, memory, or busy cores may be.`;
  }
  return `It hardly scales (${gain}), and holds the GIL for part of its time (${taken}).`;
}

/** More threads than cores tell less: the largest number that the cores can carry, or else the smallest of several. */
function telling(counts: readonly ThreadCount[], cores: number): ThreadCount | undefined {
  const more = counts.slice(1);
  return more.findLast(({ threads }) => threads <= cores) ?? more[0];
}
