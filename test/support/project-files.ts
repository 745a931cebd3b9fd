// The C sources of a folder on disk, as the analysis takes them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SourceFile } from "../../server/src/core/analyze.ts";

/** Whether a path is C or C++ source or a header. */
export function isCSource(path: string): boolean {
  return /\.(c|h|cc|cpp|cxx|hh|hpp|hxx)$/i.test(path);
}

/** In order of path; links are not followed. */
export async function readProject(folder: string): Promise<readonly SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isCSource(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({
      path: path.replaceAll("\\", "/"),
      text: await readFile(join(folder, path), "utf8"),
    })),
  );
}
