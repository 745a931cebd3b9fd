// What is mutated: the rules' fixtures, the broken corpus, and real files where a cache of sources holds them.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../support/project-root.ts";
import { sourceFolder } from "../support/sources.ts";
import { mutate } from "./mutate.ts";
import { random } from "./random.ts";

/** One run of the analysis has 2 s: that is for files of the usual size. */
const LARGEST = 100_000;

const REAL: readonly (readonly [source: string, folder: string])[] = [
  ["lmdb", "lmdb"],
  ["lz4", "lz4"],
  ["mysqlclient", "src"],
  ["psutil", "psutil"],
  ["psycopg2", "psycopg"],
  ["pycurl", "src"],
  ["python-ldap", "Modules"],
  ["cpython", "Modules"],
];

export function readSeeds(): readonly string[] {
  const own = ["test/rules", "test/corpus/broken"].map((folder) => join(projectRoot(), folder));
  const real = REAL.map(([source, folder]) => join(sourceFolder(source), folder));
  return [...own, ...real].filter((folder) => existsSync(folder)).flatMap(readSources);
}

/** The input of a number, and the sound text it was made from. */
export function inputOf(number: number, seeds: readonly string[]): { readonly text: string; readonly before: string } {
  const source = random(number);
  const before = seeds[source.below(seeds.length)] ?? "";
  const other = seeds[source.below(seeds.length)] ?? "";
  return { text: mutate(before, other, source), before };
}

function readSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".c"))
    .sort()
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).size <= LARGEST)
    .map((path) => readFileSync(path, "utf8"));
}
