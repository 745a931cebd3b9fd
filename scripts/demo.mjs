// `npm run demo`: what gilint says about the bundled spam module in its variants, about a real project, and whether the
// experiment agrees. Sets itself up in a fresh clone; needs under five minutes.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { installDependencies } from "./setup.mjs";

const root = path.resolve(import.meta.dirname, "..");
const gilint = path.join(root, "server/bin/gilint.js");

/** Of test/support/sources.tsv: a project with many released regions, and small. */
const PROJECT = "psycopg2";

const VARIANTS = [
  ["held", "keeps the GIL while it sleeps: right, but its threads wait for each other"],
  ["released", "releases the GIL around the slow call, and its prints race"],
  ["guarded", "releases the GIL and prints under a lock: right"],
  ["misuse", "releases the GIL too early, before it has read its arguments"],
  ["double-release", "releases the GIL where it is released already"],
];

installDependencies();
node("scripts/build.mjs");

for (const [variant, what] of VARIANTS) {
  heading(`spam, ${variant}: ${what}`);
  const folder = `server/experiment/c/${variant}`;
  show([gilint, "check", "--no-cache", "--exit-zero", folder, "server/experiment/common"]);
}

heading(`a real project: ${PROJECT}`);
const sources = fetchProject();
if (sources !== undefined) show([gilint, "check", "--no-cache", "--exit-zero", "--statistics"], sources);

heading("the experiment: is it so?");
show([gilint, "experiment", "--quick"]);

function heading(text) {
  console.log(`\n── ${text}`);
}

/** The project's folder; undefined, and said why, where it cannot be had. */
function fetchProject() {
  const fetched = spawnSync(process.execPath, ["scripts/sources.mjs", PROJECT], { cwd: root, encoding: "utf8" });
  // One line for each project: its name and its folder, or why it cannot be had.
  const [, answer] = fetched.stdout.trim().split("\t");
  if (fetched.status === 0 && answer !== undefined) return answer;
  console.log(`not linted: ${answer ?? fetched.stderr.trim()}`);
  return undefined;
}

/** Runs a program of this project and shows what it says. */
function show(command, cwd = root) {
  const { status } = spawnSync(process.execPath, command, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exitCode = 1;
}

function node(...command) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command.join(" ")} failed:\n${stdout}${stderr}`);
}
