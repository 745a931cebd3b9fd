// Writes the experiment's result to a file, in the form that the file's name asks for.
import { writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import type { Io } from "../cli.ts";
import type { ExperimentResult } from "../result.ts";
import { UsageError } from "../usage-error.ts";

/** `asJson`: whatever the name is. "-" is standard output. */
export async function writeReport(result: ExperimentResult, file: string, asJson: boolean, io: Io): Promise<void> {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (file === "-") io.stdout.write(text);
  else await writeFile(resolve(io.cwd, file), text);
}
