// `gilint check`: finds, fixes, reports.
import path from "node:path";
import type { Report } from "../../core/findings/finding.ts";
import { writeAtomically } from "../../node/atomic-write.ts";
import { InputError, reasonOf } from "../../node/input-error.ts";
import { analyseCached, analyseFresh } from "../analyse.ts";
import { Baseline } from "../baseline.ts";
import type { ChangedLines } from "../changed-lines.ts";
import { type FixResult, fixFindings, writeFixed } from "../fix.ts";
import type { Io } from "../io.ts";
import type { Project } from "../open-project.ts";
import { count } from "../output/view.ts";
import type { SourceMap } from "../source-map.ts";
import { unifiedDiff } from "../unified-diff.ts";
import { type Job, openJob } from "./check-job.ts";
import { type CheckOptions, readCheckOptions } from "./check-options.ts";
import { formatReport } from "./format-report.ts";

/** Gives the exit code. Throws `InputError` before anything is written. */
export async function checkCommand(args: readonly string[], io: Io): Promise<number> {
  const options = readCheckOptions(args);
  const started = performance.now();
  const job = await openJob(options, io);
  const narrow = await narrowing(options, io, job);
  const first = narrow(withProblems(await analyseCached(job.request), job.project));
  const result = await fixed(first, options, job, narrow);
  job.request.progress.clear();

  if (!options.quiet) {
    for (const name of result.unwritable) io.stderr.write(`gilint: ${name}: not fixed, because it is not UTF-8\n`);
  }
  if (options.diff) return printDiff(result, options, io, job.sources, first);
  if (options.writeBaseline) return writeBaseline(first, options, io, job.sources);
  if (job.input === undefined) writeFixed(result.originals, job.sources);

  const view = {
    report: result.report,
    sources: job.sources,
    milliseconds: performance.now() - started,
    statistics: options.statistics,
  };
  emit(view.report, formatReport(view, options, io), options, io, job);
  if (!options.quiet && result.fixed > 0) io.stderr.write(`Fixed ${count(result.fixed, "finding")}.\n`);
  return exitCode(result.report, options);
}

type Narrow = (report: Report) => Report;

/** Leaves out what was not asked for. */
async function narrowing(options: CheckOptions, io: Io, { sources, input }: Job): Promise<Narrow> {
  const since = options.since === undefined ? undefined : await linesSince(options.since, io);
  const known =
    options.baseline === undefined || options.writeBaseline ? undefined : new Baseline(options.baseline, io.cwd);
  return (report) => {
    const findings = input === undefined ? report.findings : report.findings.filter(({ path: name }) => name === input);
    const recent = since?.narrow({ ...report, findings }, sources) ?? { ...report, findings };
    return known?.subtract(recent, sources) ?? recent;
  };
}

async function linesSince(revision: string, io: Io): Promise<ChangedLines> {
  const { changedLines } = await import("../changed-lines.ts");
  return changedLines(revision, io.cwd);
}

function withProblems(report: Report, project: Project): Report {
  const problems = [...project.problems, ...report.problems];
  return { ...report, problems: problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}

async function fixed(
  first: Report,
  options: CheckOptions,
  { request, sources, project }: Job,
  narrow: Narrow,
): Promise<FixResult> {
  if (options.fix === "none" || options.writeBaseline)
    return { report: first, fixed: 0, unwritable: [], originals: new Map() };
  return fixFindings(first, options.fix === "unsafe", sources, async (changed) => {
    const overlay = new Map([...request.overlay, ...changed]);
    return narrow(withProblems(await analyseFresh({ ...request, overlay }), project));
  });
}

/** Nothing is fixed, so the exit code says what was found. */
function printDiff(
  { originals, fixed: n }: FixResult,
  options: CheckOptions,
  io: Io,
  sources: SourceMap,
  first: Report,
): number {
  const paths = [...originals.keys()].sort();
  const patch = paths.map((name) => unifiedDiff(name, originals.get(name) ?? "", sources.text(name))).join("");
  write(patch, options, io);
  if (!options.quiet) io.stderr.write(n === 0 ? "Nothing to fix.\n" : `Would fix ${count(n, "finding")}.\n`);
  return exitCode(first, options);
}

function writeBaseline(report: Report, options: CheckOptions, io: Io, sources: SourceMap): number {
  const file = options.baseline ?? "";
  new Baseline(file, io.cwd).write(report, sources);
  if (!options.quiet) io.stderr.write(`Wrote ${count(report.findings.length, "finding")} to ${file}.\n`);
  return 0;
}

/** How many parts that could not be read are told of one by one: a macro that defines classes may leave hundreds behind. */
const MAX_PROBLEMS = 20;

/** Standard input comes back fixed on standard output, so that an editor can pipe through; its report goes to stderr. */
function emit(report: Report, text: string, options: CheckOptions, io: Io, { input, sources }: Job): void {
  if (options.format === "text" && !options.quiet) {
    for (const { path: name, message } of report.problems.slice(0, MAX_PROBLEMS)) {
      io.stderr.write(`gilint: ${name === "" ? "" : `${name}: `}${message}\n`);
    }
    const more = report.problems.length - MAX_PROBLEMS;
    if (more > 0) io.stderr.write(`gilint: ${count(more, "problem")} more; --format json has all of them\n`);
  }
  const isFilter = input !== undefined && options.fix !== "none";
  if (isFilter) io.stdout.write(sources.text(input));
  if (isFilter && options.outputFile === undefined) io.stderr.write(text);
  else write(text, options, io);
}

function write(text: string, options: CheckOptions, io: Io): void {
  if (options.outputFile === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    writeAtomically(path.resolve(io.cwd, options.outputFile), text);
  } catch (error) {
    throw new InputError(`${options.outputFile}: cannot be written: ${reasonOf(error)}`);
  }
}

function exitCode(report: Report, options: CheckOptions): number {
  if (options.exitZero) return 0;
  return report.findings.some(({ severity }) => severity === "error" || severity === "warning") ? 1 : 0;
}
