// Replay's output: a line per bug, and recall and silence per class.
import type { Sighting, Verdict } from "./judge.ts";
import { CLASSES, type Label } from "./labels.ts";
import type { Outcome } from "./replay.ts";

export function outcomeLine(outcome: Outcome): string {
  const { label } = outcome;
  const head = `${label.class} ${label.id} ${label.path}:${label.lines.join(",")} ${label.functions.join(",")}`;
  if (outcome.unavailable !== undefined) return `${head}\n    not replayed: ${outcome.unavailable}`;
  const lines = [head, `    ${foundText(outcome)}`];
  if (outcome.afterFix.place !== "nowhere") lines.push(`    after the fix: ${sightingText(outcome.afterFix)}`);
  if (outcome.found.place === "nowhere" && label.note !== "") lines.push(`    note: ${label.note}`);
  return lines.join("\n");
}

/** `visible` leaves out the labels whose bug a linter can hardly see; they are counted in a table of their own. */
export function summaryTables(outcomes: readonly Outcome[]): string {
  const replayed = outcomes.flatMap((outcome) => (outcome.unavailable === undefined ? [outcome] : []));
  const visible = replayed.filter((verdict) => !verdict.label.hardlyVisible);
  const hidden = replayed.filter((verdict) => verdict.label.hardlyVisible);
  return [
    table("visible to a linter", visible),
    ...(hidden.length > 0 ? [table("hardly visible (semantic, library)", hidden)] : []),
    `not replayed: ${outcomes.length - replayed.length}`,
  ].join("\n\n");
}

function table(title: string, verdicts: readonly Verdict[]): string {
  const present = CLASSES.filter((name) => verdicts.some((verdict) => verdict.label.class === name));
  const rows = present.map((name) => row(name, (label) => label.class === name));
  rows.push(row("all", () => true));
  const head = [
    "class",
    "bugs",
    "at line",
    "on path",
    "in function",
    "missed",
    "recall",
    "still after fix",
    "found and silenced",
  ];
  return [`${title}:`, ...align([head, ...rows])].join("\n");

  function row(name: string, wanted: (label: Label) => boolean): string[] {
    const chosen = verdicts.filter((verdict) => wanted(verdict.label));
    const count = (test: (verdict: Verdict) => boolean): number => chosen.filter(test).length;
    const atLine = count(({ found }) => found.place === "line");
    const onPath = count(({ found }) => found.place === "path");
    const inFunction = count(({ found }) => found.place === "function");
    const located = atLine + onPath;
    const still = count(({ afterFix }) => isLocated(afterFix));
    const silenced = count(({ found, afterFix }) => isLocated(found) && !isLocated(afterFix));
    const numbers = [chosen.length, atLine, onPath, inFunction, chosen.length - located - inFunction];
    return [
      name,
      ...numbers.map(String),
      percent(located + inFunction, chosen.length),
      String(still),
      percent(silenced, located),
    ];
  }
}

const WHERE = {
  line: "at the line",
  path: "on the path shown",
  function: "in the function",
  nowhere: "nowhere",
} as const;

function isLocated({ place }: Sighting): boolean {
  return place === "line" || place === "path";
}

function foundText({ found }: Verdict): string {
  return found.place === "nowhere" ? "missed" : `found: ${sightingText(found)}`;
}

function sightingText({ place, findings }: Sighting): string {
  return `${WHERE[place]}: ${findings.slice(0, 4).join("; ")}${findings.length > 4 ? `; ${findings.length - 4} more` : ""}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`;
}

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "));
}
