// The command line's costs: whole processes over whole trees.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../scripts/run-ts.mjs";
import { projectRoot } from "../support/project-root.ts";
import type { Line } from "./lines.ts";
import { type Cost, measure, median } from "./measure.ts";
import type { Trees } from "./trees.ts";

export interface Work {
  readonly trees: Trees;
  /** A file of the tree that is edited between two checks. */
  readonly edited: string;
  readonly rounds: number;
}

const CLI = join(projectRoot(), "server/bin/gilint.js");

/** Reference and measured program take turns, so that a busy machine slows both. */
export async function measureChecks(work: Work): Promise<readonly Line[]> {
  const { single } = work.trees;
  const rounds: { raw: Cost; cold: Cost; warm: Cost; edited: Cost; alone: Cost; small: Cost; nothing: Cost }[] = [];
  const small = smallFile(single);
  for (let i = 0; i < work.rounds; i++) {
    const raw = await rawParse(single);
    forget(single);
    const cold = await check(single);
    const warm = await check(single);
    appendFileSync(join(single, work.edited), `\nstatic int bench_${i};\n`);
    const edited = await check(single);
    const alone = await check(single, [work.edited, "--no-cache"]);
    const nothing = await measure(["-e", "0"], single);
    rounds.push({
      raw,
      cold,
      warm,
      edited,
      alone,
      nothing,
      small: await check(small.folder, [small.name, "--no-cache"]),
    });
  }
  const middle = (key: keyof (typeof rounds)[number], of: keyof Cost): number =>
    median(rounds.map((round) => round[key][of]));
  const rawCpu = { what: "raw parse, native, one thread", value: middle("raw", "cpu") };
  const warm = middle("warm", "cpu");
  const oneFile = middle("alone", "cpu") - middle("nothing", "cpu");
  return [
    {
      what: "cold check of the tree, CPU",
      value: middle("cold", "cpu"),
      unit: "s",
      reference: rawCpu,
      target: 1,
      goal: 0.2,
    },
    {
      what: "cold check of the tree, wall, two workers",
      value: middle("cold", "wall"),
      unit: "s",
      reference: { ...rawCpu, value: middle("raw", "wall") },
      target: 0.6,
      goal: 0.12,
    },
    {
      what: "warm check, nothing changed, CPU",
      value: warm,
      unit: "s",
      reference: { what: "cold", value: middle("cold", "cpu") },
      target: 0.05,
      goal: null,
    },
    {
      what: "warm check after one file changed, CPU",
      value: middle("edited", "cpu"),
      unit: "s",
      reference: { what: "1.3 × warm + that file", value: 1.3 * warm + oneFile },
      target: 1,
      goal: null,
    },
    {
      what: "one small file, whole process, CPU",
      value: middle("small", "cpu"),
      unit: "s",
      reference: { what: "`node -e 0`", value: middle("nothing", "cpu") },
      target: 3,
      goal: null,
    },
    {
      what: "peak resident memory, tree",
      value: middle("cold", "peak") / 2 ** 20,
      unit: "MiB",
      reference: null,
      target: 400,
      goal: 250,
    },
  ];
}

/** Time and memory over ×1, ×2, … copies of the tree. */
export async function measureScaling(work: Work, most: number): Promise<readonly Line[]> {
  const costs: Cost[] = [];
  const sizes: number[] = [];
  for (let size = 1; size <= most; size *= 2) {
    const folder = work.trees.copies(size);
    const runs: Cost[] = [];
    for (let i = 0; i < Math.min(3, work.rounds); i++) runs.push(await check(folder, [".", "--no-cache"]));
    sizes.push(size);
    costs.push({
      cpu: median(runs.map(({ cpu }) => cpu)),
      wall: median(runs.map(({ wall }) => wall)),
      peak: median(runs.map(({ peak }) => peak)),
    });
    if (size > 1) rmSync(folder, { recursive: true, force: true });
  }
  const [first] = costs;
  return costs.slice(1).flatMap((cost, i): Line[] => {
    const size = sizes[i + 1] ?? 1;
    return [
      {
        what: `tree ×${size}, CPU`,
        value: cost.cpu,
        unit: "s",
        reference: { what: "×1", value: first?.cpu ?? 0 },
        target: 1.1 * size,
        goal: null,
      },
      {
        what: `tree ×${size}, memory`,
        value: cost.peak / 2 ** 20,
        unit: "MiB",
        reference: { what: "×1", value: (first?.peak ?? 0) / 2 ** 20 },
        target: size,
        goal: null,
      },
    ];
  });
}

function check(folder: string, args: readonly string[] = ["."]): Promise<Cost> {
  return measure([CLI, "check", "--isolated", "--format", "json", "--jobs", "2", ...args], folder, [0, 1]);
}

async function rawParse(folder: string): Promise<Cost> {
  rawParser ??= await bundle("test/bench/raw-parse.ts");
  const { stdout } = await measure([rawParser, folder], folder);
  return JSON.parse(stdout) as Cost;
}

let rawParser: string | undefined;

function forget(folder: string): void {
  rmSync(join(folder, ".gilint_cache"), { recursive: true, force: true });
}

/** Beside the tree, so that checking it looks at nothing else. */
function smallFile(tree: string): { readonly folder: string; readonly name: string } {
  const folder = join(tree, "..");
  const text = readFileSync(join(projectRoot(), "test/corpus/broken/crlf.c"), "utf8");
  writeFileSync(join(folder, "small.c"), text);
  return { folder, name: "small.c" };
}
