// npm run replay -- --clones DIR [--labels F] [--class C] [--id ID] [--min-confidence L] [--json F]
// Analyses each labelled bug's project before and after its fix: what is found, and what is still said once it is fixed.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CONFIDENCES } from "../../server/src/core/findings/finding.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { projectRoot } from "../support/project-root.ts";
import { readLabels } from "./labels.ts";
import { type Outcome, replay } from "./replay.ts";
import { outcomeLine, summaryTables } from "./table.ts";

const { values } = parseArgs({
  options: {
    clones: { type: "string", default: process.env["GILINT_CLONES"] ?? "" },
    labels: { type: "string", default: join(projectRoot(), "../shared/corpus/bugs.dev.jsonl") },
    class: { type: "string", default: "" },
    id: { type: "string", default: "" },
    "min-confidence": { type: "string", default: "medium" },
    json: { type: "string", default: "" },
  },
});

const least = CONFIDENCES.find((confidence) => confidence === values["min-confidence"]);
if (least === undefined) fail(`--min-confidence is one of ${CONFIDENCES.join(", ")}`);
if (values.clones === "") fail("name the folder of clones: --clones DIR or GILINT_CLONES");
if (!existsSync(values.labels)) fail(`no labels at ${values.labels}: name them with --labels F`);

const labels = readLabels(values.labels).filter(
  (label) => (values.class === "" || label.class === values.class) && label.id.startsWith(values.id),
);
const outcomes: Outcome[] = [];
for await (const outcome of replay(labels, { clones: values.clones, parser: await loadParser("auto"), least })) {
  outcomes.push(outcome);
  console.log(outcomeLine(outcome));
}
console.log(`\n${summaryTables(outcomes)}`);
if (values.json !== "") writeFileSync(values.json, `${JSON.stringify(outcomes, null, 2)}\n`);

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
