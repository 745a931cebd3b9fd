// Runs gilint on both sides of each labelled fix.
import type { Analysis } from "../../server/src/core/analyze.ts";
import type { Confidence } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { gitDirectory, hasCommit, sourcesAt } from "./git-tree.ts";
import { judge, type Verdict, type Version } from "./judge.ts";
import type { Label } from "./labels.ts";

export interface Options {
  /** A folder of clones. */
  readonly clones: string;
  readonly parser: Parser;
  readonly least: Confidence;
}

export type Outcome =
  | { readonly label: Label; readonly unavailable: string }
  | (Verdict & { readonly unavailable?: never });

/** Labels are taken by repository and fix, and what two versions of a project share is analysed once. */
export async function* replay(labels: readonly Label[], options: Options): AsyncGenerator<Outcome> {
  const sorted = [...labels].sort((a, b) => compare(a.repository, b.repository) || compare(a.fixCommit, b.fixCommit));
  let history: History | null = null;
  for (const label of sorted) {
    const gitDir = gitDirectory(options.clones, label.repository);
    if (gitDir === null) {
      yield { label, unavailable: `no clone of ${label.repository}` };
      continue;
    }
    if (history?.gitDir !== gitDir) history = new History(gitDir, options.parser);
    yield await judgeLabel(label, history, options.least);
  }
}

async function judgeLabel(label: Label, history: History, least: Confidence): Promise<Outcome> {
  for (const commit of [label.buggyCommit, label.fixCommit]) {
    if (!(await hasCommit(history.gitDir, commit))) return { label, unavailable: `the clone has no commit ${commit}` };
  }
  const buggy = await history.at(label.buggyCommit, label.path);
  if (buggy === null) return { label, unavailable: `${label.path} is not in ${label.buggyCommit}` };
  // A file that the fix removes or renames can't be reported in.
  const fixed = (await history.at(label.fixCommit, label.path)) ?? NOTHING;
  return judge(label, buggy, fixed, least);
}

const NOTHING: Version = { analysis: { findings: [], regions: [] }, text: "" };

const SETTINGS: Settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" };

/** One project over time: a workspace that is moved from commit to commit. */
class History {
  readonly gitDir: string;
  readonly #workspace: Workspace;
  /** The last few: several labels share a fix. */
  readonly #known = new Map<string, Analysis>();
  readonly #texts = new Map<string, ReadonlyMap<string, string>>();

  constructor(gitDir: string, parser: Parser) {
    this.gitDir = gitDir;
    this.#workspace = new Workspace(parser, SETTINGS);
  }

  /** Null where the commit has no such file. */
  async at(commit: string, path: string): Promise<Version | null> {
    if (!this.#known.has(commit)) await this.#move(commit);
    const analysis = this.#known.get(commit);
    const text = this.#texts.get(commit)?.get(path);
    return analysis === undefined || text === undefined ? null : { analysis, text };
  }

  async #move(commit: string): Promise<void> {
    const texts = new Map((await sourcesAt(this.gitDir, commit)).map(({ path, text }) => [path, text]));
    for (const path of this.#workspace.paths) if (!texts.has(path)) this.#workspace.removeFile(path);
    for (const [path, text] of texts) this.#workspace.setFile(path, text);
    for (const [old] of [...this.#known].slice(0, -1)) {
      this.#known.delete(old);
      this.#texts.delete(old);
    }
    this.#known.set(commit, this.#workspace.analysis());
    this.#texts.set(commit, texts);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
