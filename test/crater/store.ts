// The committed snapshots: a file of findings per project, and one of counts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Statistics } from "../../server/src/core/findings/finding.ts";
import { projectRoot } from "../support/project-root.ts";
import { parse, type Row, serialise } from "./snapshot.ts";

const FOLDER = join(projectRoot(), "test/crater/snapshot");
const COUNTS = join(FOLDER, "_counts.tsv");

/** What a run looked at: the denominators of its findings. */
export type Counts = Statistics & { readonly project: string; readonly version: string };

const COLUMNS = ["project", "version", "files", "bytes", "functions", "analysed", "regions", "unanalysed"] as const;

/** Empty for a project that has no snapshot yet. */
export function readSnapshot(project: string): readonly Row[] {
  const file = join(FOLDER, `${project}.tsv`);
  return existsSync(file) ? parse(readFileSync(file, "utf8")) : [];
}

export function writeSnapshot(project: string, rows: readonly Row[]): void {
  writeFileSync(join(FOLDER, `${project}.tsv`), serialise(rows));
}

export function readSnapshots(): ReadonlyMap<string, readonly Row[]> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".tsv") && !name.startsWith("_"));
  return new Map(
    names.sort().map((name) => [name.slice(0, -".tsv".length), readSnapshot(name.slice(0, -".tsv".length))]),
  );
}

export function readCounts(): readonly Counts[] {
  if (!existsSync(COUNTS)) return [];
  const [, ...lines] = readFileSync(COUNTS, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [project = "", version = "", ...numbers] = line.split("\t");
    const [files = 0, bytes = 0, functions = 0, analysed = 0, regions = 0, unanalysed = 0] = numbers.map(Number);
    return { project, version, files, bytes, functions, analysed, regions, unanalysed };
  });
}

export function writeCounts(counts: Counts): void {
  const others = readCounts().filter((row) => row.project !== counts.project);
  const rows = [...others, counts].sort((a, b) => (a.project < b.project ? -1 : 1));
  const lines = rows.map((row) => COLUMNS.map((column) => row[column]).join("\t"));
  writeFileSync(COUNTS, `${[COLUMNS.join("\t"), ...lines].join("\n")}\n`);
}
