// What a program costs: CPU seconds of all its threads and processes, wall seconds, and its largest resident set.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../support/project-root.ts";

export interface Cost {
  /** Seconds. */
  readonly cpu: number;
  /** Seconds. */
  readonly wall: number;
  /** Bytes. */
  readonly peak: number;
}

export interface Run extends Cost {
  readonly stdout: string;
}

/** Runs node with these arguments. `accept` are the exit codes that mean it did its work. */
export async function measure(args: readonly string[], cwd: string, accept: readonly number[] = [0]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "gilint-bench-"));
  const usage = join(folder, "usage.jsonl");
  const probe = pathToFileURL(join(projectRoot(), "test/bench/probe.mjs")).href;
  const env = { ...process.env, NODE_OPTIONS: `--import=${probe}`, GILINT_BENCH_USAGE: usage };
  try {
    const start = performance.now();
    const stdout = await run(args, cwd, env, accept);
    const wall = (performance.now() - start) / 1000;
    const costs = readFileSync(usage, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Cost);
    const sum = (key: "cpu" | "peak"): number => costs.reduce((total, cost) => total + cost[key], 0);
    return { cpu: sum("cpu"), wall, peak: sum("peak"), stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, accept: readonly number[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code !== null && accept.includes(code)) resolve(stdout);
      else reject(new Error(`node ${args.join(" ")} ended with ${code ?? signal}: ${stderr.trim()}`));
    });
  });
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that the share of all values does not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
