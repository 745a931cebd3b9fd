// What every output format starts from.
import type { Report } from "../../core/findings/finding.ts";
import type { SourceMap } from "../source-map.ts";

export interface ReportView {
  readonly report: Report;
  readonly sources: SourceMap;
  /** How long the work took. The only thing in a report that differs between runs. */
  readonly milliseconds: number;
  /** Whether counts per rule are wanted. */
  readonly statistics: boolean;
}

/** Findings per rule, the most frequent first. */
export function countByRule(report: Report): [string, number][] {
  const counts = new Map<string, number>();
  for (const { rule } of report.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** `1 file`, `2 files`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
