// The façade: sources in, findings out. Reads as the pipeline does, in order.
import type { Problem, Report, Statistics } from "./findings/finding.ts";
import { withoutDigraphs } from "./mask/digraphs.ts";
import type { FileIndex } from "./mask/file-index.ts";
import { indexFile } from "./mask/index-file.ts";
import { reportFindings } from "./report.ts";
import type { Settings } from "./settings.ts";
import { CallGraph, Chains } from "./summaries/chains.ts";
import { Contexts } from "./summaries/contexts.ts";
import { describeFunction, type FunctionDescription, type Region, regionsOf } from "./summaries/describe.ts";
import { Evidence } from "./summaries/evidence.ts";
import { needsGil, releasesGil, waits } from "./summaries/goals.ts";
import { knowsPython, Trait } from "./summaries/lexical.ts";
import { type Analysed, type IndexedFile, Program } from "./summaries/program.ts";
import type { EffectsMemo, MemoEntry } from "./summaries/read-function.ts";
import type { FunctionRef } from "./summaries/symbols.ts";
import type { Parser } from "./syntax/parser.ts";
import { shift } from "./text/span.ts";

/** `path` is relative to the working folder, with "/". */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type {
  Context,
  FunctionDescription,
  FunctionDescription as FunctionEffects,
  Region,
} from "./summaries/describe.ts";

export interface Analysis extends Report {
  readonly regions: readonly Region[];
  /** What is believed about each function of a file. Computed when asked: the command line does not pay for it. */
  effects(path: string): readonly FunctionDescription[];
}

/** What an analysis may take over from an earlier one. Never changes a finding. */
export class Memo implements EffectsMemo {
  readonly #indices = new Map<string, { text: string; index: FileIndex }>();
  readonly #effects = new Map<string, MemoEntry>();
  #program: { readonly program: Program; readonly parser: Parser; readonly settings: Settings } | null = null;

  index({ path, text }: SourceFile): FileIndex {
    const known = this.#indices.get(path);
    if (known !== undefined && known.text === text) return known.index;
    const index = indexFile(path, text);
    this.#indices.set(path, { text, index });
    return index;
  }

  /** The last program brought up to date, where only bodies of functions have changed; else a new one. */
  program(files: readonly IndexedFile[], parser: Parser, settings: Settings): Program {
    const known = this.#program;
    this.#program = null;
    const fits =
      known !== null && known.parser === parser && known.settings === settings && known.program.update(files);
    const program = fits ? known.program : new Program(files, parser, settings, this);
    this.#program = { program, parser, settings };
    return program;
  }

  get(key: string): MemoEntry | undefined {
    return this.#effects.get(key);
  }

  set(key: string, entry: MemoEntry): void {
    this.#effects.set(key, entry);
  }
}

export interface AnalysisInput {
  readonly files: readonly SourceFile[];
  readonly parser: Parser;
  readonly settings: Settings;
  readonly memo?: Memo;
}

export function analyze({ files, parser, settings, memo = new Memo() }: AnalysisInput): Analysis {
  const problems: Problem[] = [];
  const indexed = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, text }): IndexedFile => {
      const plain = withoutDigraphs(text);
      return { index: memo.index({ path, text: plain }), text: plain };
    })
    .filter(({ index }) => {
      // What Cython wrote is checked by Cython; its source is the place to change anything.
      if (index.generator === "cython") problems.push({ path: index.path, message: "written by Cython: not analysed" });
      return index.generator !== "cython";
    });
  const program = memo.program(indexed, parser, settings);
  const evidence = gather(program);
  const findings = reportFindings(evidence, indexed, settings, (rule, error) =>
    problems.push({ path: "", message: `the rule ${rule} failed: ${String(error)}` }),
  );
  problems.push(...problemsOf(evidence, indexed));
  let regions: readonly Region[] | undefined;
  return {
    findings,
    problems,
    statistics: statisticsOf(evidence, indexed),
    get regions(): readonly Region[] {
      regions ??= evidence.functions.flatMap((analysed) => regionsOf(evidence, analysed));
      return regions;
    },
    effects: (path) =>
      program.symbols.functions.filter((ref) => ref.path === path).map((ref) => describeFunction(evidence, ref)),
  };
}

/** Reads what can matter, and no more: functions with a region, those they reach without the GIL, callbacks, waits. */
function gather(program: Program): Evidence {
  const relevant = program.relevant.map((ref) => program.analysed(ref));
  const calls = new CallGraph(program);
  const python = (ref: FunctionRef): boolean => knowsPython(ref, program.text(ref.path), program.traits);
  const { aware, unaware } = program.waiters ?? mayWait(program, python);
  program.waiters = { aware, unaware };
  const chains = {
    needs: new Chains(calls, needsGil(program)),
    releases: new Chains(calls, releasesGil(program)),
    waits: new Chains(calls, waits(program, unaware)),
  };
  const contexts = new Contexts(program, calls, chains.needs, relevant);
  const functions = new Map(relevant.map((analysed) => [analysed.ref.id, analysed]));
  for (const { ref } of contexts.all) functions.set(ref.id, program.analysed(ref));
  const waiting = aware.map((ref) => program.analysed(ref));
  return new Evidence(program, chains, contexts, inOrder([...functions.values()]), inOrder(waiting));
}

/** The functions that may come to wait, by the names they mention: those that know Python, and those that do not. */
function mayWait(
  program: Program,
  python: (ref: FunctionRef) => boolean,
): { aware: FunctionRef[]; unaware: ReadonlySet<string> } {
  const aware = new Map<string, FunctionRef>();
  const unaware = new Set<string>();
  const names = new Set<string>();
  for (let first = true; first || names.size > 0; first = false) {
    const wanted = program.traits.withMacros(names);
    names.clear();
    for (const ref of program.symbols.functions) {
      const mentions = first
        ? (program.traits.of(ref) & Trait.blocking) !== 0
        : ref.extent.calls.some((name) => wanted.has(name));
      if (!mentions || aware.has(ref.id) || unaware.has(ref.id)) continue;
      if (python(ref)) aware.set(ref.id, ref);
      else {
        unaware.add(ref.id);
        names.add(ref.extent.name);
      }
    }
  }
  return { aware: [...aware.values()], unaware };
}

function inOrder(all: readonly Analysed[]): Analysed[] {
  return [...all].sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1));
}

function problemsOf({ program, read }: Evidence, files: readonly IndexedFile[]): Problem[] {
  const problems: Problem[] = [];
  for (const { index } of files)
    for (const { span, message } of index.problems) problems.push({ path: index.path, span, message });
  for (const ref of program.symbols.functions) {
    const damage = read.has(ref.id) ? program.effects(ref).damage : null;
    if (damage !== null)
      problems.push({
        path: ref.path,
        span: shift(damage.span, ref.extent.body.start),
        message: `${ref.extent.name} could not be analysed whole: ${damage.reason}`,
      });
  }
  return problems;
}

function statisticsOf({ program, functions, read }: Evidence, files: readonly IndexedFile[]): Statistics {
  const analysed = program.symbols.functions.filter(({ id }) => read.has(id));
  return {
    files: files.length,
    functions: program.symbols.functions.length,
    analysed: analysed.length,
    regions: functions.reduce((sum, { regions }) => sum + regions, 0),
    unanalysed: analysed.filter((ref) => program.effects(ref).damage !== null).length,
    bytes: files.reduce((sum, { text }) => sum + text.length, 0),
  };
}
