// Runs a task for the newest of many events: not for those that another one follows at once, and not two at a time.
import { type CancellationToken, CancellationTokenSource, type Disposable } from "vscode";

export class Latest implements Disposable {
  readonly #task: (token: CancellationToken) => Promise<void>;
  readonly #delay: number;
  #timer: NodeJS.Timeout | undefined;
  #source: CancellationTokenSource | undefined;

  /** `delay` in milliseconds: how long it has to be quiet. */
  constructor(delay: number, task: (token: CancellationToken) => Promise<void>) {
    this.#delay = delay;
    this.#task = task;
  }

  schedule(): void {
    this.#scheduleIn(this.#delay);
  }

  /** For what nothing is likely to follow. */
  now(): void {
    this.#scheduleIn(0);
  }

  #scheduleIn(delay: number): void {
    this.#stop();
    this.#timer = setTimeout(() => {
      this.#source = new CancellationTokenSource();
      void this.#task(this.#source.token);
    }, delay);
  }

  dispose(): void {
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#source?.cancel();
    this.#source?.dispose();
    this.#source = undefined;
  }
}
