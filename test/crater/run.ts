// Runs gilint on one pinned project, with default settings.
import { analyze } from "../../server/src/core/analyze.ts";
import type { Problem, Statistics } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import { readProject } from "../support/project-files.ts";
import { type Row, toRow } from "./snapshot.ts";

export interface Run {
  readonly rows: readonly Row[];
  readonly statistics: Statistics;
  readonly problems: readonly Problem[];
  readonly seconds: number;
}

export async function runOn(folder: string, parser: Parser): Promise<Run> {
  const files = await readProject(folder);
  const start = performance.now();
  const { findings, statistics, problems } = analyze({ files, parser, settings: DEFAULT_SETTINGS });
  const seconds = (performance.now() - start) / 1000;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const indices = new Map<string, LineIndex>();
  const rows = findings.map((finding) => {
    let index = indices.get(finding.path);
    if (index === undefined) {
      index = new LineIndex(texts.get(finding.path) ?? "");
      indices.set(finding.path, index);
    }
    return toRow(finding, index);
  });
  return { rows, statistics, problems, seconds };
}
