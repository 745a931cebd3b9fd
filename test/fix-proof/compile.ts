// What the compiler says of a file of a real project, whole or changed: a fix may not make it say more.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TextEdit } from "../../server/src/core/text/edits.ts";

const PRINT_INCLUDES = "import sysconfig; print(sysconfig.get_paths()['include'])";

export class Compiler {
  readonly #root: string;
  readonly #flags: readonly string[];
  readonly #scratch = mkdtempSync(path.join(tmpdir(), "gilint-fix-proof-"));
  readonly #missing = path.join(this.#scratch, "missing");
  #files = 0;

  /** `paths` are the project's files, relative to `root`: headers are looked for wherever one lies. */
  constructor(root: string, paths: readonly string[]) {
    this.#root = root;
    const folders = new Set(paths.filter((name) => /\.h\w*$/.test(name)).map((name) => path.dirname(name)));
    const python = execFileSync("python3", ["-c", PRINT_INCLUDES], { encoding: "utf8" }).trim();
    const own = existsIn(paths, "Include/Python.h")
      ? ["-DPy_BUILD_CORE", ...inside(root, ["Include", "Include/internal"])]
      : [];
    const rest = inside(
      root,
      [...folders].filter((folder) => !/(?:^|\/)(?:win|PC|msvc|test|clinic)/i.test(folder)),
    );
    this.#flags = [...own, "-I", python, ...rest];
  }

  /** The diagnostics without places, in order; null where too many headers are missing to tell anything. */
  async diagnostics(file: string, text: string): Promise<readonly string[] | null> {
    const isPlusPlus = /\.(?:cc|cpp|cxx)$/i.test(file);
    const target = path.join(this.#scratch, `${this.#files++}${path.extname(file)}`);
    writeFileSync(target, text);
    const flags = ["-fsyntax-only", "-Wall", "-D_GNU_SOURCE", "-fno-diagnostics-show-caret", "-fmax-errors=0"];
    const standard = isPlusPlus ? ["-x", "c++"] : ["-std=gnu11"];
    const here = path.dirname(path.join(this.#root, file));
    const args = [...flags, ...standard, "-iquote", here, ...this.#flags, "-idirafter", this.#missing, target];
    for (let tries = 0; tries < MOST_MISSING; tries++) {
      const stderr = await run("cc", args);
      const [, header] = /fatal error: (\S+): No such file/.exec(stderr) ?? [];
      if (header !== undefined && !header.startsWith("/") && !header.includes("..")) {
        this.#standIn(header);
        continue;
      }
      rmSync(target);
      return stderr.includes("fatal error: ") ? null : diagnosticsIn(stderr);
    }
    rmSync(target);
    return null;
  }

  /** Made when the project is built, or a library's that is not here: what it declares is unknown before and after a fix alike. */
  #standIn(header: string): void {
    const file = path.join(this.#missing, header);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, header.toLowerCase() === "windows.h" ? WINDOWS : "");
  }

  close(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}

/** What fixes name of Windows. */
const WINDOWS = "typedef unsigned long DWORD;\nDWORD GetLastError(void);\nvoid SetLastError(DWORD error);\n";

/** A header that is missing may include others. */
const MOST_MISSING = 60;

function diagnosticsIn(stderr: string): string[] {
  return stderr
    .split("\n")
    .filter((line) => /(?:error|warning): /.test(line))
    .map((line) => line.replace(/^[^ ]*: (?=error|warning)/, ""))
    .sort();
}

/** Those of `after` that are not in `before`. A type that a missing header declares is unknown wherever it is named. */
export function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  const unknown = new Set(before.filter((line) => line.startsWith("error: unknown type name ")));
  return after.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0 && !unknown.has(line);
  });
}

function existsIn(paths: readonly string[], name: string): boolean {
  return paths.includes(name);
}

/** Where a header is missing, the compiler stumbles from one thing to the next: what counts is what it says of the fix's own words. */
export function concerns(line: string, edits: readonly TextEdit[]): boolean {
  const quoted = [...line.matchAll(/‘(\w+)’/g)].map(([, name = ""]) => name);
  const words = new Set(edits.flatMap(({ newText }) => newText.match(/\w+/g) ?? []));
  return quoted.length === 0 || quoted.some((name) => words.has(name));
}

function inside(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => ["-I", path.join(root, folder)]);
}

function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.once("error", reject).once("close", () => resolve(stderr));
  });
}
