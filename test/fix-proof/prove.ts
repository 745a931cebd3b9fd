// Every fix in a real project, and in copies of it with one mistake each, applied and judged.
import { type Analysis, analyze, Memo, type SourceFile } from "../../server/src/core/analyze.ts";
import { atLeast, type Finding, type Fix } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { applyEdits, conflict, invertEdits } from "../../server/src/core/text/edits.ts";
import { offeredAgain } from "../support/idempotent.ts";
import { added, type Compiler } from "./compile.ts";
import { faultsIn } from "./faults.ts";

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
  const verdicts: Verdict[] = [];
  const natural = laboratory.findings(files);
  const judged = spread(
    natural.filter(({ fixes }) => fixes.length > 0),
    ({ rule }) => rule,
    options.findingsOfARule,
  );
  for (const finding of judged) verdicts.push(...(await laboratory.judge(files, natural, finding, null)));
  let [findings, found, fixable] = [judged.length, 0, 0];
  const chosen = spread(
    files.flatMap(({ path, text }) => faultsIn(text).map((fault) => ({ path, fault }))),
    ({ fault }) => fault.kind,
    options.faultsOfAKind,
  );
  for (const { path, fault } of chosen) {
    const broken = files.map((file) =>
      file.path === path ? { path, text: applyEdits(file.text, fault.edits) } : file,
    );
    const all = laboratory.findings(broken);
    const fresh = newOnes(natural, all);
    const withFix = fresh.filter(({ fixes }) => fixes.length > 0);
    if (fresh.length > 0) found++;
    if (withFix.length > 0) fixable++;
    findings += withFix.length;
    // What the code without the mistake has may come back.
    const known = [...all, ...newOnes(all, natural)];
    for (const finding of withFix) verdicts.push(...(await laboratory.judge(broken, known, finding, fault.kind)));
  }
  return { verdicts, findings, faults: chosen.length, found, fixable };
}

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

  /** `before`: what may still be found when the fix is made, but for the finding itself. */
  async judge(
    files: readonly SourceFile[],
    before: readonly Finding[],
    finding: Finding,
    fault: string | null,
  ): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const fix of finding.fixes) {
      const after = applied(files, fix);
      const judged = (now: readonly Finding[]): string[] => [
        ...compared(now, before, finding),
        ...offeredAgain(finding, fix, { texts: files, findings: before }, now),
      ];
      // What was brought up to date step by step is not the judge where it finds fault.
      const quick = judged(this.findings(after));
      const wrong = [...(quick.length === 0 ? quick : judged(this.#afresh(after))), ...editing(files, fix)];
      const compiled = await this.#compiled(files, after, fix);
      verdicts.push({
        name: `${finding.path}:${lineOf(files, finding)} ${finding.rule}: ${fix.title}`,
        rule: finding.rule,
        safe: fix.safe,
        fault,
        compiled: compiled !== null,
        complaints: [...wrong, ...(compiled ?? [])],
      });
    }
    return verdicts;
  }

  #analysis(files: readonly SourceFile[]): Analysis {
    return analyze({ files, parser: this.#options.parser, settings: SETTINGS, memo: this.#memo });
  }

  #afresh(files: readonly SourceFile[]): readonly Finding[] {
    return analyze({ files, parser: this.#options.parser, settings: SETTINGS }).findings;
  }

  /** What the compiler says of the changed files that it did not say before; null where it cannot be asked. */
  async #compiled(files: readonly SourceFile[], after: readonly SourceFile[], fix: Fix): Promise<string[] | null> {
    const changed = new Set(fix.edits.map(({ path }) => path));
    const worse: string[] = [];
    for (const path of changed) {
      // A file that others include, or whose headers are missing here, shows nothing.
      const whole = /\.h\w*$/.test(path) ? null : await this.#say(path, textOf(this.#original, path));
      if (whole === null || whole.some((line) => line.startsWith("error: "))) return null;
      const [old, now] = await Promise.all([
        this.#say(path, textOf(files, path)),
        this.#say(path, textOf(after, path)),
      ]);
      if (old === null || now === null) return null;
      worse.push(...added([...old, ...added(old, whole)], now).map((line) => `the compiler says ${line}`));
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

/** What is found after a fix and was not before it, and the finding itself, if it stays. */
function compared(now: readonly Finding[], before: readonly Finding[], finding: Finding): string[] {
  const left = before.map(keyOf);
  left.splice(left.indexOf(keyOf(finding)), 1);
  return now.flatMap((one) => {
    const at = left.indexOf(keyOf(one));
    if (at >= 0) left.splice(at, 1);
    if (at >= 0 || !atLeast(one.confidence, DEFAULT_SETTINGS.minConfidence)) return [];
    return [keyOf(one) === keyOf(finding) ? "its finding stays" : `it brings ${one.rule}: ${one.message}`];
  });
}

/** It can be undone, does nothing twice, and leaves no white space. */
function editing(files: readonly SourceFile[], { edits }: Fix): string[] {
  const wrong: string[] = [];
  for (const { path, text } of files) {
    const own = edits.filter((edit) => edit.path === path);
    if (own.length === 0) continue;
    if (conflict(own)) wrong.push("its edits overlap");
    const changed = applyEdits(text, own);
    if (changed === text) wrong.push("it changes nothing");
    if (applyEdits(changed, invertEdits(text, own)) !== text) wrong.push("it cannot be undone");
    if (
      text.includes("\r\n") &&
      /(?<!\r)\n/.test(own.map(({ newText }) => newText).join("")) &&
      !/(?<!\r)\n/.test(text)
    )
      wrong.push("it mixes line ends");
  }
  return wrong;
}

function applied(files: readonly SourceFile[], { edits }: Fix): SourceFile[] {
  return files.map((file) => {
    const own = edits.filter((edit) => edit.path === file.path);
    return own.length === 0 ? file : { path: file.path, text: applyEdits(file.text, own) };
  });
}

function newOnes(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const left = before.map(keyOf);
  return after.filter((one) => {
    const at = left.indexOf(keyOf(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** At most so many of each kind, evenly over the project: neighbours are much the same. */
function spread<T>(items: readonly T[], kindOf: (item: T) => string, ofAKind: number): T[] {
  const byKind = new Map<string, T[]>();
  for (const item of items) byKind.set(kindOf(item), [...(byKind.get(kindOf(item)) ?? []), item]);
  return [...byKind.values()].flatMap((all) => {
    const step = Math.max(1, all.length / ofAKind);
    return all.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, ofAKind);
  });
}

/** The rest of a message can say where the GIL was released, and that may be somewhere else then. */
function keyOf({ rule, path, function: name, message }: Finding): string {
  return `${rule} ${path} ${name} ${message.split(" ", 1).join()}`;
}

function textOf(files: readonly SourceFile[], path: string): string {
  return files.find((file) => file.path === path)?.text ?? "";
}

function lineOf(files: readonly SourceFile[], { path, span }: Finding): number {
  return textOf(files, path).slice(0, span.start).split("\n").length;
}
