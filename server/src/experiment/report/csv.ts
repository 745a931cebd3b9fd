// Every run as a line of comma-separated values (RFC 4180), for spreadsheets and statistics.
import type { ExperimentResult, InterpreterResult, Run, VariantResult } from "../result.ts";

type Cell = string | number | boolean | null;

const HEADS: readonly string[] = [
  "interpreter",
  "version",
  "free_threaded",
  "variant",
  "status",
  "purpose",
  "label",
  "threads",
  "started",
  "wall_s",
  "serial_s",
  "peak",
  "lines_asked",
  "lines_malformed",
  "lines_lost",
  "gil",
  "ended",
  "exit_code",
  "signal",
];

/** Variants that did not run have one line, with no measurements. */
export function toCsv(result: ExperimentResult): string {
  const rows = result.interpreters.flatMap((one) =>
    one.variants.flatMap((variant) =>
      variant.runs.length === 0 ? [row(one, variant, null)] : variant.runs.map((run) => row(one, variant, run)),
    ),
  );
  return [HEADS, ...rows].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

function row({ asked, interpreter }: InterpreterResult, { id, status }: VariantResult, run: Run | null): Cell[] {
  return [
    interpreter?.executable ?? asked,
    interpreter?.version.join(".") ?? null,
    interpreter?.freeThreaded ?? null,
    id,
    status,
    run?.purpose ?? null,
    run?.label ?? null,
    run?.threads ?? null,
    run?.started ?? null,
    run?.wall ?? null,
    run?.serial ?? null,
    run?.peak ?? null,
    run?.lines?.asked ?? null,
    run?.lines?.malformed ?? null,
    run?.lines?.lost ?? null,
    run?.gil ?? null,
    run?.ending.how ?? null,
    run?.ending.exitCode ?? null,
    run?.ending.signal ?? null,
  ];
}

function quoted(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
