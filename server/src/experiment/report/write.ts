// Writes results to files, in the form that the file's name asks for.
import { writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import type { Io } from "../io.ts";
import type { ExperimentResult } from "../result.ts";
import { UsageError } from "../usage-error.ts";
import { FORMS } from "./forms.ts";

/** Said before anything runs: nobody wants to learn it afterwards. */
export function checkReportName(file: string): void {
  if (extname(file) in FORMS) return;
  throw new UsageError(`--report ${file}: the name has to end with one of ${Object.keys(FORMS).join(", ")}`);
}

/** `path` is absolute, or the process's own folder counts. */
export async function writeReport(result: ExperimentResult, path: string): Promise<void> {
  await write(path, FORMS[extname(path)]?.(result) ?? "");
}

/** "-" is standard output. */
export async function writeJson(result: unknown, file: string, io: Io): Promise<void> {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (file === "-") io.stdout.write(text);
  else await write(resolve(io.cwd, file), text);
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
