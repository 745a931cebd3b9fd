// Builds a variant's module by calling the C compiler as sysconfig says. Needs neither setuptools nor pip.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { compilerEnvironment, findProgram, type Laboratory } from "./environment.ts";
import { type ProcessOptions, type ProcessResult, runProcess } from "./process.ts";
import {
  brokenToolchain,
  buildFailure,
  missingCompiler,
  missingHeaders,
  missingPackage,
  missingSanitizer,
  notOnWindows,
  type System,
} from "./remedies.ts";
import type { Interpreter, Missing } from "./result.ts";
import type { Variant } from "./variants.ts";

/** `folder` holds the module; `generated` is the C that Cython wrote, as a path. */
export interface Module {
  readonly folder: string;
  readonly generated: string | null;
}

/** `missing` says what has to be installed first; `failure` is what the compiler said. */
export type Built = { readonly module: Module } | { readonly missing: Missing } | { readonly failure: Missing };

interface Job {
  readonly interpreter: Interpreter;
  readonly lab: Laboratory;
  /** Where the compiler runs and writes. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly options: readonly string[];
}

const TIMEOUT = 120;
const SANITIZE: readonly string[] = ["-fsanitize=thread", "-O0", "-g"];
const TINY = "#include <stdio.h>\n#include <Python.h>\nint tiny(void) { return puts(Py_GetVersion()); }\n";

/** What keeps every C variant from being built, in the order in which a user would mend it; null if nothing does. */
export async function missingForC(interpreter: Interpreter, lab: Laboratory, system: System): Promise<Missing | null> {
  if (interpreter.platform === "win32") return notOnWindows();
  if (!interpreter.hasHeaders) return missingHeaders(interpreter, system);
  const compiler = compilerOf(interpreter, lab);
  if (findProgram(compiler, lab.env) === null) return missingCompiler(compiler, system);
  const folder = await mkdtemp(join(lab.builds, "tiny-"));
  try {
    await writeFile(join(folder, "tiny.c"), TINY);
    const result = await compile({ interpreter, lab, folder, files: ["tiny.c"], options: [] }, "tiny.so");
    return result.exitCode === 0 ? null : brokenToolchain(result.stderr || (result.startError ?? ""), system);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Builds the variant's module, or finds it built: one folder per interpreter, flags and contents of the sources. */
export async function buildVariant(variant: Variant, interpreter: Interpreter, lab: Laboratory): Promise<Built> {
  if (variant.language === "cython") return buildCython(variant, interpreter, lab);
  const sources = [...(await filesIn(lab, variant.folder)), ...(variant.sanitizer ? [] : await filesIn(lab, "common"))];
  const options = variant.sanitizer ? SANITIZE : [];
  const folder = await buildFolder(variant.module, sources, options, interpreter, lab);
  const files = sources.filter((name) => name.endsWith(".c"));
  return compileModule({ interpreter, lab, folder, files, options }, variant.module);
}

/** The ThreadSanitizer runtime, which has to be loaded before an interpreter that was built without it. */
export async function sanitizerLibrary(interpreter: Interpreter, lab: Laboratory): Promise<string | Missing> {
  const compiler = compilerOf(interpreter, lab);
  const result = await runProcess(compiler, ["-print-file-name=libtsan.so"], compilerOptions(lab, lab.builds));
  const library = result.stdout.trim();
  const usable = interpreter.platform === "linux" && isAbsolute(library) && existsSync(library);
  return usable ? library : missingSanitizer(compiler);
}

async function buildCython(variant: Variant, interpreter: Interpreter, lab: Laboratory): Promise<Built> {
  const cython = findCython(interpreter, lab);
  if (cython === null) return { missing: missingPackage("Cython", interpreter) };
  const source = join(lab.sources, variant.folder, `${variant.module}.pyx`);
  const folder = await buildFolder(variant.module, [source], [cython.command], interpreter, lab);
  const generated = join(folder, `${variant.module}.c`);
  if (!existsSync(generated)) {
    const { command, args } = cython;
    const result = await runProcess(command, [...args, source, "-o", generated], compilerOptions(lab, folder));
    if (result.exitCode !== 0) return { failure: buildFailure("Cython", result.stderr) };
  }
  const job: Job = { interpreter, lab, folder, files: [generated], options: [] };
  const built = await compileModule(job, variant.module);
  return "module" in built ? { module: { folder, generated } } : built;
}

/** Which Cython translates: the interpreter's own, or one on PATH. */
function findCython(
  interpreter: Interpreter,
  lab: Laboratory,
): { readonly command: string; readonly args: readonly string[] } | null {
  if (interpreter.cython) return { command: interpreter.executable, args: ["-m", "cython"] };
  const command = findProgram("cython", lab.env) ?? findProgram("cython3", lab.env);
  return command === null ? null : { command, args: [] };
}

async function compileModule(job: Job, module: string): Promise<Built> {
  const target = module + (job.interpreter.extensionSuffix ?? ".so");
  const done: Built = { module: { folder: job.folder, generated: null } };
  if (existsSync(join(job.folder, target))) return done;
  const unfinished = `${target}.${process.pid}`; // renamed when done: nobody loads half a module
  const result = await compile(job, unfinished);
  if (result.exitCode !== 0) {
    const words = result.timedOut ? `stopped after ${TIMEOUT} s` : result.stderr || (result.startError ?? "");
    return { failure: buildFailure("the C compiler", words) };
  }
  await rename(join(job.folder, unfinished), join(job.folder, target));
  return done;
}

function compile({ interpreter, lab, folder, files, options }: Job, target: string): Promise<ProcessResult> {
  const args = [
    ...interpreter.cc.slice(1),
    ...interpreter.ldshared.slice(1),
    ...interpreter.cflags,
    ...interpreter.ccshared,
    "-pthread",
    ...options,
    `-I${interpreter.include}`,
    `-I${join(lab.sources, "common")}`,
    ...files,
    "-o",
    target,
  ];
  return runProcess(compilerOf(interpreter, lab), args, compilerOptions(lab, folder));
}

function compilerOptions(lab: Laboratory, cwd: string): ProcessOptions {
  return { cwd, env: compilerEnvironment(lab.env), timeout: TIMEOUT, signal: lab.signal };
}

/** `CC` of the environment comes before what Python was built with, as everywhere. */
function compilerOf(interpreter: Interpreter, lab: Laboratory): string {
  return lab.env.CC?.trim() || interpreter.cc[0] || "cc";
}

async function filesIn(lab: Laboratory, folder: string): Promise<string[]> {
  const names = await readdir(join(lab.sources, folder));
  return names.sort().map((name) => join(lab.sources, folder, name));
}

/** Its name holds the ABI tag and the full version: a module of another version would load, and then misbehave. */
async function buildFolder(
  module: string,
  sources: readonly string[],
  options: readonly string[],
  { soabi, version, fullVersion, prefix, cc, cflags, ldshared }: Interpreter,
  lab: Laboratory,
): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([fullVersion, prefix, cc, cflags, ldshared, lab.env.CC ?? "", options]));
  for (const file of sources) hash.update(`\0${file}\0`).update(await readFile(file));
  const name = `${soabi ?? "untagged"}-${version.join(".")}-${module}-${hash.digest("hex").slice(0, 12)}`;
  const folder = join(lab.builds, name);
  await mkdir(folder, { recursive: true });
  return folder;
}
