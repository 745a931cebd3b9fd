// Downloads the pinned real projects: node scripts/sources.mjs [NAME…]; without names, all. Prints each one's folder.
import { load } from "./run-ts.mjs";

const { SOURCES, SourceUnavailable, fetchSource } = await load("test/support/sources.ts");
const wanted = process.argv.slice(2);
let missing = 0;
for (const name of wanted.length > 0 ? wanted : SOURCES.map((source) => source.name)) {
  try {
    console.log(`${name}\t${await fetchSource(name)}`);
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    missing++;
    console.log(`${name}\tunavailable: ${error.message}`);
  }
}
process.exitCode = missing > 0 ? 1 : 0;
