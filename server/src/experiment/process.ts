// Starts a child process in a group of its own, so that nothing of it is left when its time is up.
import { spawn } from "node:child_process";

export interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Seconds after which the whole group is killed. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ProcessResult {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** `ENOENT` and the like when the program could not be started; null if it was. */
  readonly startError: string | null;
}

const MOST_OUTPUT = 32 * 1024 * 1024;

/** Resolves however the process ends; rejects only when `signal` aborts. */
export function runProcess(
  command: string,
  args: readonly string[],
  { cwd, env, timeout, signal }: ProcessOptions,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const grouped = process.platform !== "win32";
    const child = spawn(command, args, {
      cwd,
      env: { ...env },
      detached: grouped,
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    let timedOut = false;
    const kill = (): void => {
      if (child.pid === undefined) return;
      if (grouped) killGroup(child.pid);
      else spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    };
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, timeout * 1000);
    signal?.addEventListener("abort", kill, { once: true });

    const settle = (exitCode: number | null, ended: string | null, startError: string | null): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", kill);
      if (signal?.aborted === true) reject(signal.reason);
      else resolve({ exitCode, signal: ended, stdout: stdout(), stderr: stderr(), timedOut, startError });
    };
    child.once("error", (error: NodeJS.ErrnoException) => settle(null, null, error.code ?? error.message));
    child.once("exit", () => {
      // What a dying child left behind would keep the pipes open.
      if (grouped && child.pid !== undefined) killGroup(child.pid);
    });
    child.once("close", (exitCode, ended) => settle(exitCode, ended, null));
  });
}

/** Runs `work` on every item, at most `most` at a time; results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_OUTPUT) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}
