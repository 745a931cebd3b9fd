// Finds Python interpreters and asks them what they are.
import { join } from "node:path";
import { childEnvironment, findProgram, type Laboratory } from "./environment.ts";
import { runProcess } from "./process.ts";
import { missingInterpreter, type System } from "./remedies.ts";
import type { Interpreter, Missing } from "./result.ts";

export type Probed = { readonly interpreter: Interpreter } | { readonly missing: Missing };

const PROBE_TIMEOUT = 30;
const OLDEST = [3, 6] as const;

/** The interpreter a user means who names none: that of the active virtual environment, else the one on PATH. */
export function defaultInterpreter({ env }: Pick<Laboratory, "env">): string {
  const { VIRTUAL_ENV: active } = env;
  const own = active === undefined ? [] : [join(active, "bin", "python"), join(active, "Scripts", "python.exe")];
  return [...own, "python3", "python", "py"].find((name) => findProgram(name, env) !== null) ?? "python3";
}

/** Runs `command` once and reads what it says of itself: through a shim, `executable` is the real interpreter. */
export async function probe(command: string, lab: Laboratory, system: System): Promise<Probed> {
  const missing = (message: string): Probed => ({ missing: missingInterpreter(message, system) });
  const result = await runProcess(command, [join(lab.sources, "probe.py")], {
    cwd: lab.cwd,
    env: childEnvironment(lab.env),
    timeout: PROBE_TIMEOUT,
    signal: lab.signal,
  });
  if (result.startError === "ENOENT") return missing(`there is no interpreter ${command}`);
  if (result.startError !== null) return missing(`${command} cannot be started: ${result.startError}`);
  if (result.timedOut) return missing(`${command} says nothing within ${PROBE_TIMEOUT} s`);
  const interpreter = result.exitCode === 0 ? parse(result.stdout) : null;
  if (interpreter === null) return missing(`${command} does not work: ${firstLine(result.stderr)}`);
  return suitable(interpreter) ?? { interpreter };

  function suitable({ version, implementation }: Interpreter): Probed | null {
    const [major = 0, minor = 0] = version;
    if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
      return missing(`${command} is Python ${version.join(".")}; the experiment needs ${OLDEST.join(".")} or newer`);
    }
    if (implementation !== "CPython") return missing(`${command} is ${implementation}; the experiment needs CPython`);
    return null;
  }
}

function parse(stdout: string): Interpreter | null {
  try {
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Interpreter;
  } catch {
    return null;
  }
}

function firstLine(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(0, 3).join(" / ") || "it says nothing";
}
