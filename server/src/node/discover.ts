// Finds the sources that paths stand for, the same ones in the same order on every machine.
import { type BigIntStats, type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import type { Problem } from "../core/findings/finding.ts";
import type { Config } from "./config.ts";
import { InputError, reasonOf } from "./input-error.ts";
import { isSource, LARGEST_SOURCE } from "./sources.ts";

export interface FoundFile {
  /** Relative to the working folder, with "/": the name in reports. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  /** Changes when the file does: size, times of change in nanoseconds, inode. */
  readonly stamp: string;
  /** When it last changed, in milliseconds since 1970. */
  readonly changed: number;
  readonly size: number;
}

export interface Discovery {
  /** Ordered by path, each file once. */
  readonly files: readonly FoundFile[];
  /** What was found and left out, with the reason. */
  readonly problems: readonly Problem[];
}

/** Throws `InputError` for a path that is not there. A file that is named is taken whatever the patterns say. */
export function discover(paths: readonly string[], cwd: string, config: Config): Discovery {
  const accepts = sourceFilter(config);
  const found: Found = { files: new Set(), unreadable: new Map() };
  for (const given of paths) {
    const start = path.resolve(cwd, given);
    if (statGiven(given, start).isDirectory()) walk(start, accepts, found);
    else found.files.add(start);
  }
  const unreadable = [...found.unreadable].map(([folder, reason]) => ({
    path: reportPath(cwd, folder),
    message: `skipped: ${reason}`,
  }));
  const named = [...found.files].map((file) => ({ path: reportPath(cwd, file), file }));
  const { files, problems } = classify(named.sort(byPath));
  return { files, problems: [...problems, ...unreadable].sort(byPath) };
}

/** Absolute path to the name in reports. */
export function reportPath(cwd: string, file: string): string {
  const below = nameBelow(cwd, file);
  if (below !== undefined) return below;
  return path.relative(cwd, file).split(path.sep).join("/");
}

/** Whether the configuration's patterns let a file (or with a trailing "/", a folder) through. Takes absolute paths. */
export function sourceFilter(config: Config): (file: string) => boolean {
  const included = config.include.length === 0 ? undefined : patterns(config.include);
  const excluded = config.exclude.length === 0 ? undefined : patterns(config.exclude);
  return (file) => {
    const name = nameBelow(config.root, file);
    if (name === undefined) return true;
    if (excluded?.ignores(name) === true) return false;
    return file.endsWith("/") || included === undefined || included.ignores(name);
  };
}

/** Upper and lower case differ, whatever the file system thinks: the same files everywhere. */
function patterns(text: string | readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add(text);
}

/** Folders that hold what tools made or fetched. Hidden ones are left out too. */
const MADE_FOLDERS: ReadonlySet<string> = new Set([
  "node_modules",
  "build",
  "dist",
  "_build",
  "site-packages",
  "CMakeFiles",
]);

/** Absolute paths. */
interface Found {
  readonly files: Set<string>;
  readonly unreadable: Map<string, string>;
}

function walk(start: string, accepts: (file: string) => boolean, found: Found): void {
  const visit = (folder: string, outer: readonly IgnoreFile[]): void => {
    const entries = readFolder(folder, found);
    const prefix = folder.endsWith(path.sep) ? folder : folder + path.sep;
    const names = new Set(entries.map((entry) => entry.name));
    if (folder !== start && names.has("pyvenv.cfg")) return;
    const rules = names.has(".gitignore") ? [...readIgnoreFile(folder), ...outer] : outer;
    for (const entry of entries) {
      // Not path.join: it is a quarter of the time of a run that finds its report in the cache.
      const file = prefix + entry.name;
      if (entry.isFile()) {
        if (isSource(entry.name) && !isIgnored(rules, file) && accepts(file)) found.files.add(file);
      } else if (entry.isDirectory() && !isLeftOut(entry.name, file)) {
        if (!isIgnored(rules, `${file}/`) && accepts(`${file}/`)) visit(file, rules);
      }
    }
  };
  const above = ignoreFilesAbove(start);
  // A folder that is named is walked even where it is ignored itself.
  visit(start, isIgnored(above, `${start}/`) ? [] : above);
}

/** Whether a folder of this name holds what tools made or fetched, or is hidden. */
export function isMade(name: string): boolean {
  return (
    name.startsWith(".") || MADE_FOLDERS.has(name) || name.endsWith(".egg-info") || name.startsWith("cmake-build-")
  );
}

/** A package of Python's that is called `build` is nobody's output: what tools make there lies deeper. */
function isLeftOut(name: string, folder: string): boolean {
  return isMade(name) && !(MADE_FOLDERS.has(name) && existsSync(path.join(folder, PACKAGE)));
}

/** What makes a folder a package. */
const PACKAGE = "__init__.py";

/** Links are not followed: what they lead to is found by itself, or lies elsewhere on purpose. */
function readFolder(folder: string, found: Found): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    found.unreadable.set(folder, reasonOf(error));
    return [];
  }
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Innermost first: the first that speaks of a path decides. */
function isIgnored(files: readonly IgnoreFile[], file: string): boolean {
  for (const { folder, rules } of files) {
    const name = nameBelow(folder, file);
    if (name === undefined) continue;
    const { ignored, unignored } = rules.test(name);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function readIgnoreFile(folder: string): IgnoreFile[] {
  try {
    return [{ folder, rules: patterns(readFileSync(path.join(folder, ".gitignore"), "utf8")) }];
  } catch {
    return [];
  }
}

/** Of the folders between a folder and its repository's root; none outside a repository. */
function ignoreFilesAbove(start: string): readonly IgnoreFile[] {
  const files: IgnoreFile[] = [];
  for (let folder = start; !existsSync(path.join(folder, ".git")); ) {
    const parent = path.dirname(folder);
    if (parent === folder) return [];
    folder = parent;
    files.push(...readIgnoreFile(folder));
  }
  return files;
}

/** Relative, with "/"; undefined for what does not lie below the folder. Takes normalised paths; keeps a trailing "/". */
function nameBelow(folder: string, file: string): string | undefined {
  const prefix = folder.endsWith(path.sep) ? folder : folder + path.sep;
  if (!file.startsWith(prefix) || file.length === prefix.length) return undefined;
  return file.slice(prefix.length).split(path.sep).join("/");
}

function statGiven(given: string, file: string): BigIntStats {
  try {
    return statSync(file, { bigint: true });
  } catch (error) {
    throw new InputError(`${given}: ${reasonOf(error)}`);
  }
}

function classify(candidates: readonly { path: string; file: string }[]): Discovery {
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  for (const { path: name, file } of candidates) {
    const taken = take(name, file);
    if (typeof taken === "string") problems.push({ path: name, message: `skipped: ${taken}` });
    else files.push(taken);
  }
  return { files, problems };
}

/** Gives the reason where a file cannot be taken. */
function take(name: string, file: string): FoundFile | string {
  try {
    const stat = statSync(file, { bigint: true });
    if (stat.size > LARGEST_SOURCE) return `larger than ${LARGEST_SOURCE / 1024 / 1024} MiB`;
    const stamp = `${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}-${stat.ino}`;
    return { path: name, file, size: Number(stat.size), stamp, changed: Number(stat.mtimeMs) };
  } catch (error) {
    return reasonOf(error);
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
