// Whether gilint finds a labelled bug, and whether it is silent once the bug is fixed.
import type { Analysis } from "../../server/src/core/analyze.ts";
import { atLeast, type Confidence, type Finding, type Location } from "../../server/src/core/findings/finding.ts";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import { type Label, RULES_OF } from "./labels.ts";

/**
 * Where a finding of a fitting rule is: at a labelled line; elsewhere, with the labelled line in the path that it shows
 * (the use that a call leads to); elsewhere in the labelled function; or nowhere.
 */
export type Place = "line" | "path" | "function" | "nowhere";

export interface Sighting {
  readonly place: Place;
  /** The findings that decided, as `rule at path:line`. */
  readonly findings: readonly string[];
}

export interface Verdict {
  readonly label: Label;
  readonly found: Sighting;
  readonly afterFix: Sighting;
}

/** One version of the project, analysed; `text` is the labelled file's. */
export interface Version {
  readonly analysis: Pick<Analysis, "findings" | "regions">;
  readonly text: string;
}

/** How far from its labelled line a finding may be: labels name a statement, findings a token in it. */
const NEAR = 2;

export function judge(label: Label, buggy: Version, fixed: Version, least: Confidence): Verdict {
  return {
    label,
    found: sight(label, label.lines, buggy, least),
    afterFix: sight(label, label.fixedLines, fixed, least),
  };
}

function sight(label: Label, lines: readonly number[], version: Version, least: Confidence): Sighting {
  const fitting = version.analysis.findings.filter(
    (finding) => RULES_OF[label.class].includes(finding.rule) && atLeast(finding.confidence, least),
  );
  const index = new LineIndex(version.text);
  const describe = (finding: Finding): string =>
    finding.path === label.path
      ? `${finding.rule} at line ${lineOf(index, finding)}`
      : `${finding.rule} in ${finding.path}`;
  const inFile = fitting.filter((finding) => finding.path === label.path);
  const atLine = inFile.filter((finding) => isAt(finding, lines, index, version));
  if (atLine.length > 0) return { place: "line", findings: atLine.map(describe) };
  const onPath = fitting.filter((finding) =>
    finding.related.some((step) => step.path === label.path && isNear(step, lines, index)),
  );
  if (onPath.length > 0) return { place: "path", findings: onPath.map(describe) };
  const inFunction = inFile.filter(
    (finding) => finding.function !== null && label.functions.includes(finding.function),
  );
  if (inFunction.length > 0) return { place: "function", findings: inFunction.map(describe) };
  return { place: "nowhere", findings: [] };
}

function isAt(finding: Finding, lines: readonly number[], index: LineIndex, version: Version): boolean {
  return isNear(finding, lines, index) || lines.some((line) => inOneRegion(finding, line, index, version));
}

function isNear(place: Location, lines: readonly number[], index: LineIndex): boolean {
  const first = lineOf(index, place);
  const last = index.positionAt(place.span.end).line + 1;
  return lines.some((line) => first - NEAR <= line && line <= last + NEAR);
}

/** A mistake that runs over a region may be reported anywhere in it. */
function inOneRegion(finding: Finding, line: number, index: LineIndex, version: Version): boolean {
  const start = index.lineStart(line - 1);
  const end = index.lineStart(line);
  return version.analysis.regions
    .filter((region) => region.path === finding.path)
    .flatMap((region) => region.stretches)
    .some(
      ({ span }) =>
        span.start <= finding.span.start && finding.span.start <= span.end && span.start < end && start < span.end,
    );
}

function lineOf(index: LineIndex, place: Location): number {
  return index.positionAt(place.span.start).line + 1;
}
