// Annotated fixtures: C with the expected findings drawn under it. CONTRIBUTING.md, "Fixtures", shows the notation.
//
// Annotation lines are taken out before the analysis, so that a fixture may hold macros with continuation lines and
// comments that act on the next line. What the analysis found is drawn back into the code in the same notation: a
// fixture passes if the two texts are equal, and UPDATE=1 writes the second over the first.
import { CONFIDENCES, type Confidence, type Finding, type Severity } from "../../server/src/core/findings/finding.ts";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import { type Span, span } from "../../server/src/core/text/span.ts";

export interface Expectation {
  readonly kind: "finding";
  readonly span: Span;
  readonly known: "found" | "todo";
  readonly severity: Severity;
  readonly rule: string;
  /** null: any. */
  readonly confidence: Confidence | null;
  /** A part of the message; "" matches any. */
  readonly message: string;
}

/** A related location that some finding of the case must have. */
export interface Note {
  readonly kind: "note";
  readonly span: Span;
  readonly message: string;
}

export type Annotation = Expectation | Note;

export interface FixtureFile {
  readonly path: string;
  /** The code without its annotations: what is analysed. */
  readonly code: string;
  readonly annotations: readonly Annotation[];
}

export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly minConfidence: Confidence;
  /** What the fixture's project has in its gilint.toml. */
  readonly config: string;
}

/** What a fixture says, once read; throws on an annotation that is not well formed. */
export function parseFixture(path: string, text: string): Fixture {
  const lines = text.split("\n");
  const files: { path: string; lines: string[] }[] = [{ path, lines: [] }];
  for (const line of lines) {
    const other = /^\/\/- (\S+)$/.exec(line)?.[1];
    if (other !== undefined) files.push({ path: other, lines: [] });
    else files.at(-1)?.lines.push(line);
  }
  const wanted = /^\/\/ min-confidence: (\w+)$/m.exec(text)?.[1] ?? "low";
  const minConfidence = CONFIDENCES.find((confidence) => confidence === wanted);
  if (minConfidence === undefined) throw new Error(`${path}: unknown confidence "${wanted}"`);
  const config = [...text.matchAll(/^\/\/ gilint\.toml: (.*)$/gm)].map(([, line = ""]) => line).join("\n");
  return { files: files.map((file) => parseFile(file.path, file.lines)), minConfidence, config };
}

/**
 * The fixture as it would have to be for `findings` to be what it expects: annotations that hold are kept as written,
 * findings nobody expected are drawn in. `full` says their confidence and message too, for reading; `brief` is for
 * writing, since fixtures do not pin the wording.
 */
export function renderFixture(fixture: Fixture, findings: readonly Finding[], detail: "full" | "brief"): string {
  return fixture.files
    .map((file, i) => (i === 0 ? "" : `//- ${file.path}\n`) + renderFile(file, findings, detail))
    .join("\n");
}

const ANNOTATION = /^\s*\/\/(?<column><?) *(?<carets>\^+)(?<more>>?) (?<what>.*)$/;
const FINDING =
  /^(?<todo>todo )?(?<severity>error|warning|info|hint)\[(?<rule>[a-z-]+)\](?: \((?<confidence>low|medium|high)\))?(?: (?<message>.+))?$/;
const NOTE = /^note: (.+)$/;

function parseFile(path: string, lines: readonly string[]): FixtureFile {
  const code = lines.filter((line) => !isAnnotation(line)).join("\n");
  const index = new LineIndex(code);
  const annotations: Annotation[] = [];
  let above = -1;
  for (const line of lines) {
    if (isAnnotation(line)) annotations.push(parseAnnotation(path, line, above, index, code));
    else above++;
  }
  return { path, code, annotations };
}

function isAnnotation(line: string): boolean {
  return /^\s*\/\/<? *\^/.test(line);
}

function parseAnnotation(path: string, line: string, above: number, index: LineIndex, code: string): Annotation {
  const { column = "", carets = "", more = "", what = "" } = ANNOTATION.exec(line)?.groups ?? {};
  const start = index.lineStart(above) + (column === "<" ? 0 : line.indexOf("^"));
  const end = start + carets.length;
  const where = span(start, more === ">" ? endOfStatement(code, end) : end);
  const note = NOTE.exec(what)?.[1];
  if (note !== undefined) return { kind: "note", span: where, message: note };
  const finding = FINDING.exec(what)?.groups;
  if (finding === undefined) throw new Error(`${path}: not an annotation: ${line}`);
  const { todo, severity, rule = "", confidence, message = "" } = finding;
  return {
    kind: "finding",
    span: where,
    known: todo === undefined ? "found" : "todo",
    severity: severity as Severity,
    rule,
    confidence: (confidence as Confidence | undefined) ?? null,
    message,
  };
}

/** `>` after the carets: the range goes on over the following lines, to the end of the statement. */
function endOfStatement(code: string, from: number): number {
  const semicolon = code.indexOf(";", from);
  return semicolon < 0 ? code.length : semicolon + 1;
}

function renderFile(file: FixtureFile, findings: readonly Finding[], detail: "full" | "brief"): string {
  const index = new LineIndex(file.code);
  const here = findings.filter((finding) => finding.path === file.path);
  const { kept, missed } = match(file, here, findings);
  const drawn = [...kept, ...missed.map((finding) => expectationOf(finding, detail))];
  const byLine = new Map<number, Annotation[]>();
  for (const annotation of drawn.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const { line } = index.positionAt(annotation.span.start);
    byLine.set(line, [...(byLine.get(line) ?? []), annotation]);
  }
  return file.code
    .split("\n")
    .flatMap((line, i) => [line, ...(byLine.get(i) ?? []).map((annotation) => draw(annotation, line, index))])
    .join("\n");
}

/** Each expectation takes at most one finding, each finding fulfils at most one expectation. */
function match(
  file: FixtureFile,
  here: readonly Finding[],
  all: readonly Finding[],
): { kept: readonly Annotation[]; missed: readonly Finding[] } {
  const missed = [...here];
  const kept = file.annotations.filter((annotation) => {
    if (annotation.kind === "note") return hasNote(file.path, annotation, all);
    const found = missed.findIndex((finding) => fulfils(finding, annotation));
    if (annotation.known === "todo") return found < 0;
    if (found >= 0) missed.splice(found, 1);
    return found >= 0;
  });
  return { kept, missed };
}

function fulfils(finding: Finding, expected: Expectation): boolean {
  return (
    finding.rule === expected.rule &&
    finding.severity === expected.severity &&
    sameSpan(finding.span, expected.span) &&
    (expected.confidence === null || finding.confidence === expected.confidence) &&
    finding.message.includes(expected.message)
  );
}

function hasNote(path: string, note: Note, findings: readonly Finding[]): boolean {
  return findings.some((finding) =>
    finding.related.some(
      (related) => related.path === path && sameSpan(related.span, note.span) && related.message.includes(note.message),
    ),
  );
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function expectationOf(finding: Finding, detail: "full" | "brief"): Expectation {
  const { span: where, severity, rule } = finding;
  const { confidence, message } = detail === "full" ? finding : { confidence: null, message: "" };
  return { kind: "finding", span: where, known: "found", severity, rule, confidence, message };
}

function draw(annotation: Annotation, line: string, index: LineIndex): string {
  const start = index.positionAt(annotation.span.start);
  const end = index.positionAt(annotation.span.end);
  const multiline = end.line !== start.line;
  const width = Math.max(1, (multiline ? line.length : end.character) - start.character);
  const carets = "^".repeat(width) + (multiline ? ">" : "");
  return `${margin(start.character)}${carets} ${describe(annotation)}`;
}

/** `//` stands where there is room before the carets; `//<` says that they start in the first column. */
function margin(column: number): string {
  if (column === 0) return "//<";
  if (column === 1) throw new Error("a range that starts in the second column cannot be drawn");
  return `//${" ".repeat(column - 2)}`;
}

function describe(annotation: Annotation): string {
  if (annotation.kind === "note") return `note: ${annotation.message}`;
  const { known, severity, rule, confidence, message } = annotation;
  const doubt = confidence === null ? "" : ` (${confidence})`;
  return `${known === "todo" ? "todo " : ""}${severity}[${rule}]${doubt}${message === "" ? "" : ` ${message}`}`;
}
