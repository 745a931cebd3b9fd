// The machine as Node sees it.
import { readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadConfig } from "../node/config.ts";
import { discover, sourceFilter } from "../node/discover.ts";
import { loadParser } from "../node/parser.ts";
import { rulePage } from "../node/rule-pages.ts";
import { decodeSource, isSource, LARGEST_SOURCE } from "../node/sources.ts";
import { type Configuration, type Host, NO_CONFIGURATION, type ReadDocument } from "./host.ts";
import { canonical } from "./uris.ts";

export const nodeHost: Host = { loadParser, configure, read, page: rulePage };

async function configure(uri: string, open: ReadDocument): Promise<Configuration> {
  const folder = fileOf(uri);
  if (folder === undefined) return NO_CONFIGURATION;
  const config = loadConfig(folder, (file) => open(canonical(pathToFileURL(file).href)) ?? readText(file));
  const passes = sourceFilter(config);
  return {
    settings: config.settings,
    problems: config.problems.map((problem) => ({ ...problem, uri: pathToFileURL(problem.file).href })),
    accepts: (name) => isSource(name) && passes(path.join(folder, name)),
    list: async () => discover([folder], folder, config).files.map((file) => file.path),
  };
}

async function read(uri: string): Promise<string | undefined> {
  const file = fileOf(uri);
  if (file === undefined) return undefined;
  try {
    const { size } = await stat(file);
    return size > LARGEST_SOURCE ? undefined : decodeSource(await readFile(file));
  } catch {
    return undefined;
  }
}

/** Undefined for what is not a file of this machine: an untitled document, a virtual folder. */
function fileOf(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
