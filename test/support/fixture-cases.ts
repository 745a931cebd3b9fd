// The fixtures on disk: finding them, analysing them, applying their fixes.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Analysis, analyze } from "../../server/src/core/analyze.ts";
import type { FileEdit, Finding } from "../../server/src/core/findings/finding.ts";
import type { Settings } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { loadConfig } from "../../server/src/node/config.ts";
import { compatibleFixes, sameEdit } from "../../server/src/workspace/compatible-fixes.ts";
import { type Fixture, parseFixture } from "./fixtures.ts";

export const FIXTURES: string = path.join(import.meta.dirname, "..", "rules");

export interface FixtureCase {
  /** `<rule or theme>/<case>.c` or `.cpp`, as below test/rules. */
  readonly name: string;
  /** The folder: a rule's id, or a theme. */
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly fixture: Fixture;
  /** The code after the preferred fixes of the folder's rule; null if the case does not say. */
  readonly fixed: string | null;
}

export function fixtureCases(): readonly FixtureCase[] {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:c|cpp)$/.test(name))
    .map((name) => name.replaceAll(path.sep, "/"))
    .sort();
  return names.filter((name) => !/\.fixed\.(?:c|cpp)$/.test(name)).map((name) => readCase(name, names));
}

/** The findings of a fixture's files, as one workspace. */
export function analyzeFixture(fixture: Fixture, parser: Parser): Analysis {
  return analyze({
    files: fixture.files.map(({ path: name, code }) => ({ path: name, text: code })),
    parser,
    settings: settingsOf(fixture),
  });
}

/** The fixture's code with the preferred fixes of `rule` applied, over and over, as many at once as can be applied together. */
export function applyPreferredFixes(
  fixture: Fixture,
  rule: string,
  findingsOf: (fixture: Fixture) => readonly Finding[],
): Fixture {
  let current = fixture;
  for (let round = 0; round < 10; round++) {
    const preferred = findingsOf(current)
      .filter((finding) => finding.rule === rule)
      .map((finding) => ({ ...finding, fixes: finding.fixes.filter((fix) => fix.preferred) }));
    const edits = compatibleFixes(preferred, true).flatMap((fix) => fix.edits);
    if (edits.length === 0) break;
    const files = current.files.map((file) => ({
      path: file.path,
      code: applyEdits(file.code, once(edits.filter((edit) => edit.path === file.path))),
      annotations: [],
    }));
    current = { ...current, files };
  }
  return current;
}

/** What two fixes both insert is inserted once. */
function once(edits: readonly FileEdit[]): readonly FileEdit[] {
  return edits.filter((edit, i) => edits.findIndex((other) => sameEdit(edit, other)) === i);
}

function settingsOf({ config, minConfidence }: Fixture): Settings {
  const file = path.resolve("/fixture/gilint.toml");
  const { settings, problems } = loadConfig("/fixture", (name) => (name === file ? config : undefined));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return { ...settings, minConfidence };
}

function readCase(name: string, names: readonly string[]): FixtureCase {
  const file = path.join(FIXTURES, name);
  const text = readFileSync(file, "utf8");
  const fixed = name.replace(/\.(c|cpp)$/, ".fixed.$1");
  return {
    name,
    folder: path.dirname(name),
    file,
    text,
    fixture: parseFixture(path.basename(name), text),
    fixed: names.includes(fixed) ? readFileSync(path.join(FIXTURES, fixed), "utf8") : null,
  };
}
