// The folders an experiment works in: bundled or copied sources, and a place to build.
import { existsSync } from "node:fs";
import { access, constants, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { bundledSources, type Environment, type Laboratory } from "./environment.ts";
import { UsageError } from "./usage-error.ts";

export interface Rooms {
  readonly cwd: string;
  readonly env: Environment;
  /** A copy of the sources to run instead of the bundled ones. */
  readonly sources: string | undefined;
  readonly builds: string | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface OpenLaboratory {
  readonly lab: Laboratory;
  /** What the user should know of the folders; null for nothing. */
  readonly note: string | null;
  /** Removes what is only for this run. */
  readonly close: () => Promise<void>;
}

/** Builds in the workspace's cache, or, where that cannot be written, in a folder that goes when the run ends. */
export async function openLaboratory({ cwd, env, sources, builds, signal }: Rooms): Promise<OpenLaboratory> {
  const from = sources === undefined ? bundledSources() : resolve(cwd, sources);
  if (!existsSync(join(from, "run.py"))) throw new UsageError(`${from} is no copy of the experiment's sources`);
  const lab = { cwd, env, sources: from, signal };
  const wanted = builds === undefined ? join(cwd, ".gilint_cache", "experiment") : resolve(cwd, builds);
  const refusal = await makeWritable(wanted);
  if (refusal === null) {
    if (builds === undefined) await ignoreInGit(dirname(wanted));
    return { lab: { ...lab, builds: wanted }, note: null, close: async () => {} };
  }
  if (builds !== undefined) throw new UsageError(`cannot build in ${wanted}: ${refusal}`);
  const temporary = await mkdtemp(join(tmpdir(), "gilint-experiment-"));
  return {
    lab: { ...lab, builds: temporary },
    note: `cannot write to ${cwd} (${refusal}); building in a temporary folder`,
    close: () => rm(temporary, { recursive: true, force: true }),
  };
}

/** Copies the sources to a folder of the user's. Throws, with nothing copied, if a file is there already. */
export async function copySources(to: string): Promise<void> {
  const from = bundledSources();
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)));
  const taken = files.find((file) => existsSync(join(to, file)));
  if (taken !== undefined) throw new UsageError(`${join(to, taken)} exists; nothing was copied`);
  try {
    for (const file of files) {
      await mkdir(dirname(join(to, file)), { recursive: true });
      await copyFile(join(from, file), join(to, file), constants.COPYFILE_EXCL);
    }
  } catch (error) {
    throw new UsageError(`cannot copy the sources to ${to}: ${wordsOf(error)}`);
  }
}

/** null if files can be made there, else why not. */
async function makeWritable(folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `.write-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}

async function ignoreInGit(cache: string): Promise<void> {
  const file = join(cache, ".gitignore");
  await access(file).catch(() => writeFile(file, "*\n"));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}
