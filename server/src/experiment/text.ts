// The experiment's result as a table with bars, for a terminal.
import type { ExperimentResult, InterpreterResult, Missing, VariantResult } from "./result.ts";
import { bar, table } from "./text-table.ts";
import {
  endings,
  examples,
  interpreterName,
  machineName,
  malformedText,
  parametersText,
  predictionText,
  ratio,
  seconds,
} from "./words.ts";

const BAR_WIDTH = 20;

export function experimentText(result: ExperimentResult): string {
  const head = [`The spam experiment, ${parametersText(result)}`, machineName(result.machine)];
  const parts = result.interpreters.map(interpreterText);
  return [...head, "", ...parts, verdict(result), ""].join("\n");
}

function interpreterText({ asked, interpreter, missing, variants }: InterpreterResult): string {
  if (interpreter === null) return [asked, ...missingText(missing), ""].join("\n");
  const ran = variants.filter((variant) => variant.status !== "not run");
  return [
    `${interpreterName(interpreter)}  ${interpreter.executable}`,
    ...missingText(missing),
    "",
    ...(ran.length === 0 ? ["  nothing could run"] : rows(ran)),
    "",
    ...ran.flatMap(details),
    ...notRun(variants, missing),
  ].join("\n");
}

function rows(variants: readonly VariantResult[]): string[] {
  const longest = Math.max(...variants.map((variant) => variant.wall?.median ?? 0));
  const cells = variants.map((variant) => [
    variant.id,
    variant.wall === null ? "" : seconds(variant.wall.median),
    variant.wall === null ? "" : bar(variant.wall.median / longest, BAR_WIDTH),
    ratio(variant.speedup),
    variant.peak === null ? "" : String(variant.peak),
    malformedText(variant),
    variant.status,
    predictionText(variant.prediction),
  ]);
  const heads = ["variant", "time", "", "faster", "inside", "bad lines", "behaved", "gilint says"];
  return table(heads, cells, new Set([1, 3, 4, 5]));
}

/** What the table has no room for: surprises, deaths, examples of bad lines. */
function details(variant: VariantResult): string[] {
  const lines = [
    ...(variant.reason === null ? [] : [variant.reason.message]),
    ...variant.judgements.filter((one) => !one.holds).map((one) => `expected: ${one.claim}; seen: ${one.seen}`),
    ...endings(variant.runs),
    ...examples(variant.runs).map(({ kind, line }) => `a ${kind} line: ${JSON.stringify(line)}`),
    ...variant.notes,
  ];
  return lines.length === 0 ? [] : [`  ${variant.id}`, ...lines.flatMap((line) => indent(line, "    "))];
}

/** Variants that wait for the same thing are named together. */
function notRun(variants: readonly VariantResult[], known: Missing | null): string[] {
  const groups = new Map<string, { reason: Missing; ids: string[] }>();
  for (const { id, status, reason } of variants) {
    if (status !== "not run" || reason === null) continue;
    const group = groups.get(reason.message) ?? { reason, ids: [] };
    group.ids.push(id);
    groups.set(reason.message, group);
  }
  return [...groups.values()].flatMap(({ reason, ids }) => [
    `  not run: ${ids.join(", ")}`,
    ...(reason.message === known?.message ? [] : missingText(reason).map((line) => `  ${line}`)),
    "",
  ]);
}

function missingText(missing: Missing | null): string[] {
  if (missing === null) return [];
  return [...indent(missing.message, "  "), ...(missing.remedy === null ? [] : [`  to mend it: ${missing.remedy}`])];
}

function indent(text: string, by: string): string[] {
  return text.split("\n").map((line) => by + line);
}

function verdict({ behaved, interpreters }: ExperimentResult): string {
  if (behaved === null) return "Nothing could run.";
  const ran = interpreters.flatMap((one) => one.variants).filter((variant) => variant.status !== "not run");
  const well = ran.filter((variant) => variant.status === "as expected").length;
  return `${well} of ${ran.length} variants that ran behaved as expected.`;
}
