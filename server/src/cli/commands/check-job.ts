// What a `gilint check` has to do: which files, under which settings, and where their texts come from.
import path from "node:path";
import { reportPath } from "../../node/discover.ts";
import { decodeSource } from "../../node/sources.ts";
import type { AnalysisRequest } from "../analyse.ts";
import type { Io } from "../io.ts";
import { openProject, type Project, readConfig } from "../open-project.ts";
import { Progress } from "../progress.ts";
import { SourceMap } from "../source-map.ts";
import { applyOptions, type CheckOptions } from "./check-options.ts";

export interface Job {
  readonly project: Project;
  readonly request: AnalysisRequest;
  readonly sources: SourceMap;
  /** The path that standard input stands for. */
  readonly input: string | undefined;
}

export async function openJob(options: CheckOptions, io: Io): Promise<Job> {
  const input = inputPath(options, io);
  const isAlone = input !== undefined && options.paths.length === 0;
  const project = isAlone ? openInput(input, options, io) : openPaths(options, io);
  const { files, config, cacheRoot } = project;
  const sources = new SourceMap(files);
  const overlay = new Map<string, string>();
  if (input !== undefined) {
    const text = decodeSource(await io.readInput());
    overlay.set(input, text);
    sources.setText(input, text);
  }
  const request = {
    files,
    overlay,
    sources,
    settings: applyOptions(config.settings, options),
    progress: new Progress(options.quiet ? undefined : io.stderr),
    cacheRoot: options.cache ? cacheRoot : undefined,
  };
  return { project, request, sources, input };
}

function inputPath({ stdinFilename }: CheckOptions, io: Io): string | undefined {
  return stdinFilename === undefined ? undefined : reportPath(io.cwd, path.resolve(io.cwd, stdinFilename));
}

function openPaths(options: CheckOptions, io: Io): Project {
  const project = openProject(options.paths.length === 0 ? ["."] : options.paths, options, io);
  if (project.files.length === 0 && !options.quiet) io.stderr.write("gilint: there are no C or C++ files to check\n");
  return project;
}

/** Standard input alone: the other files of the project are read only if they are named. */
function openInput(input: string, options: CheckOptions, io: Io): Project {
  const config = readConfig(path.dirname(path.resolve(io.cwd, input)), options, io);
  return { config, cacheRoot: undefined, files: [], problems: [] };
}
