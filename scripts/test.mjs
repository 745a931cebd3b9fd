// `npm test`: everything, from a fresh clone, in one go. Ends with one line: `N passed, N failed`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { installDependencies, installSystemPackages } from "./setup.mjs";

const MINUTE = 60_000;
const root = path.resolve(import.meta.dirname, "..");
/** Not through npx, which would end alone when the time is up. */
const VITEST = path.join(root, "node_modules/vitest/vitest.mjs");
const reports = mkdtempSync(path.join(tmpdir(), "gilint-reports-"));
let passed = 0;
let failed = 0;

try {
  installDependencies();
  installSystemPackages();
  check("build", 3 * MINUTE);
  check("types", 3 * MINUTE);
  check("lint", 3 * MINUTE);
  check("unused", 3 * MINUTE);
  tests("unit", 5 * MINUTE);
  tests("slow", 13 * MINUTE);
  tests("e2e", 10 * MINUTE);
} catch (error) {
  console.error(error);
  failed++;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A script of package.json: it counts as one test. */
function check(script, limit) {
  if (run(script, "npm", ["run", "--silent", script], limit)) passed++;
  else failed++;
}

/** A project of vitest.config.ts: its tests are counted one by one. */
function tests(project, limit) {
  const file = path.join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ok = run(project, process.execPath, [VITEST, "run", "--project", project, ...reporters], limit);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = report;
  passed += numPassedTests;
  failed += numFailedTests;
  // A file that does not load, or a set-up that fails, has no test that could fail for it.
  const silent = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  failed += silent.length;
  if (!ok && numFailedTests + silent.length === 0) failed++;
}

function run(name, command, args, timeout) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"], timeout, killSignal: "SIGTERM" };
  const { status, error } = spawnSync(command, args, options);
  if (error !== undefined) console.error(`${name}: ${error.message}`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${name}: ${status === 0 ? "ok" : "FAILED"} after ${seconds} s`);
  return status === 0;
}
