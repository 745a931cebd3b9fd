// Results made by hand, for tests of what is done with results.
import type {
  Ending,
  ExperimentResult,
  Interpreter,
  Parameters,
  Run,
  VariantResult,
} from "../../server/src/experiment/result.ts";

export const PARAMETERS: Parameters = {
  mode: "quick",
  delay: 0.1,
  threads: 5,
  gap: 0.00005,
  racingThreads: 100,
  repeats: 3,
  timeout: 60,
};

export const WELL: Ending = { how: "normally", exitCode: 0, signal: null, text: null };
export const CRASH: Ending = { how: "signal", exitCode: null, signal: "SIGSEGV", text: "segmentation fault (SIGSEGV)" };

export function interpreter(changes: Partial<Interpreter> = {}): Interpreter {
  return {
    executable: "/opt/python/bin/python3",
    prefix: "/opt/python",
    implementation: "CPython",
    version: [3, 12, 1],
    fullVersion: "3.12.1 (main)",
    platform: "linux",
    soabi: "cpython-312-x86_64-linux-gnu",
    extensionSuffix: ".cpython-312-x86_64-linux-gnu.so",
    freeThreaded: false,
    gilEnabled: true,
    debug: false,
    include: "/opt/python/include/python3.12",
    hasHeaders: true,
    cc: ["gcc", "-pthread"],
    cflags: ["-O2"],
    ccshared: ["-fPIC"],
    ldshared: ["gcc", "-shared"],
    cython: false,
    numba: false,
    ...changes,
  };
}

export function run(changes: Partial<Run> = {}): Run {
  return {
    purpose: "time",
    label: null,
    threads: 5,
    started: 5,
    wall: 0.5,
    serial: null,
    beats: null,
    peak: 1,
    lines: { asked: 5, printed: 5, malformed: 0, lost: 0, examples: [] },
    gil: true,
    ending: WELL,
    notes: [],
    ...changes,
  };
}

export function variant(changes: Partial<VariantResult> = {}): VariantResult {
  return {
    id: "held",
    title: "GIL held during the slow call",
    language: "c",
    sources: ["c/held/spammodule.c", "c/held/cprint_list.c"],
    expected: "takes threads × delay",
    status: "as expected",
    reason: null,
    runs: [run()],
    wall: { median: 0.5, least: 0.49, most: 0.52 },
    speedup: null,
    peak: 1,
    malformed: 0,
    judgements: [{ claim: "one thread inside at once", holds: true, seen: "1 inside" }],
    notes: [],
    timeline: [
      { called: 0, entered: 0, slept: 0.1, printed: 0.1, left: 0.1 },
      { called: 0, entered: 0.1, slept: 0.2, printed: 0.2, left: 0.2 },
    ],
    prediction: {
      findings: [{ rule: "blocking-call-with-gil", path: "cprint_list.c", line: 17 }],
      notAnalysed: [],
      predicted: ["waits for the GIL"],
      observed: ["waits for the GIL"],
      agreement: "agrees",
    },
    ...changes,
  };
}

export function result(variants: readonly VariantResult[], changes: Partial<ExperimentResult> = {}): ExperimentResult {
  return {
    version: 1,
    started: "2026-11-22T03:00:00.000Z",
    seconds: 9.5,
    parameters: PARAMETERS,
    machine: { system: "Linux", release: "6.1", architecture: "x64", processor: "P", cores: 2, memory: 2 ** 31 },
    interpreters: [{ asked: "python3", interpreter: interpreter(), missing: null, variants }],
    behaved: true,
    ...changes,
  };
}
