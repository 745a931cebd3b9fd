// The benchmark's result as tables with bars, for a terminal.
import type { Spread } from "../result.ts";
import { bar, table } from "../text-table.ts";
import { interpreterName, machineName } from "../words.ts";
import type { BenchMeasurement, BenchResult, ThreadCount } from "./result.ts";
import { busyWarning } from "./verdict.ts";

const BAR_WIDTH = 16;

export function benchText({ setup, statement, machine, measurements }: BenchResult): string {
  const code = [...(setup === "" ? [] : [`set-up:    ${setup}`]), `statement: ${statement}`];
  return [...code, machineName(machine), "", ...measurements.flatMap(measurementText)].join("\n");
}

function measurementText({ asked, interpreter, reason, times, counts, verdict }: BenchMeasurement): string[] {
  const name = interpreter === null ? asked : `${interpreterName(interpreter)}  ${interpreter.executable}`;
  if (reason !== null) return [name, `  ${reason.message}`, ...remedy(reason.remedy), ""];
  const words = [verdict, busyWarning(counts)].filter((one) => one !== null);
  return [`${name}; ${times} turns a thread`, "", ...rows(counts), "", ...words, ""];
}

function rows(counts: readonly ThreadCount[]): string[] {
  const most = Math.max(...counts.map(({ speedup }) => speedup.median));
  const heads = [
    "threads",
    "time",
    "per second",
    "faster",
    "",
    "GIL late p50",
    "p99",
    "max",
    "machine p99",
    "GIL taken",
  ];
  const cells = counts.map(({ threads, wall, throughput, speedup, starved, control, gilUnavailable }) => [
    String(threads),
    `${wall.median.toFixed(3)} s`,
    withSpread(throughput, (value) => String(Number(value.toPrecision(3)))),
    withSpread(speedup, (value) => value.toFixed(2)),
    bar(speedup.median / most, BAR_WIDTH),
    milliseconds(starved.p50),
    milliseconds(starved.p99),
    milliseconds(starved.max),
    milliseconds(control.p99),
    `${Math.round(gilUnavailable * 100)} %`,
  ]);
  return table(heads, cells, new Set([0, 1, 2, 3, 5, 6, 7, 8, 9]));
}

function withSpread({ median, least, most }: Spread, text: (value: number) => string): string {
  return `${text(median)} (${text(least)}–${text(most)})`;
}

function milliseconds(value: number): string {
  return `${(value * 1000).toFixed(1)} ms`;
}

function remedy(command: string | null): string[] {
  return command === null ? [] : [`  to mend it: ${command}`];
}
