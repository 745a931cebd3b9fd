// Every fix in a real project, and in copies of it with one mistake each, applied and judged.
import { type Analysis, analyze, Memo, type SourceFile } from "../../server/src/core/analyze.ts";
import { atLeast, type Finding, type Fix } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { applyEdits, type TextEdit } from "../../server/src/core/text/edits.ts";
import { offeredAgain } from "../support/idempotent.ts";
import { apart, spread } from "./choose.ts";
import { added, type Compiler, concerns } from "./compile.ts";
import { editing } from "./edits.ts";
import { type Fault, faultsIn } from "./faults.ts";

/** One fix of one finding, and what is wrong with it. */
export interface Verdict {
  /** `path:line rule: title`. */
  readonly name: string;
  readonly rule: string;
  readonly safe: boolean;
  /** The mistake that was made first; null for code as it is. */
  readonly fault: string | null;
  /** Whether the compiler could be asked. */
  readonly compiled: boolean;
  readonly complaints: readonly string[];
}

export interface Proof {
  readonly verdicts: readonly Verdict[];
  /** Findings with a fix. */
  readonly findings: number;
  readonly faults: number;
  /** Mistakes that gave a finding, and those whose finding has a fix. */
  readonly found: number;
  readonly fixable: number;
}

interface Options {
  readonly parser: Parser;
  readonly compiler: Compiler | null;
  /** At most so many of each, spread over the project. */
  readonly findingsOfARule: number;
  readonly faultsOfAKind: number;
}

/** All fixes are judged; what they bring counts where it would be reported. */
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" };

export async function prove(files: readonly SourceFile[], options: Options): Promise<Proof> {
  const laboratory = new Laboratory(files, options);
  const natural = laboratory.findings(files);
  const judged = spread(
    natural.filter(({ fixes }) => fixes.length > 0),
    ({ rule }) => rule,
    options.findingsOfARule,
  );
  const own = judged.flatMap((finding) => finding.fixes.map((fix): Trial => ({ finding, fix, fault: null })));
  const verdicts = await laboratory.judge({ files, found: natural, known: natural }, own);
  const chosen = spread(
    files.flatMap(({ path, text }) => faultsIn(text).map((fault) => ({ path, fault }))),
    ({ fault }) => fault.kind,
    options.faultsOfAKind,
  );
  const total = { verdicts: [...verdicts], findings: judged.length, faults: chosen.length, found: 0, fixable: 0 };
  for (const mistakes of apart(chosen, ({ path }) => [path])) {
    const together = await withMistakes(laboratory, files, natural, mistakes);
    const isClean = together.verdicts.every(({ complaints }) => complaints.length === 0);
    // One mistake can hide what another does, until it is mended.
    const proofs = isClean ? [together] : [];
    if (!isClean) for (const one of mistakes) proofs.push(await withMistakes(laboratory, files, natural, [one]));
    for (const proof of proofs) {
      total.verdicts.push(...proof.verdicts);
      total.findings += proof.findings;
      total.found += proof.found;
      total.fixable += proof.fixable;
    }
  }
  return total;
}

interface Mistake {
  readonly path: string;
  readonly fault: Fault;
}

/** Mistakes in different files, made together. A finding is that of the mistake in whose file it is, or through whose file its path leads. */
async function withMistakes(
  laboratory: Laboratory,
  files: readonly SourceFile[],
  natural: readonly Finding[],
  mistakes: readonly Mistake[],
): Promise<Omit<Proof, "faults">> {
  const broken = changed(files, new Map(mistakes.map(({ path, fault }) => [path, fault.edits])));
  const all = laboratory.findings(broken);
  const fresh = newOnes(natural, all);
  const trials: Trial[] = [];
  let [findings, found, fixable] = [0, 0, 0];
  for (const { path, fault } of mistakes) {
    const its = fresh.filter((one) => one.path === path || one.related.some((step) => step.path === path));
    const withFix = its.filter(({ fixes }) => fixes.length > 0);
    if (its.length > 0) found++;
    if (withFix.length > 0) fixable++;
    const untold = withFix.filter((one) => trials.every(({ finding }) => finding !== one));
    findings += untold.length;
    for (const finding of untold) trials.push(...finding.fixes.map((fix) => ({ finding, fix, fault: fault.kind })));
  }
  // What the code without the mistakes has may come back.
  const known = [...all, ...newOnes(all, natural)];
  const verdicts = await laboratory.judge({ files: broken, found: all, known }, trials);
  return { verdicts, findings, found, fixable };
}

/** A project and what is found in it. */
interface Before {
  readonly files: readonly SourceFile[];
  readonly found: readonly Finding[];
  /** What may still be found when a fix is made, but for the finding itself. */
  readonly known: readonly Finding[];
}

/** One fix, to be judged. */
interface Trial {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly fault: string | null;
}

/** How many run at once. */
const COMPILERS = 2;

class Laboratory {
  readonly #original: readonly SourceFile[];
  readonly #options: Options;
  readonly #memo = new Memo();
  readonly #said = new Map<string, Promise<readonly string[] | null>>();

  /** `files`: as they are, without mistakes. */
  constructor(files: readonly SourceFile[], options: Options) {
    this.#original = files;
    this.#options = options;
  }

  findings(files: readonly SourceFile[]): readonly Finding[] {
    return this.#analysis(files).findings;
  }

  /** Fixes that touch no file in common are made together, as the analysis of a large project takes its time. */
  async judge(before: Before, trials: readonly Trial[]): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const together of apart(trials, filesOf)) {
      const judged = this.#complaints(before, together);
      for (let i = 0; i < judged.length; i += COMPILERS) {
        const some = judged.slice(i, i + COMPILERS).map(([trial, wrong]) => this.#verdict(before, trial, wrong));
        verdicts.push(...(await Promise.all(some)));
      }
    }
    return verdicts;
  }

  async #verdict({ files }: Before, trial: Trial, wrong: readonly string[]): Promise<Verdict> {
    const { finding, fix, fault } = trial;
    const compiled = await this.#compiled(files, applied(files, [trial]), fix);
    return {
      name: `${finding.path}:${lineOf(files, finding)} ${finding.rule}: ${fix.title}`,
      rule: finding.rule,
      safe: fix.safe,
      fault,
      compiled: compiled !== null,
      complaints: [...wrong, ...editing(files, fix), ...(compiled ?? [])],
    };
  }

  /** Where something is wrong with fixes made together, each half of them is tried, down to the one that does it. */
  #complaints(before: Before, trials: readonly Trial[]): [Trial, readonly string[]][] {
    const [only] = trials;
    const after = applied(before.files, trials);
    const quick = complaints(before, trials, this.findings(after));
    if (quick.length === 0 || only === undefined) return trials.map((trial) => [trial, []]);
    // What was brought up to date step by step is not the judge where it finds fault.
    if (trials.length === 1) return [[only, complaints(before, trials, this.#afresh(after))]];
    const half = trials.length >> 1;
    return [...this.#complaints(before, trials.slice(0, half)), ...this.#complaints(before, trials.slice(half))];
  }

  #analysis(files: readonly SourceFile[]): Analysis {
    return analyze({ files, parser: this.#options.parser, settings: SETTINGS, memo: this.#memo });
  }

  #afresh(files: readonly SourceFile[]): readonly Finding[] {
    return analyze({ files, parser: this.#options.parser, settings: SETTINGS }).findings;
  }

  /** What the compiler says of the changed files that it did not say before; null where it cannot be asked. */
  async #compiled(files: readonly SourceFile[], after: readonly SourceFile[], fix: Fix): Promise<string[] | null> {
    const worse: string[] = [];
    for (const path of new Set(fix.edits.map((edit) => edit.path))) {
      // A file that others include shows nothing.
      const whole = /\.h\w*$/.test(path) ? null : await this.#say(path, textOf(this.#original, path));
      // Nor does one that is a part of another, and knows nothing of Python by itself.
      if (whole === null || whole.some((line) => /^error: .*‘_?Py\w+’/.test(line))) return null;
      const [old, now] = await Promise.all([
        this.#say(path, textOf(files, path)),
        this.#say(path, textOf(after, path)),
      ]);
      if (old === null || now === null) return null;
      const isWhole = !whole.some((line) => line.startsWith("error: "));
      worse.push(
        ...added([...old, ...added(old, whole)], now)
          .filter((line) => isWhole || (concerns(line, fix.edits) && !old.includes(line)))
          .map((line) => `the compiler says ${line}`),
      );
    }
    return worse;
  }

  #say(path: string, text: string): Promise<readonly string[] | null> {
    const { compiler } = this.#options;
    if (compiler === null) return Promise.resolve(null);
    const key = `${path}\u0000${text}`;
    let said = this.#said.get(key);
    if (said === undefined) {
      said = compiler.diagnostics(path, text);
      this.#said.set(key, said);
    }
    return said;
  }
}

/** What is wrong after fixes, in words: a finding stays or comes, or a fix is offered again. */
function complaints({ files, found, known }: Before, trials: readonly Trial[], now: readonly Finding[]): string[] {
  const left = known.map(keyOf);
  const mended = new Set(trials.map(({ finding }) => keyOf(finding)));
  for (const { finding } of trials) left.splice(left.indexOf(keyOf(finding)), 1);
  const came = now.filter((one) => {
    const at = left.indexOf(keyOf(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0 && atLeast(one.confidence, DEFAULT_SETTINGS.minConfidence);
  });
  const more = came.filter((one) => {
    const at = mended.has(keyOf(one)) ? -1 : left.findIndex((key) => key.startsWith(placeOf(one)));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...more.map((one) =>
      mended.has(keyOf(one)) ? "its finding stays" : `it brings ${one.rule}: ${one.message} (${one.path})`,
    ),
    ...trials.flatMap(({ finding, fix }) => offeredAgain(finding, fix, { texts: files, findings: found }, now)),
  ];
}

function applied(files: readonly SourceFile[], trials: readonly Trial[]): SourceFile[] {
  const edits = new Map<string, TextEdit[]>();
  for (const edit of trials.flatMap(({ fix }) => fix.edits))
    edits.set(edit.path, [...(edits.get(edit.path) ?? []), edit]);
  return changed(files, edits);
}

function changed(files: readonly SourceFile[], edits: ReadonlyMap<string, readonly TextEdit[]>): SourceFile[] {
  return files.map((file) => {
    const own = edits.get(file.path);
    return own === undefined ? file : { path: file.path, text: applyEdits(file.text, own) };
  });
}

function filesOf({ finding, fix }: Trial): string[] {
  return [finding.path, ...fix.edits.map(({ path }) => path)];
}

function newOnes(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const left = before.map(keyOf);
  return after.filter((one) => {
    const at = left.indexOf(keyOf(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** The rest of a message can say where the GIL was released, and that may be somewhere else then. */
function keyOf(finding: Finding): string {
  return `${placeOf(finding)}${finding.message.split(" ", 1).join()}`;
}

/** Of several uses of one thing the first is told of: where a fix makes another one the first, the finding is the same. */
function placeOf({ rule, path, function: name }: Finding): string {
  return `${rule} ${path} ${name} `;
}

function textOf(files: readonly SourceFile[], path: string): string {
  return files.find((file) => file.path === path)?.text ?? "";
}

function lineOf(files: readonly SourceFile[], { path, span }: Finding): number {
  return textOf(files, path).slice(0, span.start).split("\n").length;
}
