// `--format text`: for people. Each finding, the path that leads to it, and what would fix it.
import type { Finding, Fix, Report } from "../../core/findings/finding.ts";
import type { SourceMap } from "../source-map.ts";
import { excerpt } from "./excerpt.ts";
import { colours, harmless, type Paint, plain, SEVERITY_STYLES } from "./paint.ts";
import { count, countByRule, type ReportView } from "./view.ts";

export interface TextOptions {
  readonly colour: boolean;
  /** Findings only: no summary. */
  readonly quiet: boolean;
}

export function textReport({ report, sources, statistics }: ReportView, options: TextOptions): string {
  const paint = options.colour ? colours : plain;
  const lines = report.findings.flatMap((finding) => [...findingLines(finding, sources, paint), ""]);
  if (statistics) lines.push(...statisticsLines(report), "");
  if (!options.quiet) lines.push(summary(report, paint));
  return lines.map((line) => `${line}\n`).join("");
}

function findingLines(finding: Finding, sources: SourceMap, paint: Paint): string[] {
  const style = SEVERITY_STYLES[finding.severity];
  const place = paint("bold", placeOf(finding, sources));
  const doubt = finding.confidence === "high" ? "" : paint("dim", ` (${finding.confidence} confidence)`);
  const head = `${place} ${paint(style, finding.severity)} ${paint("bold", finding.rule)} ${harmless(finding.message)}${doubt}`;
  return [
    head,
    ...excerpt(sources, finding.path, finding.span, "  ", paint, style),
    ...finding.related.flatMap((step) => [
      `    ${placeOf(step, sources)} ${harmless(step.message)}`,
      ...excerpt(sources, step.path, step.span, "      ", paint, "cyan"),
    ]),
    ...finding.fixes.map((fix) => fixLine(fix, paint)),
  ];
}

function placeOf({ path, span }: Pick<Finding, "path" | "span">, sources: SourceMap): string {
  const { line, character } = sources.range(path, span).start;
  return `${harmless(path)}:${line + 1}:${character + 1}`;
}

function fixLine({ title, safe }: Fix, paint: Paint): string {
  return `    ${paint("green", "fix:")} ${harmless(title)}${safe ? "" : paint("dim", " (--unsafe-fixes)")}`;
}

function statisticsLines(report: Report): string[] {
  const counts = countByRule(report);
  const width = Math.max(0, ...counts.map(([, n]) => String(n).length));
  const { files, functions, analysed, regions, unanalysed, bytes } = report.statistics;
  return [
    ...counts.map(([rule, n]) => `${String(n).padStart(width)}  ${rule}`),
    `in ${count(files, "file")} (${count(bytes, "byte")}), ${count(functions, "function")} (${analysed} followed), ${count(regions, "region")}; ${count(unanalysed, "function")} could not be analysed`,
  ];
}

function summary({ findings, statistics }: Report, paint: Paint): string {
  if (findings.length === 0) return paint("green", `No findings in ${count(statistics.files, "file")}.`);
  const kinds = (["error", "warning", "info", "hint"] as const).flatMap((severity) => {
    const n = findings.filter((finding) => finding.severity === severity).length;
    return n === 0 ? [] : [paint(SEVERITY_STYLES[severity], severity === "info" ? `${n} info` : count(n, severity))];
  });
  return `${count(findings.length, "finding")} (${kinds.join(", ")}) in ${count(statistics.files, "file")}.`;
}
