// Which files of a workspace include which, as far as names tell.
import type { FileIndex } from "./file-index.ts";

/** What of a file says which others it includes. */
export type Including = Pick<FileIndex, "path" | "includes">;

/** Which files a file includes, directly or not; `#include` names are matched by the longest common path. */
export class IncludeGraph {
  readonly #byBase = new Map<string, string[]>();
  readonly #files = new Map<string, Including>();
  readonly #direct = new Map<string, readonly string[]>();
  readonly #reachable = new Map<string, ReadonlySet<string>>();
  readonly #units = new Map<string, ReadonlySet<string>>();
  #includers: Map<string, readonly string[]> | null = null;

  constructor(files: readonly Including[]) {
    for (const file of files) {
      this.#files.set(file.path, file);
      const base = file.path.slice(file.path.lastIndexOf("/") + 1);
      const known = this.#byBase.get(base);
      if (known === undefined) this.#byBase.set(base, [file.path]);
      else known.push(file.path);
    }
  }

  /** The file itself and every workspace file it includes. */
  reachable(path: string): ReadonlySet<string> {
    const known = this.#reachable.get(path);
    if (known !== undefined) return known;
    const seen = new Set<string>([path]);
    for (const from of seen) for (const found of this.#included(from)) seen.add(found);
    this.#reachable.set(path, seen);
    return seen;
  }

  /** What a file itself includes. */
  #included(from: string): readonly string[] {
    let found = this.#direct.get(from);
    if (found === undefined) {
      found = (this.#files.get(from)?.includes ?? []).flatMap((include) => this.#resolve(include, from) ?? []);
      this.#direct.set(from, found);
    }
    return found;
  }

  /** What code in a file sees: what it includes, and, for a `.c` file that others include as a part of theirs, what they do. */
  unit(path: string): ReadonlySet<string> {
    const known = this.#units.get(path);
    if (known !== undefined) return known;
    let unit = this.reachable(path);
    if (/\.(?:c|inc|def)$/.test(path))
      for (const whole of this.#includersOf(path)) unit = new Set([...unit, ...this.reachable(whole)]);
    this.#units.set(path, unit);
    return unit;
  }

  #includersOf(path: string): readonly string[] {
    const base = path.slice(path.lastIndexOf("/") + 1);
    if (this.#includers === null) {
      this.#includers = new Map();
      for (const [from, { includes }] of this.#files)
        for (const include of includes) {
          if (!/\.(?:c|inc|def)$/.test(include)) continue;
          const name = include.slice(include.lastIndexOf("/") + 1);
          this.#includers.set(name, [...(this.#includers.get(name) ?? []), from]);
        }
    }
    return (this.#includers.get(base) ?? []).filter((from) => this.reachable(from).has(path));
  }

  #resolve(include: string, from: string): string | undefined {
    const clean = include.replace(/^(?:\.\.?\/)+/, "");
    const base = clean.slice(clean.lastIndexOf("/") + 1);
    const candidates = (this.#byBase.get(base) ?? []).filter((path) => path === clean || path.endsWith(`/${clean}`));
    return candidates.length > 1 ? nearest(from, candidates) : candidates[0];
  }
}

/** The candidate that shares most of its folders with `from`; ties by name, so that order never matters. */
export function nearest(from: string, candidates: readonly string[]): string | undefined {
  let result: string | undefined;
  let score = -1;
  for (const candidate of candidates) {
    const common = commonFolders(from, candidate);
    if (common > score || (common === score && result !== undefined && candidate < result)) {
      result = candidate;
      score = common;
    }
  }
  return result;
}

/** How many leading folders two paths share. */
export function commonFolders(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  let n = 0;
  while (n < left.length - 1 && n < right.length - 1 && left[n] === right[n]) n++;
  return n;
}
