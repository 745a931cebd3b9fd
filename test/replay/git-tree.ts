// The C sources of one commit, read from a clone's objects without a work tree.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "../../server/src/core/analyze.ts";
import { isCSource } from "../support/project-files.ts";

/** What gilint itself refuses to read need not be read here. */
const LARGEST = 8 * 1024 * 1024;

/** The git directory of a repository below a folder of clones, in any of the usual layouts; null if there is none. */
export function gitDirectory(clones: string, repository: string): string | null {
  const name = repository.slice(repository.indexOf("/") + 1);
  const folders = [repository.replace("/", "+"), repository, name].flatMap((base) => [
    base,
    `${base}/repo`,
    `${base}.git`,
  ]);
  const candidates = folders.flatMap((folder) => [join(clones, folder), join(clones, folder, ".git")]);
  return candidates.find((path) => existsSync(join(path, "HEAD")) && existsSync(join(path, "objects"))) ?? null;
}

/** Whether the clone's history reaches back to the commit. */
export async function hasCommit(gitDir: string, commit: string): Promise<boolean> {
  return git(gitDir, ["cat-file", "-e", `${commit}^{commit}`]).then(
    () => true,
    () => false,
  );
}

export async function sourcesAt(gitDir: string, commit: string): Promise<readonly SourceFile[]> {
  const listing = await git(gitDir, ["ls-tree", "-r", "-l", "-z", commit]);
  const entries = listing
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, object, size, path] = /^100\d{3} blob (\S+) +(\d+)\t(.*)$/s.exec(line) ?? [];
      return object !== undefined && path !== undefined && isCSource(path) && Number(size) <= LARGEST
        ? [{ object, size: Number(size), path }]
        : [];
    });
  const blobs = await git(gitDir, ["cat-file", "--batch"], entries.map(({ object }) => `${object}\n`).join(""));
  let at = 0;
  return entries.map(({ size, path }) => {
    const start = blobs.indexOf(10, at) + 1;
    at = start + size + 1;
    return { path, text: blobs.toString("utf8", start, start + size) };
  });
}

export function git(gitDir: string, args: readonly string[], input = ""): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", ["--git-dir", gitDir, ...args]);
    const output: Buffer[] = [];
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`git ${args[0]}: ${errors.trim()}`));
    });
    // A git that ends without reading its input says why by its exit code.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
