// Where the bench's results are kept: the table of docs/performance.md, and the numbers beside it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceBetween } from "../support/between-markers.ts";
import { projectRoot } from "../support/project-root.ts";
import { compared, type Line, met, table } from "./lines.ts";

const PAGE = join(projectRoot(), "docs/performance.md");
const NUMBERS = join(projectRoot(), "docs/performance.json");

export function writeResults(lines: readonly Line[], machine: string): void {
  const date = new Date().toISOString().slice(0, 10);
  const content = `${date}, ${machine}\n\n${table(lines)}`;
  writeFileSync(PAGE, replaceBetween(readFileSync(PAGE, "utf8"), "results", content));
  const results = lines.map((line) => ({
    ...line,
    ratio: line.reference === null ? null : compared(line),
    met: met(line),
  }));
  writeFileSync(NUMBERS, `${JSON.stringify({ date, machine, results }, null, 2)}\n`);
}
