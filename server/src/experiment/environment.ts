// What an experiment runs with: folders, environment, and who may stop it.
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Environment {
  readonly [name: string]: string | undefined;
  readonly PATH?: string | undefined;
  readonly PATHEXT?: string | undefined;
  readonly CC?: string | undefined;
  /** The folder of the virtual environment that is active. */
  readonly VIRTUAL_ENV?: string | undefined;
  readonly HOME?: string | undefined;
  readonly PYENV_ROOT?: string | undefined;
  readonly UV_PYTHON_INSTALL_DIR?: string | undefined;
}

export interface Laboratory {
  readonly env: Environment;
  readonly cwd: string;
  /** Where the bundled sources are; only read. */
  readonly sources: string;
  /** Where modules are built and children run. */
  readonly builds: string;
  readonly signal?: AbortSignal | undefined;
}

/** Python's own switches that would change what is measured: they unbuffer output, check memory, or force the GIL. */
const KEPT_PYTHON_VARIABLES: ReadonlySet<string> = new Set([
  "PYTHONPATH",
  "PYTHONHOME",
  "PYTHONUSERBASE",
  "PYTHONNOUSERSITE",
]);

/** The environment for a child: the user's, without what would change the outcome. */
export function childEnvironment(env: Environment): Record<string, string | undefined> {
  const kept = Object.entries(env).filter(
    ([name]) => !/^PYTHON/i.test(name) || KEPT_PYTHON_VARIABLES.has(name.toUpperCase()),
  );
  return { ...Object.fromEntries(kept), PYTHONDONTWRITEBYTECODE: "1" };
}

/** The compiler's messages in English, so that they can be explained. */
export function compilerEnvironment(env: Environment): Record<string, string | undefined> {
  return { ...childEnvironment(env), LC_ALL: "C" };
}

/** The full path of a program, looked for on PATH as a shell would; null if it is not there. */
export function findProgram(name: string, env: Environment): string | null {
  if (/[\\/]/.test(name)) return isProgram(name) ? name : null;
  const endings = process.platform === "win32" ? (env.PATHEXT ?? ".EXE;.CMD;.BAT").split(";") : [""];
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    if (folder === "") continue;
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (isProgram(path)) return path;
    }
  }
  return null;
}

/** The bundled `experiment` folder, found above this file: its depth differs between the sources and the bundle. */
export function bundledSources(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, "experiment");
    if (existsSync(join(candidate, "probe.py"))) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the experiment's sources are not in this installation of gilint");
    folder = parent;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
