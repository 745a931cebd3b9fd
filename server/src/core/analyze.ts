// The façade: sources in, findings out. Reads as the pipeline does, in order.

import { type Writer, writerOf } from "./capi/generators.ts";
import {
  describeContexts,
  describeFunction,
  type FunctionContexts,
  type FunctionDescription,
  type Region,
  regionsOf,
} from "./evidence/describe.ts";
import type { Evidence } from "./evidence/evidence.ts";
import { gather } from "./evidence/gather.ts";
import type { Finding, Problem, Report, Statistics } from "./findings/finding.ts";
import type { Refactoring } from "./findings/refactoring.ts";
import { withoutDigraphs } from "./mask/digraphs.ts";
import type { FileIndex, IndexedFile } from "./mask/file-index.ts";
import { HeaderLanguages } from "./mask/header-languages.ts";
import { indexFile } from "./mask/index-file.ts";
import { reindex } from "./mask/reindex.ts";
import { refactoringsOf } from "./refactorings/refactorings.ts";
import { reportFindings } from "./report.ts";
import type { Settings } from "./settings.ts";
import { Program } from "./summaries/program.ts";
import type { EffectsMemo, MemoEntry } from "./summaries/read-function.ts";
import type { Parser } from "./syntax/parser.ts";
import { type Language, languageOf } from "./text/language.ts";
import { type Span, shift } from "./text/span.ts";

/** `path` is relative to the working folder, with "/". */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type {
  Context,
  FunctionContexts,
  FunctionDescription,
  FunctionDescription as FunctionEffects,
  Region,
} from "./evidence/describe.ts";

/** Where a function is, which is known before anything is believed about it. */
export type FunctionPlace = Pick<FunctionDescription, "name" | "span">;

/** The answers of an analysis are worked out when they are asked for, and once. */
export interface Analysis extends Report {
  /** The findings of one file, without working out those of the others. */
  findingsIn(path: string): readonly Finding[];
  readonly regions: readonly Region[];
  regionsIn(path: string): readonly Region[];
  /** What is believed about each function of a file, or about those that are wanted. */
  effects(path: string, wanted?: (known: FunctionPlace) => boolean): readonly FunctionDescription[];
  /** In which states each function of a file is entered. */
  contexts(path: string): readonly FunctionContexts[];
  /** What can be done about a stretch of a file that somebody selected, and what cannot, with the reason. */
  refactorings(path: string, selected: Span): readonly Refactoring[];
}

/** What an analysis may take over from an earlier one. Never changes a finding. */
export class Memo implements EffectsMemo {
  readonly #indices = new Map<string, IndexedFile & { readonly written: string }>();
  readonly #writers = new Map<string, { readonly text: string; readonly writer: Writer | null }>();
  readonly #effects = new Map<string, MemoEntry>();
  readonly #headers = new HeaderLanguages((file) => this.#anyIndex(file));
  #program: { readonly program: Program; readonly parser: Parser; readonly settings: Settings } | null = null;

  index({ path, text }: SourceFile, language: Language = languageOf(path) ?? "c"): IndexedFile {
    const known = this.#indices.get(path);
    if (known !== undefined && known.written === text && known.index.language === language) return known;
    const plain = withoutDigraphs(text);
    const same = known?.index.language === language ? reindex(known.index, known.text, plain) : null;
    const index = same ?? indexFile(path, plain, language);
    const indexed = { written: text, text: plain, index };
    this.#indices.set(path, indexed);
    return indexed;
  }

  /** The program that wrote a file; null where it was a person. */
  writer({ path, text }: SourceFile): Writer | null {
    const known = this.#writers.get(path);
    if (known?.text === text) return known.writer;
    const writer = writerOf(text);
    this.#writers.set(path, { text, writer });
    return writer;
  }

  /** The headers that are C++. */
  languages(files: readonly SourceFile[]): ReadonlyMap<string, Language> {
    return this.#headers.of(files);
  }

  /** In whichever language: for what does not depend on it. */
  #anyIndex(file: SourceFile): FileIndex {
    const known = this.#indices.get(file.path);
    return known !== undefined && known.written === file.text ? known.index : this.index(file).index;
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
  const skipped: Problem[] = [];
  const sorted = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .filter((file) => {
      const { path } = file;
      const writer = memo.writer(file);
      if (writer === null || settings.generated.some((generator) => generator === writer.generator)) return true;
      const why = `as "generated" does not name "${writer.generator}"`;
      skipped.push({ path, message: `written by ${writer.called}: not analysed, ${why}` });
      return false;
    });
  const languages = memo.languages(sorted);
  const indexed = sorted.map((file) => memo.index(file, languages.get(file.path)));
  const program = memo.program(indexed, parser, settings);
  const version = program.version;
  const answers = new Answers(gather(program), indexed, settings, skipped);
  // The program goes on with the next texts; an answer about these then takes an analysis of its own.
  let late: Analysis | undefined;
  const current = (): Analysis => {
    if (program.version === version) return answers;
    late ??= analyze({ files, parser, settings });
    return late;
  };
  return {
    get findings(): readonly Finding[] {
      return answers.found ?? current().findings;
    },
    get problems(): readonly Problem[] {
      return current().problems;
    },
    get statistics(): Statistics {
      return current().statistics;
    },
    get regions(): readonly Region[] {
      return current().regions;
    },
    findingsIn: (path) => current().findingsIn(path),
    regionsIn: (path) => current().regionsIn(path),
    effects: (path, wanted) => current().effects(path, wanted),
    contexts: (path) => current().contexts(path),
    refactorings: (path, selected) => current().refactorings(path, selected),
  };
}
/** What the evidence answers, each question once. */
class Answers implements Analysis {
  /** Null until they have been asked for. */
  found: readonly Finding[] | null = null;
  readonly #evidence: Evidence;
  readonly #files: readonly IndexedFile[];
  readonly #settings: Settings;
  readonly #skipped: readonly Problem[];
  readonly #failed: Problem[] = [];
  readonly #foundIn = new Map<string, readonly Finding[]>();

  constructor(evidence: Evidence, files: readonly IndexedFile[], settings: Settings, skipped: readonly Problem[]) {
    this.#evidence = evidence;
    this.#files = files;
    this.#settings = settings;
    this.#skipped = skipped;
  }

  get findings(): readonly Finding[] {
    this.found ??= this.#report(this.#evidence, this.#files);
    return this.found;
  }

  findingsIn(path: string): readonly Finding[] {
    if (this.found !== null) return this.found.filter((finding) => finding.path === path);
    let found = this.#foundIn.get(path);
    if (found === undefined) {
      const files = this.#files.filter(({ index }) => index.path === path);
      found = this.#report(this.#evidence.in(path), files).filter((finding) => finding.path === path);
      this.#foundIn.set(path, found);
    }
    return found;
  }

  #report(evidence: Evidence, files: readonly IndexedFile[]): readonly Finding[] {
    const failed = new Map<string, Problem>();
    const findings = reportFindings(evidence, files, this.#settings, (rule, error) =>
      failed.set(rule, { path: "", message: `the rule ${rule} failed: ${String(error)}` }),
    );
    if (evidence === this.#evidence) this.#failed.push(...failed.values());
    return findings;
  }

  get problems(): readonly Problem[] {
    // Looking for findings decides what is read.
    void this.findings;
    return [...this.#skipped, ...this.#failed, ...problemsOf(this.#evidence, this.#files)];
  }

  get statistics(): Statistics {
    void this.findings;
    return statisticsOf(this.#evidence, this.#files);
  }

  get regions(): readonly Region[] {
    return this.#evidence.functions.flatMap(regionsOf);
  }

  regionsIn(path: string): readonly Region[] {
    return this.#evidence.in(path).functions.flatMap(regionsOf);
  }

  effects(path: string, wanted: (known: FunctionPlace) => boolean = () => true): readonly FunctionDescription[] {
    const refs = this.#evidence.program.symbols.inFile(path).filter(({ extent }) => wanted(extent));
    return refs.map((ref) => describeFunction(this.#evidence, ref));
  }

  contexts(path: string): readonly FunctionContexts[] {
    return this.#evidence.program.symbols.inFile(path).map((ref) => describeContexts(this.#evidence, ref));
  }

  refactorings(path: string, selected: Span): readonly Refactoring[] {
    return refactoringsOf(this.#evidence, path, selected);
  }
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
