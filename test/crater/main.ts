// npm run crater -- [--project NAME]… [--update]
// Runs gilint on the pinned projects and compares what it finds with the committed snapshots; --update rewrites them
// (verdicts stay) and the tables of docs/real-code.md. Exits with 1 if something differs.
import { parseArgs } from "node:util";
import { loadParser } from "../../server/src/node/parser.ts";
import { fetchSource, SOURCES, SourceUnavailable } from "../support/sources.ts";
import { writePage } from "./page.ts";
import { runOn } from "./run.ts";
import { compare, describe, keepOpinions } from "./snapshot.ts";
import { readSnapshot, writeCounts, writeSnapshot } from "./store.ts";

const { values } = parseArgs({
  options: { project: { type: "string", multiple: true }, update: { type: "boolean", default: false } },
});
const parser = await loadParser("auto");
const wanted = SOURCES.filter(({ name }) => values.project?.includes(name) ?? true);
for (const { name, version } of wanted) {
  try {
    await crate(name, version, await fetchSource(name));
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    console.log(`${name} ${version}: unavailable: ${error.message}`);
  }
}
if (values.update) writePage();

async function crate(project: string, version: string, folder: string): Promise<void> {
  const { rows, statistics, problems, seconds } = await runOn(folder, parser);
  const snapshot = readSnapshot(project);
  const { gone, added, changed } = compare(rows, snapshot);
  console.log(
    `${project} ${version}: ${rows.length} findings in ${statistics.files} files, ${statistics.regions} regions, ` +
      `${statistics.unanalysed} of ${statistics.functions} functions not analysed, ${seconds.toFixed(2)} s; ` +
      `${added.length} new, ${gone.length} gone, ${changed.length} changed`,
  );
  for (const problem of problems) console.log(`  ! ${problem.path}: ${problem.message}`);
  for (const row of gone)
    console.log(`  - ${describe(row)}${row.opinion === "" ? "" : ` [${row.opinion}: ${row.reason}]`}`);
  for (const row of added) console.log(`  + ${describe(row)}`);
  for (const row of changed) console.log(`  ~ ${describe(row)}`);
  if (values.update) {
    writeSnapshot(project, keepOpinions(rows, snapshot));
    writeCounts({ ...statistics, project, version });
  } else if (gone.length + added.length + changed.length > 0) process.exitCode = 1;
}
