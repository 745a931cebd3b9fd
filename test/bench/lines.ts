// What the bench prints: each target is a line.
import { markdownTable } from "../support/between-markers.ts";

export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: "s" | "ms" | "MiB";
  /** What the value is held against, measured in the same run. */
  readonly reference: { readonly what: string; readonly value: number } | null;
  /** Of the ratio where there is a reference, else of the value. */
  readonly target: number;
  /** Where it should get in the end. */
  readonly goal: number | null;
}

const HEAD = ["what", "value", "reference", "ratio", "target", "met", "goal"];

export function table(lines: readonly Line[]): string {
  return markdownTable(HEAD, lines.map(cells));
}

export function met(line: Line): boolean {
  return compared(line) <= line.target;
}

/** What the target is about. */
export function compared({ value, reference }: Line): number {
  return reference === null ? value : value / reference.value;
}

function cells(line: Line): string[] {
  const { what, value, unit, reference, target, goal } = line;
  const bound = (limit: number): string => (reference === null ? `≤ ${limit} ${unit}` : `≤ ${limit} ×`);
  return [
    what,
    `${number(value)} ${unit}`,
    reference === null ? "–" : `${reference.what}: ${number(reference.value)} ${unit}`,
    reference === null ? "–" : number(compared(line)),
    bound(target),
    met(line) ? "yes" : "**no**",
    goal === null ? "" : `${bound(goal)}${compared(line) <= goal ? " (reached)" : ""}`,
  ];
}

function number(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(2);
}
