// The middle and the ends of a few measurements.
import type { Spread } from "./result.ts";

/** null for no values. The median of an even number of values is the mean of the middle two. */
export function spread(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b);
  const least = sorted[0];
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return null;
  const upper = sorted[sorted.length >> 1] ?? most;
  const lower = sorted[(sorted.length - 1) >> 1] ?? least;
  return { median: (upper + lower) / 2, least, most };
}
