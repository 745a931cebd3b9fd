// What must be true of a variant's runs. A claim looks at the evidence and says whether it holds and what was seen.
import type { Ending, Interpreter, Judgement, Parameters, Run, RunPurpose } from "./result.ts";
import { spread } from "./spread.ts";

export interface Evidence {
  readonly runs: readonly Run[];
  readonly parameters: Parameters;
  readonly interpreter: Interpreter;
}

export type Claim = (evidence: Evidence) => Judgement;

/** Below this share of threads × delay the threads cannot have waited for each other. */
const SHARE_IN_TURNS = 0.9;
/** Above this share they cannot have slept side by side; a loaded machine stays well below. */
const SHARE_SIDE_BY_SIDE = 0.6;
/** A thread that beats every millisecond gets in once or twice before and after a call that keeps it out. */
const FEW = 3;

export const takesTurns: Claim = ({ runs, parameters: p }) => {
  const wall = medianWall(runs);
  return {
    claim: `takes ${p.threads} × ${p.delay} s: one thread after the other`,
    holds: wall !== null && wall >= p.threads * p.delay * SHARE_IN_TURNS,
    seen: seconds(wall),
  };
};

export const sideBySide: Claim = ({ runs, parameters: p }) => {
  const wall = medianWall(runs);
  return {
    claim: `takes about ${p.delay} s, not ${p.threads} × ${p.delay} s`,
    holds: wall !== null && wall <= p.threads * p.delay * SHARE_SIDE_BY_SIDE,
    seen: seconds(wall),
  };
};

export const oneInside: Claim = ({ runs }) => {
  const peak = highestPeak(runs);
  return { claim: "one thread inside at once", holds: peak === 1, seen: `${peak ?? "none"} inside` };
};

export const allInside: Claim = ({ runs, parameters: p }) => {
  const peak = highestPeak(runs);
  const claim = `${p.threads} threads inside at once`;
  return { claim, holds: peak === p.threads, seen: `${peak ?? "none"} inside` };
};

export const linesWhole: Claim = ({ runs }) => {
  const [bad, of] = badAndAll(runs);
  const complete = runs.every((run) => run.lines !== null && run.lines.lost === 0);
  return { claim: "every line whole", holds: complete && bad === 0, seen: `${bad} malformed of ${of}` };
};

export const badLines: Claim = ({ runs }) => {
  const [bad, of] = badAndAll(having(runs, "race"));
  return { claim: "lines of different threads mix", holds: bad > 0, seen: `${bad} malformed of ${of}` };
};

/** With a list of strings: silent up to 3.11, since what is called there happens not to look at the thread state. */
export const diesInside: Claim = ({ runs, interpreter }) => {
  const [run] = having(runs, "call");
  const must = isAtLeast(interpreter, 3, 12);
  return {
    claim: must ? "dies when it converts a good list" : "may go unnoticed with a good list before Python 3.12",
    holds: run !== undefined && (died(run.ending) || (!must && run.ending.how === "normally")),
    seen: describe(run?.ending),
  };
};

export const diesOnError: Claim = ({ runs }) => {
  const run = having(runs, "call")[1];
  const holds = run !== undefined && died(run.ending);
  return { claim: "dies when it raises an exception for a bad list", holds, seen: describe(run?.ending) };
};

export const isAborted: Claim = ({ runs }) => {
  const [run] = having(runs, "call");
  return { claim: "dies", holds: run !== undefined && died(run.ending), seen: describe(run?.ending) };
};

export const keepsOthersOut: Claim = ({ runs }) => {
  const beats = medianBeats(runs);
  return { claim: "no other thread runs while it calculates", holds: beats !== null && beats <= FEW, seen: gain(runs) };
};

export const letsOthersIn: Claim = ({ runs }) => {
  const beats = medianBeats(runs);
  return { claim: "other threads run while it calculates", holds: beats !== null && beats > FEW, seen: gain(runs) };
};

export const gilTurnedOn: Claim = ({ runs }) => {
  const holds = runs.every((run) => run.gil === true && run.notes.some((note) => note.includes("GIL")));
  return { claim: "the interpreter turns the GIL on and warns", holds, seen: gilSeen(runs) };
};

export const gilStaysOff: Claim = ({ runs }) => {
  const holds = runs.length > 0 && runs.every((run) => run.gil === false);
  return { claim: "the GIL stays off", holds, seen: gilSeen(runs) };
};

export const reportsDataRace: Claim = ({ runs }) => {
  const report = raceReported(runs);
  return { claim: "ThreadSanitizer reports a data race", holds: report !== null, seen: report ?? "no report" };
};

export const noDataRace: Claim = ({ runs }) => {
  const report = raceReported(runs);
  const ran = runs.length > 0 && runs.every((run) => run.ending.how === "normally");
  return { claim: "ThreadSanitizer reports nothing", holds: ran && report === null, seen: report ?? "no report" };
};

export function died(ending: Ending): boolean {
  return ending.how === "fatal error" || ending.how === "signal";
}

export function raceReported(runs: readonly Run[]): string | null {
  return runs.flatMap((run) => run.notes).find((note) => note.includes("data race")) ?? null;
}

/** Wall time in two threads as a share of the same work in one; null where it was not measured. */
export function shareOfSerial(runs: readonly Run[]): number | null {
  const shares = runs.flatMap((run) => (run.wall !== null && run.serial !== null ? [run.wall / run.serial] : []));
  return spread(shares)?.median ?? null;
}

/** Whether the threads of the timed runs waited for each other; false where that is not known. */
export function waited(runs: readonly Run[]): boolean {
  const beats = medianBeats(runs);
  if (beats !== null) return beats <= FEW;
  return having(runs, "time").some((run) => run.started > 1) && highestPeak(runs) === 1;
}

function having(runs: readonly Run[], purpose: RunPurpose): Run[] {
  return runs.filter((run) => run.purpose === purpose);
}

function medianWall(runs: readonly Run[]): number | null {
  return spread(having(runs, "time").flatMap((run) => run.wall ?? []))?.median ?? null;
}

function medianBeats(runs: readonly Run[]): number | null {
  return spread(runs.flatMap((run) => run.beats ?? []))?.median ?? null;
}

function highestPeak(runs: readonly Run[]): number | null {
  return spread(having(runs, "time").flatMap((run) => run.peak ?? []))?.most ?? null;
}

function badAndAll(runs: readonly Run[]): [number, number] {
  const lines = runs.flatMap((run) => run.lines ?? []);
  return [lines.reduce((sum, l) => sum + l.malformed, 0), lines.reduce((sum, l) => sum + l.printed, 0)];
}

function isAtLeast({ version: [major = 0, minor = 0] }: Interpreter, wantMajor: number, wantMinor: number): boolean {
  return major > wantMajor || (major === wantMajor && minor >= wantMinor);
}

function describe(ending: Ending | undefined): string {
  if (ending === undefined) return "not run";
  if (ending.how === "normally") return "ended normally";
  return ending.text ?? ending.how;
}

function gilSeen(runs: readonly Run[]): string {
  return runs.some((run) => run.gil === true) ? "GIL on" : "GIL off";
}

function seconds(value: number | null): string {
  return value === null ? "not measured" : `${value.toFixed(3)} s`;
}

function gain(runs: readonly Run[]): string {
  const share = shareOfSerial(runs);
  const time = share === null ? "" : `; two threads take ${Math.round(share * 100)} % of the time of one`;
  return `${medianBeats(runs) ?? "no"} beats of another thread${time}`;
}
