// The command as users get it: packed, installed without a network into an empty folder, and run as a process.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../support/project-root.ts";

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

export class PackedCommand {
  /** Where it is installed: an empty folder but for `node_modules`. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Builds and packs a copy, so that the checkout's own build stays as it is. */
  static async install(): Promise<PackedCommand> {
    const root = projectRoot();
    const base = realpathSync(mkdtempSync(path.join(tmpdir(), "gilint-packed-")));
    const stage = path.join(base, "stage");
    mkdirSync(stage);
    for (const name of ["package.json", "README.md", "LICENSE", "bin", "schemas", "experiment"]) {
      cpSync(path.join(root, "server", name), path.join(stage, name), { recursive: true });
    }
    // What Python leaves behind in a checkout is not part of the package.
    mkdirSync(path.join(stage, "experiment/__pycache__"), { recursive: true });
    writeFileSync(path.join(stage, "experiment/__pycache__/run.pyc"), "");
    const build = `const { buildServer } = await import(${JSON.stringify(pathToFileURL(path.join(root, "scripts/build-server.mjs")).href)}); await buildServer(${JSON.stringify(path.join(stage, "dist"))});`;
    execFileSync(process.execPath, ["--input-type=module", "-e", build], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const npm = (cwd: string, ...args: string[]): string =>
      execFileSync("npm", [...args, "--offline", "--no-audit", "--no-fund", `--cache=${path.join(base, "cache")}`], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    const tarball = npm(stage, "pack", "--silent").trim();
    const folder = path.join(base, "empty");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "package.json"), "{}");
    npm(folder, "install", path.join(stage, tarball), "--omit=optional");
    return new PackedCommand(folder);
  }

  get installed(): string {
    return path.join(this.folder, "node_modules/gilint");
  }

  /** Names of the installed files, relative to the package. */
  files(): string[] {
    return readdirSync(this.installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.installed, path.join(entry.parentPath, entry.name)))
      .sort();
  }

  run(cwd: string, args: readonly string[], { env = {}, input = "" }: RunOptions = {}): Ran {
    const command = path.join(this.folder, "node_modules/.bin/gilint");
    const result = spawnSync(command, args, { cwd, input, encoding: "utf8", env: { ...process.env, ...env } });
    if (result.error !== undefined) throw result.error;
    return { code: result.status, out: result.stdout, err: result.stderr };
  }
}
