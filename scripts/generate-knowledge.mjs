// Writes server/src/core/capi/generated/*.ts from the tables in server/src/core/capi/tables.
//   node scripts/generate-knowledge.mjs           after editing a table
//   node scripts/generate-knowledge.mjs FOLDER    carries newly researched facts over first: FOLDER holds their TSV files
//   node scripts/generate-knowledge.mjs --check   changes nothing; exit status 1 when a generated file is not current
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { carryOver } from "./knowledge/carry-over.mjs";
import { packTable } from "./knowledge/pack.mjs";
import { tables } from "./knowledge/tables.mjs";
import { readTable } from "./knowledge/tsv.mjs";

const home = join(dirname(fileURLToPath(import.meta.url)), "..", "server", "src", "core", "capi");
const factsHome = join(home, "tables", "facts");
const generatedHome = join(home, "generated");

const argument = process.argv[2];
if (argument === "--check") process.exitCode = check() ? 0 : 1;
else {
  if (argument !== undefined) refreshFacts(argument);
  writeGenerated();
}

function refreshFacts(folder) {
  mkdirSync(factsHome, { recursive: true });
  for (const [file, text] of carryOver((name) => readFileSync(join(folder, name), "utf8")))
    writeFileSync(join(factsHome, file), text);
}

function writeGenerated() {
  const files = generate();
  mkdirSync(generatedHome, { recursive: true });
  for (const name of readdirSync(generatedHome)) if (!files.has(name)) rmSync(join(generatedHome, name));
  for (const [name, text] of files) writeFileSync(join(generatedHome, name), text);
}

function check() {
  const files = generate();
  const stale = [...files]
    .filter(([name, text]) => readOrEmpty(join(generatedHome, name)) !== text)
    .map(([name]) => name);
  const left = readdirSync(generatedHome).filter((name) => !files.has(name));
  for (const name of [...stale, ...left]) console.error(`${name} is not what the tables say: run npm run knowledge`);
  return stale.length + left.length === 0;
}

/** File name to text. */
function generate() {
  const read = (name) => readTable(readFileSync(join(home, "tables", name), "utf8"), name);
  return new Map(
    tables(read).map(({ id, columns, rows }) => [
      `${id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`,
      packTable(id, columns, rows),
    ]),
  );
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
