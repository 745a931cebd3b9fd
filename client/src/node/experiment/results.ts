// What the results view shows, and how it is saved and found again after a reload.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BenchResult } from "../../../../server/src/experiment/bench/result.ts";
import { toBenchFragment } from "../../../../server/src/experiment/report/bench-html.ts";
import { FORMS } from "../../../../server/src/experiment/report/forms.ts";
import { toHtmlFragment } from "../../../../server/src/experiment/report/html.ts";
import type { ExperimentResult } from "../../../../server/src/experiment/result.ts";

/** `sources` is the folder of the copy that was run; null for the extension's own. */
export type Results = { readonly sources: string | null } & (
  | { readonly kind: "experiment"; readonly result: ExperimentResult }
  | { readonly kind: "bench"; readonly result: BenchResult }
);

/** As HTML without scripts and styles. */
export function fragmentOf(results: Results): string {
  return results.kind === "experiment"
    ? toHtmlFragment(results.result, { openButtons: true })
    : toBenchFragment(results.result);
}

/** The ends of names that these results can be saved under, the first one offered first. */
export function endingsOf(results: Results): readonly string[] {
  return results.kind === "experiment" ? Object.keys(FORMS).sort() : [".json"];
}

/** The text of a file with such a name. */
export function textOf(results: Results, file: string): string {
  const form = results.kind === "experiment" ? FORMS[path.extname(file)] : undefined;
  if (results.kind === "experiment" && form !== undefined) return form(results.result);
  return `${JSON.stringify(results.result, null, 2)}\n`;
}

export async function keep(storage: string, results: Results): Promise<void> {
  await writeFile(path.join(storage, "results.json"), JSON.stringify(results));
}

/** undefined if there are none, or none that can be read. */
export async function kept(storage: string): Promise<Results | undefined> {
  try {
    return JSON.parse(await readFile(path.join(storage, "results.json"), "utf8")) as Results;
  } catch {
    return undefined;
  }
}
