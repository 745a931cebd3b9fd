// `--format github`: workflow commands, which GitHub shows at the lines of a pull request.
import type { Finding, Problem, Severity } from "../../core/findings/finding.ts";
import type { SourceMap } from "../source-map.ts";
import type { ReportView } from "./view.ts";

export function githubReport({ report, sources }: ReportView): string {
  const findings = report.findings.map((finding) => findingCommand(finding, sources));
  const problems = report.problems.map(problemCommand);
  return [...findings, ...problems].map((line) => `${line}\n`).join("");
}

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

function findingCommand(finding: Finding, sources: SourceMap): string {
  const { start, end } = sources.range(finding.path, finding.span);
  const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
  const properties = {
    file: finding.path,
    line: start.line + 1,
    endLine: end.line + 1,
    ...columns,
    title: `gilint: ${finding.rule}`,
  };
  const steps = finding.related.map((step) => {
    const line = sources.range(step.path, step.span).start.line + 1;
    return `${step.path}:${line} ${step.message}`;
  });
  return command(COMMANDS[finding.severity], properties, [finding.message, ...steps].join("\n"));
}

function problemCommand({ path, message }: Problem): string {
  return command("notice", { ...(path === "" ? {} : { file: path }), title: "gilint" }, message);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
