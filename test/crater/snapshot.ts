// A project's snapshot: every finding of gilint on it, with what a reader of the code thought of it. No code of theirs.
import type { Finding } from "../../server/src/core/findings/finding.ts";
import type { LineIndex } from "../../server/src/core/text/line-index.ts";

export type Opinion = "true" | "false" | "debatable";

/** Lines and columns are one-based. `opinion` and `reason` are empty until somebody has read the code. */
export interface Row {
  readonly rule: string;
  readonly confidence: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly function: string;
  readonly message: string;
  readonly opinion: Opinion | "";
  readonly reason: string;
}

const COLUMNS = ["rule", "confidence", "path", "line", "column", "function", "message", "verdict", "reason"];

export function toRow(finding: Finding, index: LineIndex): Row {
  const { line, character } = index.positionAt(finding.span.start);
  return {
    rule: finding.rule,
    confidence: finding.confidence,
    path: finding.path,
    line: line + 1,
    column: character + 1,
    function: finding.function ?? "",
    message: oneLine(finding.message),
    opinion: "",
    reason: "",
  };
}

export function serialise(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    [row.rule, row.confidence, row.path, row.line, row.column, row.function, row.message, row.opinion, row.reason].join(
      "\t",
    ),
  );
  return `${[COLUMNS.join("\t"), ...lines].join("\n")}\n`;
}

export function parse(text: string): readonly Row[] {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  if (head !== COLUMNS.join("\t")) throw new Error(`a snapshot's columns are ${COLUMNS.join(", ")}`);
  return lines.map((text) => {
    const cells = text.split("\t");
    const [rule = "", confidence = "", path = "", line = "", column = "", name = "", message = ""] = cells;
    return {
      rule,
      confidence,
      path,
      line: Number(line),
      column: Number(column),
      function: name,
      message,
      opinion: toOpinion(cells[7] ?? ""),
      reason: cells[8] ?? "",
    };
  });
}

/** The new rows with the opinions of the old ones. The source is pinned: a rule at a place is the same finding. */
export function keepOpinions(rows: readonly Row[], old: readonly Row[]): readonly Row[] {
  const opinions = new Map(old.map((row) => [fingerprint(row), row]));
  return rows.map((row) => {
    const before = opinions.get(fingerprint(row));
    return before === undefined ? row : { ...row, opinion: before.opinion, reason: before.reason };
  });
}

export interface Difference {
  readonly gone: readonly Row[];
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
}

/** What a run finds that the snapshot does not hold, and the other way round. */
export function compare(found: readonly Row[], snapshot: readonly Row[]): Difference {
  const before = new Map(snapshot.map((row) => [fingerprint(row), row]));
  const now = new Set(found.map(fingerprint));
  const known = found.filter((row) => before.has(fingerprint(row)));
  return {
    gone: snapshot.filter((row) => !now.has(fingerprint(row))),
    added: found.filter((row) => !before.has(fingerprint(row))),
    changed: known.filter((row) => {
      const old = before.get(fingerprint(row));
      return old?.message !== row.message || old.confidence !== row.confidence || old.function !== row.function;
    }),
  };
}

export function describe(row: Row): string {
  return `${row.path}:${row.line}:${row.column} ${row.rule} (${row.confidence}) ${row.message}`;
}

function fingerprint(row: Row): string {
  return [row.rule, row.path, row.line, row.column].join("\t");
}

function toOpinion(text: string): Opinion | "" {
  if (text === "" || text === "true" || text === "false" || text === "debatable") return text;
  throw new Error(`a verdict is true, false or debatable, not ${text}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
