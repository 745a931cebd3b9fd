// What the commands may touch of the world around them.
import type { Io as Outputs } from "../node/io.ts";
import type { Environment } from "./environment.ts";

export interface Io extends Outputs {
  readonly env: Environment;
  /** Stops everything that was started; without it, Ctrl+C does. */
  readonly signal?: AbortSignal | undefined;
}
