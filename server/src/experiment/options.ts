// The values that the commands' options take.
import type { Mode, Parameters } from "./result.ts";
import { UsageError } from "./usage-error.ts";
import { VARIANTS } from "./variants.ts";

const QUICK: Parameters = {
  mode: "quick",
  delay: 0.1,
  threads: 5,
  gap: 0.00005,
  racingThreads: 100,
  repeats: 3,
  timeout: 60,
};

/** The article's own figures: a second, and so many threads that lines mix without a pause between the prints. */
const FAITHFUL: Parameters = {
  mode: "faithful",
  delay: 1,
  threads: 5,
  gap: 0,
  racingThreads: 10_000,
  repeats: 3,
  timeout: 300,
};

export type ParameterOption = "delay" | "threads" | "gap" | "racing-threads" | "repeats" | "timeout";

/** The mode's parameters, with those the user gave instead. */
export function parametersOf(mode: Mode, given: Readonly<Partial<Record<ParameterOption, string>>>): Parameters {
  const base = mode === "quick" ? QUICK : FAITHFUL;
  return {
    mode,
    delay: duration("--delay", given.delay) ?? base.delay,
    threads: count("--threads", given.threads) ?? base.threads,
    gap: duration("--gap", given.gap) ?? base.gap,
    racingThreads: count("--racing-threads", given["racing-threads"]) ?? base.racingThreads,
    repeats: count("--repeats", given.repeats) ?? base.repeats,
    timeout: duration("--timeout", given.timeout) ?? base.timeout,
  };
}

/** Ids of variants from a list with commas; null if nothing was asked for. */
export function variantIds(given: string | undefined): readonly string[] | null {
  if (given === undefined) return null;
  const ids = given.split(",").map((id) => id.trim());
  const known = VARIANTS.map((variant) => variant.id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UsageError(`there is no variant "${unknown}"; there are ${known.join(", ")}`);
  return ids;
}

export function count(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value;
  throw new UsageError(`${option} is "${given}"; it takes a whole number from 1 to 100000`);
}

/** `1,2,4` as numbers, in order and each once. */
export function threadCounts(given: string | undefined): readonly number[] | undefined {
  if (given === undefined) return undefined;
  const counts = given.split(",").map((one) => count("--threads", one.trim()) ?? 1);
  return [...new Set(counts)].sort((a, b) => a - b);
}

export function duration(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const [, digits, unit = "s"] = /^(\d+(?:\.\d*)?|\.\d+)(s|ms|us|µs)?$/.exec(given) ?? [];
  const value = Number(digits) / (IN_A_SECOND[unit] ?? 1);
  if (Number.isFinite(value) && value <= 3600) return value;
  throw new UsageError(`${option} is "${given}"; it takes a time such as 0.1, 100ms or 50us, of an hour at most`);
}

const IN_A_SECOND: Readonly<Record<string, number>> = { s: 1, ms: 1e3, us: 1e6, µs: 1e6 };
