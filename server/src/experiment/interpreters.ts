// All the Python interpreters of a machine that the experiment can run with.
import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment, Laboratory } from "./environment.ts";
import { defaultInterpreter, probe } from "./interpreter.ts";
import type { System } from "./remedies.ts";
import type { Interpreter } from "./result.ts";

/** What interpreters are called; not `python3-config`, nor Python 2. */
const NAME = /^python(?:3(?:\.\d+)?t?)?(?:\.exe)?$/;

/** Each once, however many names it has: the one that is meant when none is named first, then the others by version. */
export async function everyInterpreter(lab: Laboratory, system: System): Promise<readonly Interpreter[]> {
  const found = new Map<string, Interpreter>();
  const others: Interpreter[] = [];
  for (const candidate of candidates(lab)) {
    const probed = await probe(candidate, lab, system);
    if ("missing" in probed) continue;
    const { prefix, fullVersion } = probed.interpreter;
    const key = `${prefix}\u0000${fullVersion}`;
    if (found.has(key)) continue;
    if (found.size > 0) others.push(probed.interpreter);
    found.set(key, probed.interpreter);
  }
  const [first] = found.values();
  return first === undefined ? [] : [first, ...others.sort(byVersion)];
}

function candidates(lab: Laboratory): readonly string[] {
  const onPath = (lab.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const managed = managers(lab.env).flatMap((folder) => entries(folder).map((name) => join(folder, name, "bin")));
  const named = [...onPath, ...managed].flatMap((folder) =>
    entries(folder)
      .filter((name) => NAME.test(name))
      .map((name) => join(folder, name)),
  );
  return [...new Set([defaultInterpreter(lab), ...named])];
}

/** Where pyenv and uv keep one folder for each version. */
function managers({ PYENV_ROOT, UV_PYTHON_INSTALL_DIR, HOME = "" }: Environment): readonly string[] {
  return [
    join(PYENV_ROOT ?? join(HOME, ".pyenv"), "versions"),
    UV_PYTHON_INSTALL_DIR ?? join(HOME, ".local", "share", "uv", "python"),
  ];
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function byVersion(a: Interpreter, b: Interpreter): number {
  const [at] = a.version.map((part, i) => part - (b.version[i] ?? 0)).filter((difference) => difference !== 0);
  return at ?? Number(a.freeThreaded) - Number(b.freeThreaded);
}
