// Words that the reports share, so that a table in a terminal and one in a page say the same.
import type { ExperimentResult, Interpreter, Machine, Prediction, Run, VariantResult } from "./result.ts";

export function interpreterName({ implementation, version, freeThreaded, debug }: Interpreter): string {
  const kind = [freeThreaded ? "free-threaded" : "", debug ? "debug" : ""].filter((word) => word !== "").join(", ");
  return `${implementation} ${version.join(".")}${kind === "" ? "" : ` (${kind})`}`;
}

export function machineName({ system, release, architecture, processor, cores, memory }: Machine): string {
  return `${system} ${release}, ${architecture}, ${processor}, ${cores} cores, ${(memory / 2 ** 30).toFixed(0)} GiB`;
}

export function parametersText({ parameters: p }: ExperimentResult): string {
  const gap = p.gap === 0 ? "no pause" : `${Number((p.gap * 1e6).toPrecision(3))} µs`;
  return `${p.mode}: ${p.threads} threads × ${p.delay} s; lines printed by ${p.racingThreads} threads with ${gap} between words; ${p.repeats} repeats`;
}

export function seconds(value: number): string {
  return `${value.toFixed(3)} s`;
}

export function ratio(value: number | null): string {
  return value === null ? "" : `×${value.toFixed(2)}`;
}

/** "78 of 300", or nothing where no lines were printed. */
export function malformedText({ malformed, runs }: VariantResult): string {
  if (malformed === null) return "";
  const asked = runs.reduce((sum, run) => sum + (run.lines?.asked ?? 0), 0);
  return `${malformed} of ${asked}`;
}

/** The linter's word: each rule with how often, and whether the runs agree. */
export function predictionText(prediction: Prediction | null): string {
  if (prediction === null) return "";
  const counts = new Map<string, number>();
  for (const { rule } of prediction.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rules = [...counts].map(([rule, times]) => (times === 1 ? rule : `${rule} ×${times}`));
  const said = [...rules, ...prediction.notAnalysed].join(", ") || "nothing";
  return prediction.agreement === "not judged" ? said : `${said} — ${prediction.agreement}`;
}

/** How the calls of a variant that may die ended: one sentence for each. */
export function endings(runs: readonly Run[]): string[] {
  const calls = runs.filter((run) => run.purpose === "call");
  return calls.map(({ label, ending }) => `${label ?? "the call"}: ${ending.text ?? UNNOTICED}`);
}

const UNNOTICED = "went unnoticed, as it can up to Python 3.11: it is no less wrong, and newer versions crash";

/** The first example of each kind of malformed line. */
export function examples(runs: readonly Run[]): { readonly kind: string; readonly line: string }[] {
  const kinds = new Map<string, string>();
  for (const { kind, line } of runs.flatMap((run) => run.lines?.examples ?? [])) {
    if (!kinds.has(kind)) kinds.set(kind, line);
  }
  return [...kinds].map(([kind, line]) => ({ kind, line }));
}

/** To the minute: `2026-11-22 12:54 UTC`. */
export function timeText(iso: string): string {
  return iso.replace(/^(\S+?)T(\d\d:\d\d).*$/, "$1 $2 UTC");
}
