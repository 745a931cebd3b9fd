// npm run bench -- [--rounds N] [--edits N] [--scale N] [--project NAME] [--no-page] [--json F]
// Measures gilint on CPython's sources against references measured in the same run, and writes docs/performance.md's table.
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { fetchSource } from "../support/sources.ts";
import { bench } from "./bench.ts";
import { met, table } from "./lines.ts";
import { writeResults } from "./page.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    edits: { type: "string", default: "200" },
    scale: { type: "string", default: "8" },
    only: { type: "string", multiple: true },
    "no-page": { type: "boolean", default: false },
  },
});

const lines = await bench({
  source: await fetchSource("cpython"),
  edited: "Modules/posixmodule.c",
  helper: { file: "Python/fileutils.c", function: "_Py_set_inheritable" },
  rounds: Number(values.rounds),
  edits: Number(values.edits),
  scale: Number(values.scale),
  parts: values.only ?? ["checks", "scaling", "typing"],
});
console.log(table(lines));
const missed = lines.filter((line) => !met(line)).length;
console.log(`\n${lines.length} targets, ${lines.length - missed} met, ${missed} not`);
if (!values["no-page"]) writeResults(lines, machine());

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model ?? "unknown processor"}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.version}`;
}
