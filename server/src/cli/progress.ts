// A bar on the terminal for work that takes a while.
import type { Output } from "../node/io.ts";

/** Work shorter than this shows nothing, in milliseconds. */
const PATIENCE = 500;
/** Time between two drawings, in milliseconds. */
const REDRAW = 100;
const WIDTH = 24;

export class Progress {
  readonly #output: Output | undefined;
  readonly #started: number = performance.now();
  #drawn = 0;

  /** Without an output, or one that is no terminal, nothing is ever shown. */
  constructor(output: Output | undefined) {
    this.#output = output?.isTTY === true ? output : undefined;
  }

  /** `all` is undefined where nobody knows how much there is to do. */
  show(stage: string, done: number, all?: number): void {
    if (this.#output === undefined) return;
    const now = performance.now();
    if (now - this.#started < PATIENCE || now - this.#drawn < REDRAW) return;
    this.#drawn = now;
    const extent = all === undefined ? `${stage} ${done}` : `${bar(done / all)} ${stage} ${done}/${all}`;
    this.#output.write(`\r\u001B[K${extent}`);
  }

  clear(): void {
    if (this.#output !== undefined && this.#drawn > 0) this.#output.write("\r\u001B[K");
    this.#drawn = 0;
  }
}

function bar(part: number): string {
  const full = Math.round(part * WIDTH);
  return "█".repeat(full) + "░".repeat(WIDTH - full);
}
