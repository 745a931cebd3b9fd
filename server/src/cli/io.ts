// What a command may touch of the world around it. Tests hand in their own.
import type { Io as Outputs } from "../node/io.ts";

export interface Io extends Outputs {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readInput(): Promise<Buffer>;
}
