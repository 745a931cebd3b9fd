// `--fix`: applies fixes that do not touch each other, looks again, and goes on until nothing is left to do.
import { readFileSync } from "node:fs";
import type { FileEdit, Fix, Report } from "../core/findings/finding.ts";
import { applyEdits } from "../core/text/edits.ts";
import { writeAtomically } from "../node/atomic-write.ts";
import { InputError, reasonOf } from "../node/input-error.ts";
import { decodeSource, encodeChanged } from "../node/sources.ts";
import { compatibleFixes, sameEdit } from "../workspace/compatible-fixes.ts";
import type { SourceMap } from "./source-map.ts";

/** A fix that brings a finding of its own must not keep us here. */
const MOST_ROUNDS = 10;

export interface FixResult {
  /** What is left. */
  readonly report: Report;
  /** How many findings were fixed. */
  readonly fixed: number;
  /** Files with fixes that could not be written without damage. */
  readonly unwritable: readonly string[];
  /** The texts that changed, as they were before. */
  readonly originals: ReadonlyMap<string, string>;
}

/** Changes the texts in `sources`, not the files. `analyse` is handed all texts that differ from the files. */
export async function fixFindings(
  report: Report,
  unsafe: boolean,
  sources: SourceMap,
  analyse: (changed: ReadonlyMap<string, string>) => Promise<Report>,
): Promise<FixResult> {
  const originals = new Map<string, string>();
  const writable = new Map<string, boolean>();
  const canWrite = (path: string): boolean => {
    const can = writable.get(path) ?? sources.isWritable(path);
    writable.set(path, can);
    return can;
  };
  let current = report;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const fixes = compatibleFixes(current.findings, unsafe, canWrite);
    if (fixes.length === 0) break;
    for (const [path, edits] of editsByPath(fixes)) {
      const text = sources.text(path);
      if (!originals.has(path)) originals.set(path, text);
      sources.setText(path, applyEdits(text, edits));
    }
    current = await analyse(new Map([...originals.keys()].map((path) => [path, sources.text(path)])));
    fixed += fixes.length;
  }
  const unwritable = [...writable].filter(([, can]) => !can).map(([path]) => path);
  return { report: current, fixed, unwritable, originals };
}

/** Writes the changed texts; throws `InputError`, before anything is written, where a file is not what it was. */
export function writeFixed(originals: ReadonlyMap<string, string>, sources: SourceMap): void {
  const writes = [...originals].map(([path, before]) => {
    const file = sources.file(path);
    if (file === undefined) throw new InputError(`${path}: is not a file`);
    const bytes = readFileSync(file);
    if (decodeSource(bytes) !== before)
      throw new InputError(`${path}: changed while it was checked; nothing was fixed`);
    const data = encodeChanged(sources.text(path), bytes);
    if (data === undefined) throw new InputError(`${path}: is not UTF-8; nothing was fixed`);
    return { path, file, data };
  });
  for (const { path, file, data } of writes) {
    try {
      writeAtomically(file, data);
    } catch (error) {
      throw new InputError(`${path}: cannot be written: ${reasonOf(error)}`);
    }
  }
}

function editsByPath(fixes: readonly Fix[]): Map<string, FileEdit[]> {
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    const edits = byPath.get(edit.path) ?? [];
    if (!edits.some((other) => sameEdit(edit, other))) edits.push(edit);
    byPath.set(edit.path, edits);
  }
  return byPath;
}
