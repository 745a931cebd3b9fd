// Runs `gilint experiment` and `gilint bench` in a process of their own, on the Node that VS Code brings.
import { execFile, spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { CancellationToken } from "vscode";

export interface CommandLine {
  /** The bundle with the command line. */
  readonly module: string;
  /** Where results and builds are kept between runs. */
  readonly storage: string;
}

export interface Job {
  readonly command: "experiment" | "bench";
  readonly args: readonly string[];
  readonly cwd: string;
  /** Called with each line on standard error. */
  readonly onLine: (line: string) => void;
  readonly token: CancellationToken;
}

/** What the command wrote as JSON; undefined if it was cancelled. Rejects, with its own words, if it wrote none. */
export async function runCommand<R>({ module, storage }: CommandLine, job: Job): Promise<R | undefined> {
  await mkdir(storage, { recursive: true });
  const output = path.join(storage, `${job.command}-${process.pid}.json`);
  await rm(output, { force: true });
  const files = ["--json", output, "--build-dir", path.join(storage, "builds")];
  const said = await finished(module, [job.command, ...job.args, ...files], job);
  if (job.token.isCancellationRequested) return undefined;
  try {
    return JSON.parse(await readFile(output, "utf8")) as R;
  } catch {
    throw new Error(said.trim() === "" ? `gilint ${job.command} ended without a result` : said.trim());
  } finally {
    await rm(output, { force: true });
  }
}

export interface ListedInterpreter {
  readonly executable: string;
  readonly version: string;
  readonly freeThreaded: boolean;
}

/** Every interpreter the command line finds; none if it fails. */
export function listInterpreters({ module, storage }: CommandLine): Promise<readonly ListedInterpreter[]> {
  const args = [module, "experiment", "--list-interpreters", "--build-dir", path.join(storage, "builds")];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout) => {
      resolve(error === null ? (JSON.parse(stdout) as ListedInterpreter[]) : []);
    });
  });
}

/** Resolves to what was said on standard error when the process has ended. */
function finished(module: string, args: readonly string[], { cwd, onLine, token }: Job): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [module, ...args], {
      cwd,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    // It kills what it started before it ends.
    const cancellation = token.onCancellationRequested(() => child.kill("SIGTERM"));
    let said = "";
    let rest = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
    child.once("error", reject);
    child.once("close", () => {
      cancellation.dispose();
      resolve(said);
    });
  });
}
