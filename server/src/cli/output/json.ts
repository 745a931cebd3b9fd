// `--format json`: a contract. schemas/report.schema.json says the same to machines.
import type { Finding, Fix, Problem } from "../../core/findings/finding.ts";
import type { SourceMap } from "../source-map.ts";
import { countByRule, type ReportView } from "./view.ts";

/** Raised when a reader of the old form could misread the new one. */
const CONTRACT_VERSION = 1;

export function jsonReport(view: ReportView): string {
  const { report, sources, milliseconds } = view;
  const counts = view.statistics ? { rules: Object.fromEntries(countByRule(report)) } : {};
  const document = {
    version: CONTRACT_VERSION,
    findings: report.findings.map((finding) => jsonFinding(finding, sources)),
    problems: report.problems.map((problem) => jsonProblem(problem, sources)),
    statistics: { ...report.statistics, milliseconds: Math.round(milliseconds), ...counts },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function jsonFinding(finding: Finding, sources: SourceMap): object {
  const { rule, severity, confidence, path, message } = finding;
  return {
    rule,
    severity,
    confidence,
    path,
    range: sources.range(path, finding.span),
    function: finding.function,
    message,
    related: finding.related.map((step) => ({
      path: step.path,
      range: sources.range(step.path, step.span),
      message: step.message,
    })),
    fixes: finding.fixes.map((fix) => jsonFix(fix, sources)),
    ...(finding.refused === undefined ? {} : { refused: finding.refused }),
  };
}

function jsonFix({ title, safe, edits }: Fix, sources: SourceMap): object {
  return {
    title,
    safe,
    edits: edits.map(({ path, span, newText }) => ({ path, range: sources.range(path, span), newText })),
  };
}

function jsonProblem({ path, message, span }: Problem, sources: SourceMap): object {
  return { path, message, ...(span === undefined ? {} : { range: sources.range(path, span) }) };
}
