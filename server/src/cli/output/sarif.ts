// `--format sarif`: SARIF 2.1.0, for code scanning services and viewers.
import type { Finding, Fix, Location, Problem, Severity } from "../../core/findings/finding.ts";
import { pageAddress } from "../../core/rules/page-address.ts";
import { RULES } from "../../core/rules/registry.ts";
import type { RuleMetadata } from "../../core/rules/rule.ts";
import type { Span } from "../../core/text/span.ts";
import { rulePage } from "../../node/rule-pages.ts";
import { fingerprint } from "../fingerprint.ts";
import { renderMarkdown } from "../markdown.ts";
import type { SourceMap } from "../source-map.ts";
import { VERSION } from "../version.ts";
import { plain } from "./paint.ts";
import type { ReportView } from "./view.ts";

export function sarifReport({ report, sources }: ReportView): string {
  const seen = new Map<string, number>();
  const document = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "gilint", version: VERSION, semanticVersion: VERSION, rules: RULES.map(sarifRule) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { description: { text: "The folder gilint was run in." } } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: report.problems.map(sarifProblem) }],
        results: report.findings.map((finding) => sarifResult(finding, sources, seen)),
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const BASE = "SRCROOT";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note", hint: "note" };

function sarifRule(rule: RuleMetadata): object {
  const page = rulePage(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.summary },
    helpUri: pageAddress(rule.id),
    ...(page === undefined ? {} : { help: { text: renderMarkdown(page, 100, plain), markdown: page } }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: [rule.group], since: rule.since },
  };
}

function sarifResult(finding: Finding, sources: SourceMap, seen: Map<string, number>): object {
  const { rule, message, related, fixes } = finding;
  const place = physicalLocation(finding, sources);
  const inside = finding.function;
  const logical = inside === null ? {} : { logicalLocations: [{ name: inside, kind: "function" }] };
  const steps = related.map((step) => ({
    physicalLocation: physicalLocation(step, sources),
    message: { text: step.message },
  }));
  const flow = [...steps, { physicalLocation: place, message: { text: message } }];
  return {
    ruleId: rule,
    ruleIndex: RULES.findIndex((candidate) => candidate.id === rule),
    level: LEVELS[finding.severity],
    message: { text: message },
    locations: [{ physicalLocation: place, ...logical }],
    partialFingerprints: { "gilint/v1": numbered(fingerprint(finding, sources), seen) },
    ...(steps.length === 0
      ? {}
      : {
          relatedLocations: steps.map((step, index) => ({ id: index + 1, ...step })),
          codeFlows: [{ threadFlows: [{ locations: flow.map((location) => ({ location })) }] }],
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(fix, sources)) }),
    properties: { confidence: finding.confidence },
  };
}

/** Findings that are alike are told apart by their order. */
function numbered(print: string, seen: Map<string, number>): string {
  const number = (seen.get(print) ?? 0) + 1;
  seen.set(print, number);
  return `${print}:${number}`;
}

function physicalLocation({ path, span }: Location, sources: SourceMap): object {
  return { artifactLocation: artifact(path), region: region(path, span, sources) };
}

function sarifFix({ title, safe, edits }: Fix, sources: SourceMap): object {
  const paths = [...new Set(edits.map((edit) => edit.path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({
          deletedRegion: region(path, edit.span, sources),
          insertedContent: { text: edit.newText },
        })),
    })),
    properties: { safe },
  };
}

/** A problem of no file has no path. */
function sarifProblem({ path, message }: Problem): object {
  const locations = path === "" ? [] : [{ physicalLocation: { artifactLocation: artifact(path) } }];
  return { level: "warning", message: { text: message }, locations };
}

/** A path relative to the working folder as a URI, part by part. */
function artifact(path: string): object {
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: BASE };
}

/** Lines and columns from 1, the end exclusive. */
function region(path: string, span: Span, sources: SourceMap): object {
  const { start, end } = sources.range(path, span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
