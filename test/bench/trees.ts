// The trees the bench works on: copies, so that caches and edits touch nobody's sources.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Trees {
  /** One copy of the sources. */
  readonly single: string;
  /** So many renamed copies side by side. */
  copies(count: number): string;
  remove(): void;
}

export function makeTrees(source: string): Trees {
  const folder = mkdtempSync(join(tmpdir(), "gilint-bench-trees-"));
  const copies = (count: number): string => {
    const target = join(folder, `x${count}`);
    for (let i = 0; i < count; i++) copySources(source, count === 1 ? target : join(target, `copy${i}`));
    return target;
  };
  return { single: copies(1), copies, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function copySources(source: string, target: string): void {
  mkdirSync(target, { recursive: true });
  cpSync(source, target, {
    recursive: true,
    filter: (path) => /\.[ch]$/.test(path) || statSync(path).isDirectory(),
  });
}
