// npm run fix-proof -- [--project NAME]… [--folder DIR]… [--findings N] [--faults N] [--no-compile] [--json FILE]
// Applies every fix gilint offers in the pinned projects, or in folders of your own, and in copies of them with mistakes made on purpose, and checks
// each: its finding is gone, no other came, it compiles as well as before, and it can be undone.
// At most so many findings of each rule and mistakes of each kind in each project.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadParser } from "../../server/src/node/parser.ts";
import { readProject } from "../support/project-files.ts";
import { fetchSource, SOURCES, SourceUnavailable } from "../support/sources.ts";
import { Compiler } from "./compile.ts";
import { type Proof, prove, type Verdict } from "./prove.ts";
import { summary } from "./summary.ts";

const { values } = parseArgs({
  options: {
    project: { type: "string", multiple: true },
    folder: { type: "string", multiple: true },
    findings: { type: "string", default: "25" },
    faults: { type: "string", default: "6" },
    "no-compile": { type: "boolean", default: false },
    json: { type: "string", default: "" },
  },
});
const parser = await loadParser("auto");
const proofs: Proof[] = [];
const verdicts: (Verdict & { readonly project: string })[] = [];
for (const { name, folder } of [...(values.folder ?? []).map(ownFolder), ...pinned()]) {
  try {
    const proof = await run(name, await folder());
    proofs.push(proof);
    verdicts.push(...proof.verdicts.map((verdict) => ({ ...verdict, project: name })));
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    console.log(`${name}: unavailable: ${error.message}`);
  }
}
console.log(`\n${summary(proofs)}`);
if (values.json !== "") writeFileSync(values.json, `${JSON.stringify(verdicts, null, 1)}\n`);
if (verdicts.some(({ safe, complaints }) => safe && complaints.length > 0)) process.exitCode = 1;

interface Subject {
  readonly name: string;
  readonly folder: () => Promise<string>;
}

function ownFolder(folder: string): Subject {
  return { name: path.basename(path.resolve(folder)), folder: () => Promise.resolve(folder) };
}

/** Those that are named; all of them where nothing is. */
function pinned(): readonly Subject[] {
  const wanted = values.project ?? (values.folder === undefined ? SOURCES.map(({ name }) => name) : []);
  return SOURCES.filter(({ name }) => wanted.includes(name)).map(({ name }) => ({
    name,
    folder: () => fetchSource(name),
  }));
}

async function run(name: string, folder: string): Promise<Proof> {
  const files = await readProject(folder);
  const paths = files.map(({ path }) => path);
  const compiler = values["no-compile"] ? null : new Compiler(folder, paths);
  const start = performance.now();
  try {
    const proof = await prove(files, {
      parser,
      compiler,
      findingsOfARule: Number(values.findings),
      faultsOfAKind: Number(values.faults),
    });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const bad = proof.verdicts.filter(({ complaints }) => complaints.length > 0);
    console.log(
      `${name}: ${proof.findings} findings with fixes, ${proof.verdicts.length} fixes, ${bad.length} bad; ` +
        `${proof.faults} mistakes made, ${proof.found} found, ${proof.fixable} with a fix; ${seconds} s`,
    );
    for (const { name: fix, safe, fault, complaints } of bad)
      console.log(
        `  ${safe ? "SAFE " : ""}${fix}${fault === null ? "" : ` (${fault})`}\n      ${complaints.join("\n      ")}`,
      );
    return proof;
  } finally {
    compiler?.close();
  }
}
