// The process that does the work of the fuzzer, so that a crash or an endless loop takes only it along.
import { loadParser } from "../../server/src/node/parser.ts";
import { check, type Failure, type Parsers } from "./check.ts";
import { minimise } from "./minimise.ts";
import { inputOf, readSeeds } from "./seeds.ts";

/** The number of an input: the seed of all that is random about it. */
export interface Task {
  readonly number: number;
}

export interface Result {
  readonly failure: Failure | null;
  /** The smallest input found that fails in the same way; empty where none failed. */
  readonly smallest: string;
  /** Bytes resident. */
  readonly memory: number;
}

const MINIMISE_MS = 30_000;

const seeds = readSeeds();
const parsers: Parsers = { native: await loadParser("native"), wasm: await loadParser("wasm") };

process.on("message", ({ number }: Task) => {
  const { text, before } = inputOf(number, seeds);
  const failure = check(text, before, parsers);
  const again = (candidate: string): boolean => check(candidate, before, parsers)?.kind === failure?.kind;
  const smallest = failure === null ? "" : minimise(text, again, Date.now() + MINIMISE_MS);
  const result: Result = { failure, smallest, memory: process.memoryUsage.rss() };
  process.send?.(result);
});
process.send?.("ready");
