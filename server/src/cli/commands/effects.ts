// `gilint effects`: what gilint believes about each function, and why.
import type { FunctionEffects, Region } from "../../core/analyze.ts";
import type { Related } from "../../core/findings/finding.ts";
import { InputError } from "../../node/input-error.ts";
import { didYouMean } from "../../node/nearest.ts";
import { analyseFully } from "../analyse.ts";
import { type Command, parseArguments, usageError } from "../arguments.ts";
import type { Io } from "../io.ts";
import { openProject } from "../open-project.ts";
import { Progress } from "../progress.ts";
import { SourceMap } from "../source-map.ts";
import { CONFIGURATION_OPTIONS } from "./check-options.ts";

const COMMAND: Command = {
  name: "effects",
  operands: "PATH…",
  summary: "Shows what gilint believes about each function: does it need the GIL, release it, block, and why.",
  options: [
    { name: "function", value: "NAME", help: "this function only" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text (default) or json" },
    ...CONFIGURATION_OPTIONS,
  ],
};

export async function effectsCommand(args: readonly string[], io: Io): Promise<number> {
  const given = parseArguments(COMMAND, args);
  if (given.operands.length === 0) throw usageError(COMMAND, "effects needs a path");
  const choice = { config: given.text("config"), isolated: given.has("isolated") };
  const { files, config } = openProject(given.operands, choice, io);
  const sources = new SourceMap(files);
  const progress = new Progress(io.stderr);
  const request = { files, overlay: new Map(), sources, settings: config.settings, cacheRoot: undefined, progress };
  const analysis = await analyseFully(request);
  const all = files.flatMap((file) => analysis.effects(file.path));
  progress.clear();
  const effects = named(all, given.text("function"));
  const text =
    given.text("format") === "json" ? json(effects, sources) : effects.map((f) => describe(f, sources)).join("\n");
  io.stdout.write(text);
  return 0;
}

function named(effects: readonly FunctionEffects[], name: string | undefined): readonly FunctionEffects[] {
  if (name === undefined) return effects;
  const found = effects.filter((candidate) => candidate.name === name);
  if (found.length > 0) return found;
  const names = effects.map((candidate) => candidate.name);
  throw new InputError(`there is no function "${name}"${didYouMean(name, names)}`);
}

const EXITS: Readonly<Record<FunctionEffects["exit"], string>> = {
  keeps: "leaves the GIL as it found it",
  releases: "returns with the GIL released",
  acquires: "returns with the GIL held",
  varies: "returns with the GIL held on some paths and released on others",
};

function describe(effects: FunctionEffects, sources: SourceMap): string {
  const place = placeText(effects.path, effects.nameSpan.start, sources);
  if (effects.unanalysed !== null) return `${place} ${effects.name}\n  could not be analysed: ${effects.unanalysed}\n`;
  const lines = [
    effects.needsGil === null ? "does not need the GIL, as far as is known" : "needs the GIL:",
    ...chain(effects.needsGil, sources),
    EXITS[effects.exit],
    ...effects.regions.map((region) => `releases the GIL ${regionText(region, sources)}`),
    effects.blocks === null ? "does not block, as far as is known" : "can block:",
    ...chain(effects.blocks, sources),
    ...effects.contexts.flatMap(({ state, because }) => [
      `is entered with the GIL ${state}`,
      ...chain(because, sources),
    ]),
  ];
  return `${[`${place} ${effects.name}`, ...lines.map((line) => `  ${line}`)].join("\n")}\n`;
}

function chain(steps: readonly Related[] | null, sources: SourceMap): string[] {
  return (steps ?? []).map((step) => `  ${placeText(step.path, step.span.start, sources)} ${step.message}`);
}

function regionText({ path, release, ends }: Region, sources: SourceMap): string {
  const line = (offset: number): number => sources.lines(path).positionAt(offset).line + 1;
  const last = ends.map((end) => line(end.start));
  return `in line ${line(release.start)}${last.length === 0 ? ", and never takes it back" : `, until line ${last.join(" or ")}`}`;
}

function placeText(path: string, offset: number, sources: SourceMap): string {
  const { line, character } = sources.lines(path).positionAt(offset);
  return `${path}:${line + 1}:${character + 1}`;
}

function json(effects: readonly FunctionEffects[], sources: SourceMap): string {
  const steps = (list: readonly Related[] | null): object[] | null =>
    list?.map(({ path, span, message }) => ({ path, range: sources.range(path, span), message })) ?? null;
  const functions = effects.map((f) => ({
    path: f.path,
    name: f.name,
    range: sources.range(f.path, f.nameSpan),
    needsGil: steps(f.needsGil),
    exit: f.exit,
    regions: f.regions.map((region) => ({
      release: sources.range(region.path, region.release),
      ends: region.ends.map((end) => sources.range(region.path, end)),
    })),
    blocks: steps(f.blocks),
    contexts: f.contexts.map(({ state, because }) => ({ state, because: steps(because) })),
    unanalysed: f.unanalysed,
  }));
  return `${JSON.stringify({ version: 1, functions }, null, 2)}\n`;
}
