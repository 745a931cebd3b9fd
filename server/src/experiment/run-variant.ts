// Runs one variant in a child process, which may hang or die, and reads what came of it.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { childEnvironment, type Laboratory } from "./environment.ts";
import { judgeLines } from "./lines.ts";
import { type ProcessResult, runProcess } from "./process.ts";
import type { Ending, Interpreter, Run, ThreadTimes } from "./result.ts";
import type { PlannedRun } from "./variants.ts";

export interface Subject {
  readonly interpreter: Interpreter;
  /** Where the module is. */
  readonly folder: string;
  readonly module: string;
  /** Loaded before everything else; null for none. */
  readonly preload: string | null;
  readonly timeout: number;
}

export interface Outcome {
  readonly runs: readonly Run[];
  readonly timeline: readonly ThreadTimes[];
  /** Seconds that loading the module took: for Numba that is the compilation. */
  readonly loading: number | null;
}

/** What experiment/run.py writes. */
interface Report {
  readonly loaded: { readonly import: number; readonly warnings: readonly string[]; readonly gilEnabled: boolean };
  readonly result: {
    readonly wall?: number;
    readonly begin?: number;
    readonly started?: number;
    readonly asked?: readonly number[];
    readonly peak?: number | null;
    readonly rows?: readonly (readonly (number | null)[])[];
    readonly runs?: readonly { readonly wall: number; readonly serial: number; readonly beats: number }[];
  };
}

export async function runOnce(subject: Subject, planned: PlannedRun, lab: Laboratory): Promise<Outcome> {
  const reportFile = join(lab.builds, `report-${process.pid}-${counter++}.json`);
  const settings = { ...planned.settings, folder: subject.folder, module: subject.module };
  try {
    const result = await runProcess(
      subject.interpreter.executable,
      [join(lab.sources, "run.py"), JSON.stringify(settings), reportFile],
      { cwd: lab.builds, env: environment(subject, lab), timeout: subject.timeout, signal: lab.signal },
    );
    return outcome(planned, result, await readReport(reportFile), subject.timeout);
  } finally {
    await rm(reportFile, { force: true });
  }
}

/** Distinguishes the files of runs that overlap. */
let counter = 0;

/** ThreadSanitizer's exit code for "reported something", chosen so that nothing else gives it. */
const RACE_REPORTED = 66;

function environment(subject: Subject, lab: Laboratory): Record<string, string | undefined> {
  const env = childEnvironment(lab.env);
  if (subject.preload === null) return env;
  return { ...env, LD_PRELOAD: subject.preload, TSAN_OPTIONS: `exitcode=${RACE_REPORTED}` };
}

async function readReport(file: string): Promise<Report | null> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Report;
  } catch {
    return null; // The child died before it wrote one.
  }
}

function outcome(planned: PlannedRun, result: ProcessResult, report: Report | null, timeout: number): Outcome {
  const measured = report?.result;
  const base: Run = {
    purpose: planned.purpose,
    label: planned.label,
    threads: planned.threads,
    started: measured?.started ?? (report === null ? 0 : planned.threads),
    wall: measured?.wall ?? null,
    serial: null,
    beats: null,
    peak: measured?.peak ?? null,
    lines: measured?.asked !== undefined ? judgeLines(result.stdout, measured.asked) : null,
    gil: report?.loaded.gilEnabled ?? null,
    ending: endingOf(result, timeout),
    notes: notesOf(planned, result, report),
  };
  return {
    runs: measured?.runs?.map((one) => ({ ...base, ...one })) ?? [base],
    timeline: timelineOf(measured),
    loading: report?.loaded.import ?? null,
  };
}

export function endingOf(result: ProcessResult, timeout: number): Ending {
  const { exitCode, signal, stderr } = result;
  const ending = (how: Ending["how"], text: string | null): Ending => ({ how, exitCode, signal, text });
  if (result.timedOut) return ending("timeout", `killed after ${timeout} s`);
  if (result.startError !== null) return ending("error", result.startError);
  const fatal = /^Fatal Python error: .*/m.exec(stderr)?.[0];
  if (fatal !== undefined) return ending("fatal error", fatal);
  if (signal !== null) return ending("signal", SIGNALS[signal] ?? signal);
  if (exitCode === ACCESS_VIOLATION) return ending("signal", "access violation");
  if (exitCode === 0 || exitCode === RACE_REPORTED) return ending("normally", null);
  return ending("error", stderr.trim().split("\n").at(-1) ?? null);
}

const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: "segmentation fault (SIGSEGV)",
  SIGABRT: "aborted (SIGABRT)",
  SIGBUS: "bus error (SIGBUS)",
  SIGILL: "illegal instruction (SIGILL)",
  SIGKILL: "killed from outside (SIGKILL)",
};
const ACCESS_VIOLATION = 0xc0000005;

function notesOf(planned: PlannedRun, result: ProcessResult, report: Report | null): string[] {
  const notes = (report?.loaded.warnings ?? []).map(firstSentence);
  const started = report?.result.started;
  if (started !== undefined && started < planned.threads) {
    notes.push(`this machine allowed ${started} of ${planned.threads} threads`);
  }
  const race = /SUMMARY: ThreadSanitizer: (.*)/.exec(result.stderr)?.[1];
  if (race !== undefined) notes.push(withoutFolders(race));
  return notes;
}

/** The rest of Python's warning about the GIL says how to keep it off, at one's own risk. */
function firstSentence(text: string): string {
  return text.replace(/\. .*$/s, ".");
}

/** The place in a report, without the machine's folders: "data race count.c:9 in count_up". */
function withoutFolders(text: string): string {
  return text.replace(/\S*[\\/](?=[^\s\\/]+:\d)/, "");
}

function timelineOf(measured: Report["result"] | undefined): ThreadTimes[] {
  const begin = measured?.begin;
  if (measured?.rows === undefined || begin === undefined) return [];
  const since = (at: number | null | undefined): number | null =>
    at === null || at === undefined ? null : Math.max(0, (at - begin) / 1e9);
  return measured.rows.map(([called, entered, slept, printed, left]) => ({
    called: since(called) ?? 0,
    entered: since(entered),
    slept: since(slept),
    printed: since(printed),
    left: since(left) ?? 0,
  }));
}
