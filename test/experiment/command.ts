// Runs `gilint experiment` and `gilint bench` in this process, as the command line does.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { benchCommand, experimentCommand } from "../../server/src/experiment/cli.ts";
import type { ExperimentResult } from "../../server/src/experiment/result.ts";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Where {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

export async function run(command: "experiment" | "bench", args: readonly string[], where: Where): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const start = command === "experiment" ? experimentCommand : benchCommand;
  const exitCode = await start(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: process.env,
    ...where,
  });
  return { exitCode, stdout, stderr };
}

/** The same with `--json`: what was written, too. */
export async function experiment(
  args: readonly string[],
  where: Where,
): Promise<Ran & { readonly result: ExperimentResult }> {
  const ran = await run("experiment", [...args, "--json", "result.json"], where);
  const result = JSON.parse(readFileSync(join(where.cwd, "result.json"), "utf8")) as ExperimentResult;
  return { ...ran, result };
}

/** The interpreter behind whatever `python3` is. */
export const PYTHON = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();

/** Without this file no extension can be built for that interpreter. */
export const HEADERS = join(
  execFileSync(PYTHON, ["-c", "import sysconfig; print(sysconfig.get_path('include'))"], { encoding: "utf8" }).trim(),
  "Python.h",
);
