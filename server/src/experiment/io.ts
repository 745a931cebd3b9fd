// What the commands may touch of the world around them.
import type { Environment } from "./environment.ts";

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly env: Environment;
  /** Stops everything that was started; without it, Ctrl+C does. */
  readonly signal?: AbortSignal | undefined;
}
