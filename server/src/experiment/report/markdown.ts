// The result as Markdown, for an issue, a wiki or a notebook.
import type { ExperimentResult, InterpreterResult, Missing, VariantResult } from "../result.ts";
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
  timeText,
} from "../words.ts";

export function toMarkdown(result: ExperimentResult): string {
  const parts = [
    "# The spam experiment",
    `${parametersText(result)}. ${machineName(result.machine)}. ${timeText(result.started)}.`,
    ...result.interpreters.flatMap(interpreterPart),
  ];
  return `${parts.join("\n\n")}\n`;
}

function interpreterPart({ asked, interpreter, missing, variants }: InterpreterResult): string[] {
  if (interpreter === null) return [`## ${escaped(asked)}`, reason(missing)];
  const ran = variants.filter((variant) => variant.status !== "not run");
  const rest = variants.filter((variant) => variant.status === "not run");
  return [
    `## ${interpreterName(interpreter)}`,
    ...(missing === null ? [] : [reason(missing)]),
    ...(ran.length === 0 ? [] : [table(ran)]),
    ...ran.flatMap(details),
    ...(rest.length === 0
      ? []
      : ["### Not run", rest.map((one) => `- \`${one.id}\`: ${reason(one.reason)}`).join("\n")]),
  ];
}

function table(variants: readonly VariantResult[]): string {
  const rows = variants.map((variant) => [
    `\`${variant.id}\``,
    variant.wall === null ? "" : seconds(variant.wall.median),
    variant.wall === null ? "" : `${variant.wall.least.toFixed(3)}–${variant.wall.most.toFixed(3)}`,
    ratio(variant.speedup),
    variant.peak === null ? "" : String(variant.peak),
    malformedText(variant),
    variant.status,
    predictionText(variant.prediction),
  ]);
  const heads = ["variant", "time", "spread", "faster", "inside", "bad lines", "behaved", "gilint says"];
  const rule = ["---", "---:", "---:", "---:", "---:", "---:", "---", "---"];
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function details(variant: VariantResult): string[] {
  const lines = [
    ...(variant.reason === null ? [] : [reason(variant.reason)]),
    ...variant.judgements.map((one) => `${one.holds ? "✓" : "✗"} ${escaped(one.claim)}: ${escaped(one.seen)}`),
    ...endings(variant.runs).map(escaped),
    ...examples(variant.runs).map(({ kind, line }) => `a ${kind} line: \`${JSON.stringify(line)}\``),
    ...variant.notes.map(escaped),
  ];
  return [
    `### ${variant.id}: ${variant.title}`,
    [`Expected: ${variant.expected}.`, "", ...lines.map((line) => `- ${line}`)].join("\n"),
  ];
}

function reason(missing: Missing | null): string {
  if (missing === null) return "";
  const command = missing.remedy === null ? "" : `; to mend it: \`${missing.remedy}\``;
  return escaped(missing.message.replaceAll("\n", " ")) + command;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, "\\$&");
}
