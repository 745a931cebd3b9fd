// The reference: tree-sitter alone over the same bytes, one thread. Prints what the parsing itself took.
// Arguments: the folder, and the parser (native or wasm).
import { loadParser } from "../../server/src/node/parser.ts";
import { readProject } from "../support/project-files.ts";

const [folder = ".", kind = "native"] = process.argv.slice(2);
const parser = await loadParser(kind === "wasm" ? "wasm" : "native");
const files = await readProject(folder);
const start = performance.now();
const before = process.cpuUsage();
for (const { text } of files) parser.parse("c", text, () => undefined);
const { user, system } = process.cpuUsage(before);
const wall = (performance.now() - start) / 1000;
const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
console.log(JSON.stringify({ cpu: (user + system) / 1e6, wall, files: files.length, bytes }));
