// What the linter says about a variant's sources, set beside what its runs showed.
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Analysis, analyze } from "../core/analyze.ts";
import { DEFAULT_SETTINGS } from "../core/settings.ts";
import type { Parser } from "../core/syntax/parser.ts";
import { LineIndex } from "../core/text/line-index.ts";
import { died, raceReported, waited } from "./claims.ts";
import type { Effect, Prediction, Run } from "./result.ts";
import type { Variant } from "./variants.ts";

/** What comes of the mistake that a rule finds; rules that are not here foretell nothing that a run can show. */
const FORETOLD: Readonly<Record<string, Effect>> = {
  "blocking-call-with-gil": "waits for the GIL",
  "missing-mod-gil": "turns the GIL on",
  "unguarded-shared-io": "data race",
  "unguarded-shared-state": "data race",
  "api-call-without-gil": "crash",
  "indirect-api-call-without-gil": "crash",
  "exit-without-reacquire": "crash",
  "nested-release": "crash",
  "unmatched-acquire": "crash",
};

/** `generated` is the C that Cython wrote; null for variants in C. */
export async function predict(
  variant: Variant,
  sources: string,
  generated: string | null,
  parser: Parser,
  runs: readonly Run[],
): Promise<Prediction | null> {
  if (variant.language === "python" || variant.language === "numba") return null;
  const files = generated === null ? await sourcesOf(join(sources, variant.folder)) : [await sourceAt(generated)];
  const select = variant.freeThreaded ? ["all"] : DEFAULT_SETTINGS.select;
  const analysis = analyze({ files, parser, settings: { ...DEFAULT_SETTINGS, select } });
  const predicted = foretold(analysis);
  const observed = observedIn(variant, runs);
  return {
    findings: located(analysis, files),
    notAnalysed: analysis.problems.map((problem) => problem.message),
    predicted,
    observed,
    agreement: analysis.problems.length > 0 ? "not judged" : agreementOf(predicted, observed, runs),
  };
}

export function agreementOf(
  predicted: readonly Effect[],
  observed: readonly Effect[],
  runs: readonly Run[],
): Prediction["agreement"] {
  // The linter reads a program that has a GIL.
  if (runs.length === 0 || runs.some((run) => run.gil === false)) return "not judged";
  if (observed.some((effect) => !predicted.includes(effect))) return "disagrees";
  return predicted.every((effect) => observed.includes(effect)) ? "agrees" : "not seen";
}

interface Source {
  readonly path: string;
  readonly text: string;
}

async function sourcesOf(folder: string): Promise<Source[]> {
  const names = (await readdir(folder)).filter((name) => /\.[ch]$/.test(name)).sort();
  return Promise.all(names.map((name) => sourceAt(join(folder, name))));
}

async function sourceAt(path: string): Promise<Source> {
  return { path: basename(path), text: await readFile(path, "utf8") };
}

function foretold(analysis: Analysis): Effect[] {
  const effects = analysis.findings.flatMap((finding) => FORETOLD[finding.rule] ?? []);
  return [...new Set(effects)];
}

function observedIn({ freeThreaded }: Variant, runs: readonly Run[]): Effect[] {
  const effects: Effect[] = [];
  if (freeThreaded && runs.some((run) => run.gil === true)) effects.push("turns the GIL on");
  if (waited(runs)) effects.push("waits for the GIL");
  if (runs.some((run) => (run.lines?.malformed ?? 0) > 0) || raceReported(runs) !== null) effects.push("data race");
  if (runs.some((run) => died(run.ending))) effects.push("crash");
  return effects;
}

function located(analysis: Analysis, files: readonly Source[]): Prediction["findings"] {
  const lines = new Map(files.map((file) => [file.path, new LineIndex(file.text)]));
  return analysis.findings.map(({ rule, path, span }) => ({
    rule,
    path,
    line: (lines.get(path)?.positionAt(span.start).line ?? 0) + 1,
  }));
}
