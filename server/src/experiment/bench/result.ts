// The shape of what `gilint bench` measures: plain data.
import type { Interpreter, Machine, Missing, Spread } from "../result.ts";

/** How late a heartbeat woke, in seconds. */
export interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly beats: number;
}

export interface ThreadCount {
  readonly threads: number;
  /** Seconds until all threads were done. */
  readonly wall: Spread;
  /** Statements per second, of all threads together. */
  readonly throughput: Spread;
  /** Against the throughput of the smallest number of threads in the same round. */
  readonly speedup: Spread;
  /** A thread of the same process that wants the GIL every millisecond. */
  readonly starved: Lateness;
  /** The same in a process of its own: what the machine alone is late. */
  readonly control: Lateness;
  /** Share of the time, from 0 to 1, in which the GIL could not be had. */
  readonly gilUnavailable: number;
}

export interface BenchMeasurement {
  readonly asked: string;
  readonly interpreter: Interpreter | null;
  /** Why nothing was measured; null if it was. */
  readonly reason: Missing | null;
  /** How often each thread ran the statement. */
  readonly times: number;
  readonly gilEnabled: boolean;
  readonly counts: readonly ThreadCount[];
  readonly verdict: string | null;
}

export interface BenchResult {
  readonly version: 1;
  /** ISO 8601. */
  readonly started: string;
  readonly setup: string;
  readonly statement: string;
  readonly machine: Machine;
  readonly measurements: readonly BenchMeasurement[];
}
