// Drives the fuzzer's worker: numbers in, failures out; a worker that hangs or dies is itself a failure.
import { type ChildProcess, fork } from "node:child_process";
import { bundle } from "../../scripts/run-ts.mjs";
import type { Failure } from "./check.ts";
import { inputOf, readSeeds } from "./seeds.ts";
import type { Result } from "./worker.ts";

export interface Found extends Failure {
  /** Gives the input again. */
  readonly number: number;
  readonly text: string;
}

export interface Fuzzing {
  readonly inputs: number;
  readonly found: readonly Found[];
}

/** Bytes the worker may hold after any number of inputs: what is kept from one to the next is a leak. */
const MOST_MEMORY = 1 << 30;

/** Far above what an input may take, minimising included: this one does not come back. */
const HANG_MS = 60_000;

/** Tries the inputs from `seed` on for so many seconds; stops after `most` failures. */
export async function fuzz(seed: number, seconds: number, most: number): Promise<Fuzzing> {
  const deadline = Date.now() + seconds * 1000;
  const program = await bundle("test/fuzz/worker.ts");
  const found: Found[] = [];
  let number = seed;
  let worker = await start(program);
  try {
    for (; Date.now() < deadline && found.length < most; number++) {
      const failure = await ask(worker, number);
      if (failure === null) continue;
      found.push(failure);
      if (worker.exitCode !== null || failure.kind === "hang" || failure.kind === "memory" || !worker.connected) {
        worker.kill("SIGKILL");
        worker = await start(program);
      }
    }
  } finally {
    worker.kill("SIGKILL");
  }
  return { inputs: number - seed, found };
}

async function start(program: string): Promise<ChildProcess> {
  const worker = fork(program, { execArgv: ["--max-old-space-size=700"] });
  await new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("exit", (code) => reject(new Error(`the fuzzer's worker ended with ${code} before it began`)));
  });
  worker.removeAllListeners("exit");
  return worker;
}

async function ask(worker: ChildProcess, number: number): Promise<Found | null> {
  const answer = await new Promise<Result | Failure>((resolve) => {
    const timer = setTimeout(() => done({ kind: "hang", detail: `no answer in ${HANG_MS / 1000} s` }), HANG_MS);
    const onExit = (code: number | null, signal: string | null): void =>
      done({ kind: "crash", detail: `the process ended with ${code ?? signal}` });
    worker.once("message", done);
    worker.once("exit", onExit);
    worker.send({ number });

    function done(value: unknown): void {
      clearTimeout(timer);
      worker.off("message", done);
      worker.off("exit", onExit);
      resolve(value as Result | Failure);
    }
  });
  if ("kind" in answer) return { ...answer, number, text: inputOf(number, readSeeds()).text };
  if (answer.failure !== null) return { ...answer.failure, number, text: answer.smallest };
  if (answer.memory <= MOST_MEMORY) return null;
  return { kind: "memory", detail: `${answer.memory >> 20} MiB resident`, number, text: "" };
}
