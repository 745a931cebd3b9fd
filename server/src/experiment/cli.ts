// `gilint experiment` and `gilint bench`: arguments in, reports out, exit codes. What they run is elsewhere.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadParser } from "../node/parser.ts";
import { runBench, usualThreads } from "./bench/bench.ts";
import { benchText } from "./bench/text.ts";
import type { Laboratory } from "./environment.ts";
import { runExperiment } from "./experiment.ts";
import { defaultInterpreter } from "./interpreter.ts";
import { everyInterpreter } from "./interpreters.ts";
import type { Io } from "./io.ts";
import { copySources, openLaboratory } from "./laboratory.ts";
import { count, duration, parametersOf, threadCounts, variantIds } from "./options.ts";
import { progressTo } from "./progress.ts";
import { type System, thisSystem } from "./remedies.ts";
import { checkReportName, writeJson, writeReport } from "./report/write.ts";
import { experimentText } from "./text.ts";
import { UsageError } from "./usage-error.ts";

const EXPERIMENT_HELP = `Usage: gilint experiment [OPTIONS]
Builds and runs a small C extension with the GIL held, released, and released and locked, with its mistakes, and in
pure Python, Cython and Numba; shows times and mixed lines beside what gilint says about the sources.

  --quick | --faithful     the default takes seconds; faithful uses a second of sleep and 10 000 threads
  --python P               interpreter to run with; repeat it to compare several; "all" is every one that is found
  --list-interpreters      say which those are, as JSON, and run nothing
  --variants A,B,…         run only these
  --threads N --delay T    threads and sleep of the runs that are timed (T: 0.1, 100ms)
  --racing-threads N --gap T    threads, and pause between words, of the runs that look for mixed lines
  --repeats N --timeout T  repeats of a run, and when it is killed
  --json F                 write the result as JSON; "-" is standard output
  --report F               write a report; the name's end says which: .md, .csv, .svg, .html (repeatable)
  --output-dir D           copy the sources there and run those; nothing is overwritten
  --sources D              run the sources of such a copy
  --build-dir D            build there instead of in .gilint_cache
  --progress auto|none|json
Exit code: 0 if every variant that ran behaved as expected, 1 if not, 2 if nothing could run.
`;

export function experimentCommand(args: readonly string[], io: Io): Promise<number> {
  return command(io, EXPERIMENT_HELP, args, async (signal) => {
    const { values: given } = parseArgs({
      args: [...args],
      options: {
        quick: { type: "boolean" },
        faithful: { type: "boolean" },
        python: { type: "string", multiple: true },
        "list-interpreters": { type: "boolean" },
        variants: { type: "string" },
        threads: { type: "string" },
        delay: { type: "string" },
        "racing-threads": { type: "string" },
        gap: { type: "string" },
        repeats: { type: "string" },
        timeout: { type: "string" },
        json: { type: "string" },
        report: { type: "string", multiple: true },
        "output-dir": { type: "string" },
        sources: { type: "string" },
        "build-dir": { type: "string" },
        progress: { type: "string", default: "auto" },
      },
    });
    if (given.quick === true && given.faithful === true)
      throw new UsageError("--quick and --faithful exclude each other");
    const parameters = parametersOf(given.faithful === true ? "faithful" : "quick", given);
    const variants = variantIds(given.variants);
    for (const file of given.report ?? []) checkReportName(file);
    const progress = progressTo(io.stderr, progressStyle(given.progress));
    const copy = given["output-dir"];
    if (copy !== undefined) await copySources(resolve(io.cwd, copy));
    const open = await openLaboratory({ ...io, sources: copy ?? given.sources, builds: given["build-dir"], signal });
    try {
      if (open.note !== null) io.stderr.write(`${open.note}\n`);
      const { lab } = open;
      const system = thisSystem();
      if (given["list-interpreters"] === true) return await listInterpreters(lab, system, io);
      const result = await runExperiment({
        interpreters: await interpretersOf(given.python, lab, system),
        variants,
        parameters,
        lab,
        system,
        parser: await loadParser("auto"),
        onProgress: progress.report,
      });
      progress.end();
      if (given.json !== "-") io.stdout.write(experimentText(result));
      if (given.json !== undefined) await writeJson(result, given.json, io);
      for (const file of given.report ?? []) await writeReport(result, resolve(io.cwd, file));
      return result.behaved === null ? 2 : result.behaved ? 0 : 1;
    } finally {
      await open.close();
    }
  });
}

async function interpretersOf(
  asked: readonly string[] | undefined,
  lab: Laboratory,
  system: System,
): Promise<readonly string[]> {
  if (asked === undefined) return [defaultInterpreter(lab)];
  if (!asked.includes("all")) return asked;
  const found = await everyInterpreter(lab, system);
  return found.length > 0 ? found.map(({ executable }) => executable) : [defaultInterpreter(lab)];
}

async function listInterpreters(lab: Laboratory, system: System, io: Io): Promise<number> {
  const found = await everyInterpreter(lab, system);
  const listed = found.map(({ executable, version, freeThreaded }) => ({
    executable,
    version: version.join("."),
    freeThreaded,
  }));
  io.stdout.write(`${JSON.stringify(listed, null, 2)}\n`);
  return found.length > 0 ? 0 : 2;
}

const BENCH_HELP = `Usage: gilint bench --stmt S [OPTIONS]
Runs a Python statement in 1, 2, 4, … threads: does it scale, and does it keep other threads from the GIL?

  --stmt S                 what is measured
  --setup S                run before it, by each thread for itself
  --threads 1,2,4,…        the default goes up to twice the cores
  --python P               interpreter to run with
  --compare P              another one beside it (repeatable)
  --seconds T --repeats N  least time of a repeat (0.2), and how many (5)
  --timeout T              when it is killed (300)
  --json F                 write the result as JSON; "-" is standard output
Exit code: 0 if it was measured, 2 if not.
`;

export function benchCommand(args: readonly string[], io: Io): Promise<number> {
  return command(io, BENCH_HELP, args, async (signal) => {
    const { values: given } = parseArgs({
      args: [...args],
      options: {
        stmt: { type: "string" },
        setup: { type: "string", default: "" },
        threads: { type: "string" },
        python: { type: "string" },
        compare: { type: "string", multiple: true, default: [] },
        seconds: { type: "string" },
        repeats: { type: "string" },
        timeout: { type: "string" },
        json: { type: "string" },
        "build-dir": { type: "string" },
      },
    });
    if (given.stmt === undefined) throw new UsageError("--stmt is needed: the statement to measure");
    const threads = threadCounts(given.threads) ?? usualThreads();
    const seconds = duration("--seconds", given.seconds) ?? 0.2;
    const repeats = count("--repeats", given.repeats) ?? 5;
    const timeout = duration("--timeout", given.timeout) ?? 300;
    const { setup, stmt: statement } = given;
    const open = await openLaboratory({ ...io, sources: undefined, builds: given["build-dir"], signal });
    try {
      const { lab } = open;
      const interpreters = [given.python ?? defaultInterpreter(lab), ...given.compare];
      const system = thisSystem();
      const result = await runBench({
        interpreters,
        setup,
        statement,
        threads,
        seconds,
        repeats,
        timeout,
        lab,
        system,
      });
      if (given.json !== "-") io.stdout.write(benchText(result));
      if (given.json !== undefined) await writeJson(result, given.json, io);
      return result.measurements.every((one) => one.reason === null) ? 0 : 2;
    } finally {
      await open.close();
    }
  });
}

/** Runs a command's body; what the user got wrong, and what stops it, becomes words and an exit code. */
async function command(
  io: Io,
  help: string,
  args: readonly string[],
  body: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    io.stdout.write(help);
    return 0;
  }
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once("SIGINT", onInterrupt);
  process.once("SIGTERM", onInterrupt);
  try {
    return await body(io.signal === undefined ? stop.signal : AbortSignal.any([io.signal, stop.signal]));
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") io.stderr.write("stopped\n");
    else if (error instanceof UsageError || isArgumentError(error)) io.stderr.write(`gilint: ${error.message}\n`);
    else throw error;
    return 2;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  }
}

function progressStyle(given: string): "auto" | "none" | "json" {
  if (given === "auto" || given === "none" || given === "json") return given;
  throw new UsageError(`--progress is "${given}"; it can be auto, none or json`);
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && ((error as NodeJS.ErrnoException).code ?? "").startsWith("ERR_PARSE_ARGS");
}
