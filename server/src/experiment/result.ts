// The shape of experiment.json: plain data, described for other programs by schemas/experiment.schema.json.

export type Mode = "quick" | "faithful";

/** Seconds and counts that a run is made with. */
export interface Parameters {
  readonly mode: Mode;
  /** Seconds that the slow call sleeps. */
  readonly delay: number;
  /** Threads of the runs that are timed. */
  readonly threads: number;
  /** Seconds between two prints in the runs that look for mixed lines. */
  readonly gap: number;
  /** Threads of the runs that look for mixed lines. */
  readonly racingThreads: number;
  readonly repeats: number;
  /** Seconds after which a run is killed. */
  readonly timeout: number;
}

export interface Machine {
  readonly system: string;
  readonly release: string;
  readonly architecture: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
}

/** What stands in the way or went wrong, in words, and the command that mends it on this system (null if there is none). */
export interface Missing {
  readonly what: "interpreter" | "headers" | "compiler" | "toolchain" | "tool" | "platform" | "build" | "run";
  readonly message: string;
  readonly remedy: string | null;
}

/** What an interpreter says of itself; see experiment/probe.py. */
export interface Interpreter {
  readonly executable: string;
  readonly prefix: string;
  readonly implementation: string;
  readonly version: readonly number[];
  readonly fullVersion: string;
  readonly platform: string;
  readonly soabi: string | null;
  readonly extensionSuffix: string | null;
  readonly freeThreaded: boolean;
  readonly gilEnabled: boolean;
  readonly debug: boolean;
  readonly include: string;
  readonly hasHeaders: boolean;
  readonly cc: readonly string[];
  readonly cflags: readonly string[];
  readonly ccshared: readonly string[];
  readonly ldshared: readonly string[];
  readonly cython: boolean;
  readonly numba: boolean;
}

/** How a child process ended. `text` is what it said last, or null. */
export interface Ending {
  readonly how: "normally" | "error" | "fatal error" | "signal" | "timeout";
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly text: string | null;
}

/** `merged`: words of several lines in one; `torn`: begins in the middle; `scrambled`: any other; `surplus`: legal, but not asked for. */
export type LineKind = "merged" | "torn" | "scrambled" | "surplus";

/** The printed lines against what was asked for. */
export interface Lines {
  readonly asked: number;
  readonly printed: number;
  /** Printed lines that no thread was asked to print. */
  readonly malformed: number;
  /** Lines that were asked for and never came out whole. */
  readonly lost: number;
  readonly examples: readonly { readonly kind: LineKind; readonly line: string }[];
}

/** When one thread passed each point, in seconds since the run began; null where the variant does not record it. */
export interface ThreadTimes {
  readonly called: number;
  readonly entered: number | null;
  readonly slept: number | null;
  readonly printed: number | null;
  readonly left: number;
}

export type RunPurpose = "time" | "race" | "call" | "sanitizer";

export interface Run {
  readonly purpose: RunPurpose;
  /** What was done, where runs of one purpose differ: "a list of strings". */
  readonly label: string | null;
  readonly threads: number;
  /** Threads that the machine allowed to start. */
  readonly started: number;
  /** Seconds from the first start to the last join; null if the run did not get that far. */
  readonly wall: number | null;
  /** Seconds for the same work in one thread, where that is measured. */
  readonly serial: number | null;
  /** How often another thread got the GIL while one calculated, where that is measured. */
  readonly beats: number | null;
  /** The rendezvous: the most threads inside the C function at once. */
  readonly peak: number | null;
  readonly lines: Lines | null;
  /** Whether the interpreter had the GIL enabled once the module was loaded; null if that is not known. */
  readonly gil: boolean | null;
  readonly ending: Ending;
  readonly notes: readonly string[];
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** A statement about a variant, whether it came true, and what was seen. */
export interface Judgement {
  readonly claim: string;
  readonly holds: boolean;
  readonly seen: string;
}

export type Effect = "waits for the GIL" | "turns the GIL on" | "data race" | "crash";

/** What the linter says of the variant's sources, beside what the runs showed. */
export interface Prediction {
  /** Every finding, in order; empty if there is none. */
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly line: number }[];
  /** What the linter did not look at, and why: it knows the code that Cython writes, and leaves it alone. */
  readonly notAnalysed: readonly string[];
  readonly predicted: readonly Effect[];
  readonly observed: readonly Effect[];
  /** `not seen`: predicted, and this run did not provoke it; `not judged`: the runs say nothing about it. */
  readonly agreement: "agrees" | "disagrees" | "not seen" | "not judged";
}

export type Status = "as expected" | "unexpected" | "failed" | "not run";

export interface VariantResult {
  readonly id: string;
  readonly title: string;
  readonly language: "c" | "python" | "cython" | "numba";
  /** Below the experiment's folder; what a reader can open. */
  readonly sources: readonly string[];
  readonly expected: string;
  readonly status: Status;
  /** Why it did not run, or failed; null otherwise. */
  readonly reason: Missing | null;
  readonly runs: readonly Run[];
  /** Of the timed runs, or of the races where nothing is timed. */
  readonly wall: Spread | null;
  /** How often faster than `held`, or for Fibonacci than the same work in one thread. */
  readonly speedup: number | null;
  readonly peak: number | null;
  readonly malformed: number | null;
  readonly judgements: readonly Judgement[];
  readonly notes: readonly string[];
  /** One run's threads, for a timeline. */
  readonly timeline: readonly ThreadTimes[];
  readonly prediction: Prediction | null;
}

export interface InterpreterResult {
  /** As the user named it. */
  readonly asked: string;
  readonly interpreter: Interpreter | null;
  /** What keeps the interpreter, or everything in C, from running. */
  readonly missing: Missing | null;
  readonly variants: readonly VariantResult[];
}

export interface ExperimentResult {
  readonly version: 1;
  /** ISO 8601. */
  readonly started: string;
  readonly seconds: number;
  readonly parameters: Parameters;
  readonly machine: Machine;
  readonly interpreters: readonly InterpreterResult[];
  /** null if nothing could run. */
  readonly behaved: boolean | null;
}
