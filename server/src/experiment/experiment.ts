// The experiment: for each interpreter, build the variants, run them, judge them, and ask the linter.
import { mkdir } from "node:fs/promises";
import type { Parser } from "../core/syntax/parser.ts";
import { type Built, buildVariant, missingForC, sanitizerLibrary } from "./build.ts";
import { shareOfSerial } from "./claims.ts";
import type { Laboratory } from "./environment.ts";
import { probe } from "./interpreter.ts";
import { thisMachine } from "./machine.ts";
import { predict } from "./prediction.ts";
import { inParallel } from "./process.ts";
import { missingFreeThreading, missingPackage, type System } from "./remedies.ts";
import type {
  ExperimentResult,
  Interpreter,
  InterpreterResult,
  Missing,
  Parameters,
  Run,
  Spread,
  Status,
  VariantResult,
} from "./result.ts";
import { type Outcome, runOnce, type Subject } from "./run-variant.ts";
import { spread } from "./spread.ts";
import { VARIANTS, type Variant } from "./variants.ts";

export interface ExperimentRequest {
  /** Commands or paths of interpreters. */
  readonly interpreters: readonly string[];
  /** Ids, or null for all. */
  readonly variants: readonly string[] | null;
  readonly parameters: Parameters;
  readonly lab: Laboratory;
  readonly system: System;
  readonly parser: Parser;
  readonly onProgress: (progress: Progress) => void;
}

export type Progress =
  | { readonly kind: "interpreter"; readonly asked: string; readonly interpreter: Interpreter | null }
  | { readonly kind: "building"; readonly modules: number }
  | { readonly kind: "running"; readonly variant: string; readonly run: number; readonly of: number }
  | { readonly kind: "finished"; readonly variant: VariantResult; readonly done: number; readonly of: number };

/** Rejects only when the laboratory's signal aborts, or its folders cannot be used. */
export async function runExperiment(request: ExperimentRequest): Promise<ExperimentResult> {
  const started = new Date();
  await mkdir(request.lab.builds, { recursive: true });
  const interpreters: InterpreterResult[] = [];
  for (const asked of request.interpreters) interpreters.push(await onInterpreter(asked, request));
  return {
    version: 1,
    started: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    parameters: request.parameters,
    machine: thisMachine(),
    interpreters,
    behaved: behaved(interpreters),
  };
}

function behaved(interpreters: readonly InterpreterResult[]): boolean | null {
  const ran = interpreters.flatMap((one) => one.variants).filter((variant) => variant.status !== "not run");
  return ran.length === 0 ? null : ran.every((variant) => variant.status === "as expected");
}

async function onInterpreter(asked: string, request: ExperimentRequest): Promise<InterpreterResult> {
  const { lab, system, onProgress } = request;
  const probed = await probe(asked, lab, system);
  onProgress({ kind: "interpreter", asked, interpreter: "interpreter" in probed ? probed.interpreter : null });
  if ("missing" in probed) return { asked, interpreter: null, missing: probed.missing, variants: [] };

  const { interpreter } = probed;
  const missing = await missingForC(interpreter, lab, system);
  const chosen = VARIANTS.filter((variant) => request.variants?.includes(variant.id) ?? true);
  const prepared = await prepareAll(chosen, interpreter, missing, request);
  const variants: VariantResult[] = [];
  for (const [index, variant] of chosen.entries()) {
    const ready = prepared[index];
    if (ready === undefined) continue;
    const ran = await runAndJudge(variant, ready, interpreter, request);
    const result = withSpeedup(ran, variants);
    variants.push(result);
    onProgress({ kind: "finished", variant: result, done: index + 1, of: chosen.length });
  }
  return { asked, interpreter, missing, variants };
}

type Prepared =
  | { readonly subject: Subject; readonly generated: string | null }
  | { readonly status: "not run" | "failed"; readonly reason: Missing };

/** Builds before anything is timed, and each module once, however many variants run it. */
async function prepareAll(
  variants: readonly Variant[],
  interpreter: Interpreter,
  missing: Missing | null,
  request: ExperimentRequest,
): Promise<Prepared[]> {
  const builds = new Map<string, Promise<Built>>();
  request.onProgress({ kind: "building", modules: new Set(variants.map((variant) => variant.folder)).size });
  return inParallel(variants, 2, async (variant) => {
    const reason = await missingFor(variant, interpreter, missing, request);
    if (reason !== null) return { status: "not run", reason };
    const preload = variant.sanitizer ? await sanitizerLibrary(interpreter, request.lab) : null;
    if (typeof preload === "object" && preload !== null) return { status: "not run", reason: preload };
    const subject = { interpreter, module: variant.module, preload, timeout: request.parameters.timeout };
    if (!isCompiled(variant)) {
      return { subject: { ...subject, folder: `${request.lab.sources}/${variant.folder}` }, generated: null };
    }
    const key = `${variant.folder}/${variant.module}`;
    const building = builds.get(key) ?? buildVariant(variant, interpreter, request.lab);
    builds.set(key, building);
    const built = await building;
    if ("missing" in built) return { status: "not run", reason: built.missing };
    if ("failure" in built) return { status: "failed", reason: built.failure };
    return { subject: { ...subject, folder: built.module.folder }, generated: built.module.generated };
  });
}

async function missingFor(
  variant: Variant,
  interpreter: Interpreter,
  missing: Missing | null,
  { system }: ExperimentRequest,
): Promise<Missing | null> {
  if (variant.freeThreaded && !interpreter.freeThreaded) return missingFreeThreading(interpreter, system);
  if (variant.language === "numba" && !interpreter.numba) return missingPackage("Numba", interpreter);
  return isCompiled(variant) ? missing : null;
}

function isCompiled(variant: Variant): boolean {
  return variant.language === "c" || variant.language === "cython";
}

async function runAndJudge(
  variant: Variant,
  prepared: Prepared,
  interpreter: Interpreter,
  request: ExperimentRequest,
): Promise<VariantResult> {
  const outcome = "subject" in prepared ? await runAll(variant, prepared.subject, request) : null;
  const generated = "subject" in prepared ? prepared.generated : null;
  const runs = outcome?.runs ?? [];
  const evidence = { runs, parameters: request.parameters, interpreter };
  const judgements = runs.length === 0 ? [] : variant.claims.map((claim) => claim(evidence));
  const failure = "reason" in prepared ? prepared.reason : failureOf(runs);
  return {
    id: variant.id,
    title: variant.title,
    language: variant.language,
    sources: sourcesOf(variant),
    expected: variant.expected,
    status: "status" in prepared ? prepared.status : statusOf(failure, judgements),
    reason: failure,
    runs,
    wall: wallOf(runs),
    speedup: null,
    peak: spread(runs.flatMap((run) => (run.purpose === "time" ? (run.peak ?? []) : [])))?.most ?? null,
    malformed: runs.some((run) => run.lines !== null)
      ? runs.reduce((sum, run) => sum + (run.lines?.malformed ?? 0), 0)
      : null,
    judgements,
    notes: notesOf(variant, outcome),
    timeline: outcome?.timeline ?? [],
    prediction: await predict(variant, request.lab.sources, generated, request.parser, runs),
  };
}

async function runAll(variant: Variant, subject: Subject, request: ExperimentRequest): Promise<Outcome> {
  const plan = variant.plan(request.parameters);
  const of = plan.reduce((sum, planned) => sum + planned.repeats, 0);
  const outcomes: Outcome[] = [];
  let run = 0;
  for (const planned of plan) {
    for (let repeat = 0; repeat < planned.repeats; repeat++) {
      request.onProgress({ kind: "running", variant: variant.id, run: ++run, of });
      const outcome = await runOnce(subject, planned, request.lab);
      outcomes.push(outcome);
      if (planned.untilMalformed && outcome.runs.some((one) => (one.lines?.malformed ?? 0) > 0)) break;
      // What hung once will hang again.
      if (outcome.runs.some((one) => one.ending.how === "timeout")) break;
    }
  }
  return {
    runs: outcomes.flatMap((outcome) => outcome.runs),
    timeline: outcomes.find((outcome) => outcome.timeline.length > 0)?.timeline ?? [],
    loading: outcomes[0]?.loading ?? null,
  };
}

function failureOf(runs: readonly Run[]): Missing | null {
  const bad = runs.find((run) => run.ending.how === "timeout" || run.ending.how === "error");
  return bad === undefined ? null : { what: "run", message: bad.ending.text ?? bad.ending.how, remedy: null };
}

function statusOf(failure: Missing | null, judgements: VariantResult["judgements"]): Status {
  if (failure !== null) return "failed";
  return judgements.every((judgement) => judgement.holds) ? "as expected" : "unexpected";
}

function wallOf(runs: readonly Run[]): Spread | null {
  const walls = (some: readonly Run[]): number[] => some.flatMap((run) => run.wall ?? []);
  return spread(walls(runs.filter((run) => run.purpose === "time"))) ?? spread(walls(runs));
}

function withSpeedup(result: VariantResult, before: readonly VariantResult[]): VariantResult {
  const share = shareOfSerial(result.runs);
  if (share !== null) return { ...result, speedup: 1 / share };
  const held = before.find((other) => other.id === "held")?.wall?.median;
  const timed = result.language === "c" && result.runs.some((run) => run.purpose === "time");
  return timed && held !== undefined && result.wall !== null
    ? { ...result, speedup: held / result.wall.median }
    : result;
}

function notesOf(variant: Variant, outcome: Outcome | null): string[] {
  const notes = new Set(outcome?.runs.flatMap((run) => run.notes));
  if (variant.language === "numba" && typeof outcome?.loading === "number") {
    notes.add(`import and compilation took ${outcome.loading.toFixed(2)} s, which is not in the times`);
  }
  return [...notes];
}

function sourcesOf(variant: Variant): string[] {
  switch (variant.language) {
    case "c":
      return variant.module === "counter"
        ? [`${variant.folder}/countermodule.c`, `${variant.folder}/count.c`]
        : [`${variant.folder}/spammodule.c`, `${variant.folder}/cprint_list.c`];
    case "cython":
      return [`${variant.folder}/${variant.module}.pyx`];
    case "python":
    case "numba":
      return [`${variant.folder}/${variant.module}.py`];
  }
}
