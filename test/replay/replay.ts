// Runs gilint on both sides of each labelled fix.
import { type Analysis, analyze, type SourceFile } from "../../server/src/core/analyze.ts";
import type { Confidence } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
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

/** Labels are taken by repository and commit, so that a project's version is analysed once. */
export async function* replay(labels: readonly Label[], options: Options): AsyncGenerator<Outcome> {
  const sorted = [...labels].sort((a, b) => compare(a.repository, b.repository) || compare(a.fixCommit, b.fixCommit));
  let trees = new Map<string, Promise<Tree>>();
  let lastFix = "";
  for (const label of sorted) {
    if (label.fixCommit !== lastFix) trees = new Map();
    lastFix = label.fixCommit;
    yield await judgeLabel(label, options, trees);
  }
}

interface Tree {
  readonly files: ReadonlyMap<string, string>;
  readonly analysis: Analysis;
}

async function judgeLabel(label: Label, options: Options, trees: Map<string, Promise<Tree>>): Promise<Outcome> {
  const gitDir = gitDirectory(options.clones, label.repository);
  if (gitDir === null) return { label, unavailable: `no clone of ${label.repository}` };
  for (const commit of [label.buggyCommit, label.fixCommit]) {
    if (!(await hasCommit(gitDir, commit))) return { label, unavailable: `the clone has no commit ${commit}` };
  }
  const [buggy, fixed] = await Promise.all([label.buggyCommit, label.fixCommit].map((commit) => version(commit)));
  if (buggy === null || buggy === undefined)
    return { label, unavailable: `${label.path} is not in ${label.buggyCommit}` };
  // A file that the fix removes or renames can't be reported in.
  return judge(label, buggy, fixed ?? { analysis: { findings: [], regions: [] }, text: "" }, options.least);

  async function version(commit: string): Promise<Version | null> {
    let tree = trees.get(commit);
    if (tree === undefined) {
      tree = sourcesAt(gitDir ?? "", commit).then((files) => analyzeTree(files, options.parser));
      trees.set(commit, tree);
    }
    const { files, analysis } = await tree;
    const text = files.get(label.path);
    return text === undefined ? null : { analysis, text };
  }
}

function analyzeTree(files: readonly SourceFile[], parser: Parser): Tree {
  const settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" as const };
  return {
    files: new Map(files.map(({ path, text }) => [path, text])),
    analysis: analyze({ files, parser, settings }),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
