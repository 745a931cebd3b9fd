// Work on many items in worker threads. Results come in the order of the items, whoever computed them.
import { Worker } from "node:worker_threads";

/** What a task module exports. It runs in a worker or, where that fails, in this thread: it must not keep state that matters. */
interface Task<Item, Args, Result> {
  run(item: Item, args: Args): Result | Promise<Result>;
}

export interface Mapped<Result> {
  readonly results: readonly Result[];
  /** What went wrong in workers, in words. Their items were done in this thread. */
  readonly failures: readonly string[];
}

/** `module` is the address of a `Task`. Rejects only if the task itself fails in this thread too. */
export async function map<Item, Args, Result>(
  items: readonly Item[],
  module: URL,
  args: Args,
  jobs: number,
): Promise<Mapped<Result>> {
  const results = new Map<number, Result>();
  const failures: string[] = [];
  const workers = Math.min(jobs, items.length);
  if (workers > 1) {
    const next = items.entries();
    await Promise.all(
      Array.from({ length: workers }, async () => {
        const failure = await runWorker(module, args, next, results);
        if (failure !== undefined) failures.push(failure);
      }),
    );
  }
  if (results.size < items.length) {
    const task = (await import(module.href)) as Task<Item, Args, Result>;
    for (const [index, item] of items.entries()) {
      if (!results.has(index)) results.set(index, await task.run(item, args));
    }
  }
  return { results: items.map((_, index) => results.get(index) as Result), failures };
}

type Answer<Result> = { readonly result: Result } | { readonly error: string };

/** Feeds one worker until the items run out or it dies; gives the reason it died. An item whose task throws stays undone. */
function runWorker<Item, Args, Result>(
  module: URL,
  args: Args,
  next: IterableIterator<[number, Item]>,
  results: Map<number, Result>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(BOOTSTRAP, { eval: true, workerData: { module: module.href, args } });
    let failure: string | undefined;
    let current = -1;
    const feed = (): void => {
      const { value, done } = next.next();
      if (done === true) worker.postMessage(null);
      else {
        current = value[0];
        worker.postMessage({ item: value[1] });
      }
    };
    worker.on("message", (answer: Answer<Result>) => {
      if ("error" in answer) failure = answer.error;
      else results.set(current, answer.result);
      feed();
    });
    worker.on("error", (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", (code) => resolve(failure ?? (code === 0 ? undefined : `a worker ended with code ${code}`)));
    feed();
  });
}

/** Runs in the worker. Text rather than a file: then it is the same from source and from a bundle. */
const BOOTSTRAP = `
const { parentPort, workerData } = require("node:worker_threads");
const task = import(workerData.module);
parentPort.on("message", async (message) => {
  if (message === null) return parentPort.close();
  try {
    const { run } = await task;
    parentPort.postMessage({ result: await run(message.item, workerData.args) });
  } catch (error) {
    parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
`;
