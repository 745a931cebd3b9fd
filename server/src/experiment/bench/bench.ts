// The benchmark of a statement of the user's: does it scale over threads, and does it keep others from the GIL?
import { mkdir, readFile, rm } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { childEnvironment, type Laboratory } from "../environment.ts";
import { probe } from "../interpreter.ts";
import { thisMachine } from "../machine.ts";
import { runProcess } from "../process.ts";
import type { System } from "../remedies.ts";
import type { Interpreter, Missing, Spread } from "../result.ts";
import { endingOf } from "../run-variant.ts";
import { spread } from "../spread.ts";
import type { BenchMeasurement, BenchResult, Lateness, ThreadCount } from "./result.ts";
import { verdictOf } from "./verdict.ts";

export interface BenchRequest {
  readonly interpreters: readonly string[];
  readonly setup: string;
  readonly statement: string;
  readonly threads: readonly number[];
  /** Least seconds that one thread works in one repeat; the number of turns is calibrated to it. */
  readonly seconds: number;
  readonly repeats: number;
  readonly timeout: number;
  readonly lab: Laboratory;
  readonly system: System;
}

/** What experiment/bench.py writes. */
interface Report {
  readonly times: number;
  readonly gilEnabled: boolean;
  readonly counts: readonly {
    readonly threads: number;
    readonly walls: readonly number[];
    readonly starved: Lateness;
    readonly control: Lateness;
    readonly gilUnavailable: number;
  }[];
}

/** 1, 2, 4, … up to twice the machine's cores. */
export function usualThreads(): number[] {
  const counts: number[] = [];
  for (let threads = 1; threads <= 2 * cpus().length && threads <= 64; threads *= 2) counts.push(threads);
  return counts;
}

/** Rejects only when the laboratory's signal aborts. */
export async function runBench(request: BenchRequest): Promise<BenchResult> {
  const started = new Date().toISOString();
  await mkdir(request.lab.builds, { recursive: true });
  const measurements: BenchMeasurement[] = [];
  for (const asked of request.interpreters) measurements.push(await measureOn(asked, request));
  const { setup, statement } = request;
  return { version: 1, started, setup, statement, machine: thisMachine(), measurements };
}

async function measureOn(asked: string, request: BenchRequest): Promise<BenchMeasurement> {
  const probed = await probe(asked, request.lab, request.system);
  if ("missing" in probed) return nothing(asked, null, probed.missing);
  const { interpreter } = probed;
  const report = await measure(interpreter, request);
  if ("what" in report) return nothing(asked, interpreter, report);
  const counts = threadCounts(report);
  const { times, gilEnabled } = report;
  return { asked, interpreter, reason: null, times, gilEnabled, counts, verdict: verdictOf(counts, cpus().length) };
}

function nothing(asked: string, interpreter: Interpreter | null, reason: Missing): BenchMeasurement {
  return { asked, interpreter, reason, times: 0, gilEnabled: true, counts: [], verdict: null };
}

async function measure(interpreter: Interpreter, request: BenchRequest): Promise<Report | Missing> {
  const { lab, setup, statement, threads, seconds, repeats, timeout } = request;
  const reportFile = join(lab.builds, `bench-${process.pid}-${number++}.json`);
  const settings = JSON.stringify({ setup, statement, threads, seconds, repeats });
  try {
    const options = { cwd: lab.cwd, env: childEnvironment(lab.env), timeout, signal: lab.signal };
    const args = [join(lab.sources, "bench.py"), settings, reportFile];
    const result = await runProcess(interpreter.executable, args, options);
    const ending = endingOf(result, timeout);
    if (ending.how === "normally") return JSON.parse(await readFile(reportFile, "utf8")) as Report;
    return { what: "run", message: ending.text ?? ending.how, remedy: null };
  } finally {
    await rm(reportFile, { force: true });
  }
}

/** Distinguishes the files of benchmarks that overlap. */
let number = 0;

function threadCounts({ times, counts }: Report): ThreadCount[] {
  const throughputs = counts.map(({ threads, walls }) => walls.map((wall) => (threads * times) / wall));
  return counts.map(({ threads, walls, starved, control, gilUnavailable }, index) => {
    const throughput = throughputs[index] ?? [];
    // Round by round: what a busy machine takes from one it takes from the other.
    const gains = throughput.map((one, round) => one / (throughputs[0]?.[round] ?? one));
    return {
      threads,
      wall: spread(walls) ?? NOTHING,
      throughput: spread(throughput) ?? NOTHING,
      speedup: spread(gains) ?? NOTHING,
      starved,
      control,
      gilUnavailable,
    };
  });
}

const NOTHING: Spread = { median: 0, least: 0, most: 0 };
