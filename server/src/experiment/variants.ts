// The variants of the experiment, as data: what is built, what is run, and what must come of it.
import {
  allInside,
  badLines,
  type Claim,
  diesInside,
  diesOnError,
  gilStaysOff,
  gilTurnedOn,
  isAborted,
  keepsOthersOut,
  letsOthersIn,
  linesWhole,
  noDataRace,
  oneInside,
  reportsDataRace,
  sideBySide,
  takesTurns,
} from "./claims.ts";
import type { Parameters, RunPurpose, VariantResult } from "./result.ts";

/** One kind of run. `settings` go to experiment/run.py. */
export interface PlannedRun {
  readonly purpose: RunPurpose;
  readonly label: string | null;
  readonly threads: number;
  readonly repeats: number;
  /** Ends the repeats at the first malformed line. */
  readonly untilMalformed: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Variant {
  readonly id: string;
  readonly title: string;
  readonly language: VariantResult["language"];
  /** Below the experiment's folder. */
  readonly folder: string;
  readonly module: string;
  readonly expected: string;
  readonly freeThreaded: boolean;
  readonly sanitizer: boolean;
  readonly plan: (parameters: Parameters) => readonly PlannedRun[];
  readonly claims: readonly Claim[];
}

const PLAIN = { freeThreaded: false, sanitizer: false } as const;
const C = { ...PLAIN, language: "c", module: "spam" } as const;
const FREE_THREADED = { ...C, freeThreaded: true } as const;
const SANITIZED = { ...C, module: "counter", sanitizer: true } as const;

export const VARIANTS: readonly Variant[] = [
  {
    ...C,
    id: "held",
    title: "GIL held during the slow call",
    folder: "c/held",
    expected: "takes threads × delay; one thread inside at once; every line whole",
    plan: (p) => [timed(p)],
    claims: [takesTurns, oneInside, linesWhole],
  },
  {
    ...C,
    id: "released",
    title: "GIL released around the slow call",
    folder: "c/released",
    expected: "takes about the delay; all threads inside at once",
    plan: (p) => [timed(p)],
    claims: [sideBySide, allInside],
  },
  {
    ...C,
    id: "racy",
    title: "GIL released, many threads printing",
    folder: "c/released",
    expected: "lines of different threads mix",
    plan: (p) => [racing(p)],
    claims: [badLines],
  },
  {
    ...C,
    id: "guarded",
    title: "GIL released, a mutex around the printing",
    folder: "c/guarded",
    expected: "takes about the delay; all threads inside at once; every line whole",
    plan: (p) => [timed(p), { ...racing(p), repeats: p.mode === "faithful" ? 1 : p.repeats }],
    claims: [sideBySide, allInside, linesWhole],
  },
  {
    ...C,
    id: "misuse",
    title: "GIL released before the list is converted",
    folder: "c/misuse",
    expected: "dies in the error path; with a good list it dies from Python 3.12, and goes unnoticed before",
    plan: () => [single("a list of strings", true), single("a list with a number in it", false)],
    claims: [diesInside, diesOnError],
  },
  {
    ...C,
    id: "double-release",
    title: "GIL released twice",
    folder: "c/double-release",
    expected: "the interpreter stops with a fatal error, or crashes",
    plan: () => [single("a list of strings", true)],
    claims: [isAborted],
  },
  {
    ...PLAIN,
    id: "python-racy",
    language: "python",
    title: "the same in pure Python",
    folder: "python",
    module: "spam_racy",
    expected: "lines of different threads mix",
    plan: (p) => [racing(p)],
    claims: [badLines],
  },
  {
    ...PLAIN,
    id: "python-locked",
    language: "python",
    title: "pure Python, a lock around the printing",
    folder: "python",
    module: "spam_locked",
    expected: "every line whole",
    plan: (p) => [{ ...racing(p), repeats: p.mode === "faithful" ? 1 : p.repeats }],
    claims: [linesWhole],
  },
  {
    ...PLAIN,
    id: "cython-held",
    language: "cython",
    title: "Fibonacci in Cython",
    folder: "cython",
    module: "fib_held",
    expected: "no other thread runs meanwhile: two threads gain nothing",
    plan: fibonacci,
    claims: [keepsOthersOut],
  },
  {
    ...PLAIN,
    id: "cython-nogil",
    language: "cython",
    title: "Fibonacci in Cython, with nogil",
    folder: "cython",
    module: "fib_nogil",
    expected: "other threads run meanwhile: two take about half the time on two cores",
    plan: fibonacci,
    claims: [letsOthersIn],
  },
  {
    ...PLAIN,
    id: "numba-held",
    language: "numba",
    title: "Fibonacci in Numba",
    folder: "numba",
    module: "fib_held",
    expected: "no other thread runs meanwhile: two threads gain nothing",
    plan: fibonacci,
    claims: [keepsOthersOut],
  },
  {
    ...PLAIN,
    id: "numba-nogil",
    language: "numba",
    title: "Fibonacci in Numba, nogil=True",
    folder: "numba",
    module: "fib_nogil",
    expected: "other threads run meanwhile: two take about half the time on two cores",
    plan: fibonacci,
    claims: [letsOthersIn],
  },
  {
    ...FREE_THREADED,
    id: "free-threaded-held",
    title: "free-threaded Python, held; not declared",
    folder: "c/held",
    expected: "the interpreter turns the GIL on and warns; one thread inside at once",
    plan: (p) => [timed(p)],
    claims: [gilTurnedOn, takesTurns, oneInside],
  },
  {
    ...FREE_THREADED,
    id: "free-threaded-held-declared",
    title: "free-threaded Python, held; declared GIL-free",
    folder: "c/free-threaded",
    expected: "all threads inside at once, and their lines mix",
    plan: (p) => [timed(p), racing(p)],
    claims: [gilStaysOff, sideBySide, allInside, badLines],
  },
  {
    ...FREE_THREADED,
    id: "free-threaded-guarded",
    title: "free-threaded Python, guarded; not declared",
    folder: "c/guarded",
    expected: "the interpreter turns the GIL on and warns; every line whole",
    plan: (p) => [timed(p), racing(p)],
    claims: [gilTurnedOn, sideBySide, linesWhole],
  },
  {
    ...FREE_THREADED,
    id: "free-threaded-guarded-declared",
    title: "free-threaded Python, guarded; declared GIL-free",
    folder: "c/free-threaded-guarded",
    expected: "all threads inside at once; every line whole",
    plan: (p) => [timed(p), racing(p)],
    claims: [gilStaysOff, sideBySide, allInside, linesWhole],
  },
  {
    ...SANITIZED,
    id: "counter",
    title: "a static counter, under ThreadSanitizer",
    folder: "c/counter",
    expected: "ThreadSanitizer reports a data race",
    plan: counting,
    claims: [reportsDataRace],
  },
  {
    ...SANITIZED,
    id: "counter-guarded",
    title: "the counter with a mutex, under ThreadSanitizer",
    folder: "c/counter-guarded",
    expected: "ThreadSanitizer reports nothing",
    plan: counting,
    claims: [noDataRace],
  },
];

const ONCE = { label: null, repeats: 1, untilMalformed: false } as const;
const SHORT = 0.01;
const ROWS = 64;

function timed(p: Parameters): PlannedRun {
  const settings = { work: "print-lists", threads: p.threads, delay: p.delay, gap: 0, rows: ROWS };
  return { ...ONCE, purpose: "time", threads: p.threads, repeats: p.repeats, settings };
}

function racing(p: Parameters): PlannedRun {
  const settings = { work: "print-lists", threads: p.racingThreads, delay: p.delay, gap: p.gap, rows: ROWS };
  const repeats = p.mode === "faithful" ? 5 : p.repeats;
  return {
    ...ONCE,
    purpose: "race",
    threads: p.racingThreads,
    repeats,
    untilMalformed: p.mode === "faithful",
    settings,
  };
}

function single(label: string, strings: boolean): PlannedRun {
  const settings = { work: "print-one", strings, delay: SHORT, gap: 0 };
  return { ...ONCE, purpose: "call", label, threads: 1, settings };
}

function fibonacci(p: Parameters): readonly PlannedRun[] {
  const settings = { work: "fibonacci", threads: 2, seconds: p.mode === "faithful" ? 0.3 : 0.1, repeats: p.repeats };
  return [{ ...ONCE, purpose: "time", threads: 2, settings }];
}

function counting(): readonly PlannedRun[] {
  const settings = { work: "count", threads: 2, calls: 10, times: 200_000 };
  return [{ ...ONCE, purpose: "sanitizer", threads: 2, settings }];
}
