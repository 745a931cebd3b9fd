// From paths on the command line to the project they stand for: configuration and files.
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { type Config, type ConfigProblem, defaultConfig, loadConfig, loadConfigFile } from "../node/config.ts";
import { type Discovery, discover, reportPath } from "../node/discover.ts";
import { InputError, reasonOf } from "../node/input-error.ts";
import type { Io } from "./io.ts";

export interface Project extends Discovery {
  readonly config: Config;
  /** Where results of earlier runs are kept; undefined where single files outside any project are looked at. */
  readonly cacheRoot: string | undefined;
}

export interface ConfigChoice {
  readonly config: string | undefined;
  readonly isolated: boolean;
}

/** Throws `InputError` for paths that are not there and configurations that are wrong. */
export function openProject(paths: readonly string[], choice: ConfigChoice, io: Io): Project {
  const starts = paths.map((given) => path.resolve(io.cwd, given));
  const folder = commonFolder(starts);
  const config = readConfig(folder, choice, io);
  return { config, cacheRoot: cacheRoot(folder, starts, config), ...discover(paths, io.cwd, config) };
}

/** Throws `InputError` where the configuration is wrong. */
export function readConfig(folder: string, { config: named, isolated }: ConfigChoice, io: Io): Config {
  const config = isolated ? defaultConfig(folder) : named === undefined ? loadConfig(folder) : readNamed(named, io);
  if (config.problems.length === 0) return config;
  throw new InputError(config.problems.map((problem) => describe(problem, io.cwd)).join("\n"));
}

function readNamed(named: string, io: Io): Config {
  try {
    return loadConfigFile(path.resolve(io.cwd, named));
  } catch (error) {
    throw new InputError(`${named}: ${reasonOf(error)}`);
  }
}

function describe({ file, start, key, message }: ConfigProblem, cwd: string): string {
  const place = `${reportPath(cwd, file)}:${start.line + 1}:${start.character + 1}`;
  return key === "" ? `${place}: ${message}` : `${place}: ${key}: ${message}`;
}

/** The innermost folder that all paths lie in; a path that is not there counts as a file. */
function commonFolder(starts: readonly string[]): string {
  const folders = starts.map((start) => (isFolder(start) ? start : path.dirname(start)));
  return folders.reduce((common, folder) => {
    let shared = common;
    while (folder !== shared && !folder.startsWith(shared.endsWith(path.sep) ? shared : shared + path.sep)) {
      shared = path.dirname(shared);
    }
    return shared;
  });
}

/** The project's folder: where its configuration, its build file or its repository is, else the folder that was named. */
function cacheRoot(folder: string, starts: readonly string[], config: Config): string | undefined {
  if (config.file !== undefined) return config.root;
  for (let dir = folder; ; dir = path.dirname(dir)) {
    if ([".git", "pyproject.toml", "setup.py"].some((name) => existsSync(path.join(dir, name)))) return dir;
    if (path.dirname(dir) === dir) return starts.includes(folder) ? folder : undefined;
  }
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
