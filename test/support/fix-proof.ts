// What must be true of every fix, checked on one fix at a time.
import type { Finding, Fix } from "../../server/src/core/findings/finding.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { applyEdits, conflict, invertEdits } from "../../server/src/core/text/edits.ts";
import { compatibleFixes } from "../../server/src/workspace/compatible-fixes.ts";
import { analyzeFixture, fixtureCases } from "./fixture-cases.ts";
import type { Fixture } from "./fixtures.ts";
import { offeredAgain } from "./idempotent.ts";

export interface Proposal {
  /** `<fixture>: <rule> <title>`. */
  readonly name: string;
  readonly fixture: Fixture;
  readonly finding: Finding;
  readonly fix: Fix;
}

/** All fixes of all findings in the fixtures, each by itself. */
export function allProposals(parser: Parser): Proposal[] {
  return fixtureCases().flatMap(({ name, fixture }) => proposalsIn(name, fixture, parser));
}

export function proposalsIn(name: string, fixture: Fixture, parser: Parser): Proposal[] {
  return analyzeFixture(fixture, parser).findings.flatMap((finding) =>
    finding.fixes.map((fix) => ({
      name: `${name}:${lineOf(fixture, finding)} ${finding.rule}: ${fix.title}`,
      fixture,
      finding,
      fix,
    })),
  );
}

/** The code with the fix applied. */
export function applied({ fixture, fix }: Pick<Proposal, "fixture" | "fix">): Fixture {
  return {
    ...fixture,
    files: fixture.files.map(({ path, code }) => ({
      path,
      code: applyEdits(
        code,
        fix.edits.filter((edit) => edit.path === path),
      ),
      annotations: [],
    })),
  };
}

/** The code after all fixes that can be applied together, over and over, as `--fix --unsafe-fixes` does; null if that does not end. */
export function mended(fixture: Fixture, parser: Parser): Fixture | null {
  let current = fixture;
  for (let round = 0; round < 5; round++) {
    const fixes = compatibleFixes(analyzeFixture(current, parser).findings, true);
    if (fixes.length === 0) return current;
    const unique = new Map(fixes.flatMap((fix) => fix.edits).map((edit) => [JSON.stringify(edit), edit]));
    const [first] = fixes;
    if (first === undefined) return current;
    current = applied({ fixture: current, fix: { ...first, edits: [...unique.values()] } });
  }
  return null;
}

/** What is wrong with a fix, in words; empty for a good one. */
export function complaints(proposal: Proposal, parser: Parser): string[] {
  const { fixture, finding, fix } = proposal;
  const before = analyzeFixture(fixture, parser).findings;
  const after = applied(proposal);
  const analysis = analyzeFixture(after, parser);
  const wrong = analysis.problems.map(({ message }) => `the analysis stumbles: ${message}`);
  const left = before.map(keyOf);
  left.splice(left.indexOf(keyOf(finding)), 1);
  for (const one of analysis.findings) {
    const at = left.indexOf(keyOf(one));
    if (at >= 0) left.splice(at, 1);
    else if (!shows(finding.rule, one.rule))
      wrong.push(`${keyOf(one) === keyOf(finding) ? "its finding stays" : `it brings ${one.rule}: ${one.message}`}`);
  }
  const texts = fixture.files.map(({ path, code }) => ({ path, text: code }));
  wrong.push(
    ...offeredAgain(
      finding,
      fix,
      {
        texts,
        findings: before.filter((one) => keyOf(one) !== keyOf(finding) || one.span.start !== finding.span.start),
      },
      analysis.findings,
    ),
  );
  for (const { path, code } of fixture.files) {
    const edits = fix.edits.filter((edit) => edit.path === path);
    if (conflict(edits)) wrong.push("its edits overlap");
    const changed = applyEdits(code, edits);
    if (applyEdits(changed, invertEdits(code, edits)) !== code) wrong.push("it cannot be undone");
    if (/[ \t]$/m.test(addedLines(code, changed))) wrong.push("it leaves white space at the end of a line");
  }
  return wrong;
}

/** Where the GIL is taken now, what objects lent without it is lent with it: that it goes on to be used without is a mistake that was there. */
export function shows(mended: string, found: string): boolean {
  return found === "object-access-without-gil" && /^(?:indirect-)?api-call-without-gil$|^exit-/.test(mended);
}

/** The same fixture in another layout. */
export function relaid(fixture: Fixture, layout: (text: string) => string): Fixture {
  return { ...fixture, files: fixture.files.map((file) => ({ ...file, code: layout(file.code), annotations: [] })) };
}

function addedLines(before: string, after: string): string {
  const known = new Set(before.split("\n"));
  return after
    .split("\n")
    .filter((line) => !known.has(line))
    .join("\n");
}

function keyOf({ rule, path, message }: Finding): string {
  // The rest of a message can say where the GIL was released, and that may be somewhere else then.
  return `${rule} ${path} ${message.split(" ", 1).join()}`;
}

function lineOf({ files }: Fixture, { path, span }: Finding): number {
  return (
    files
      .find((file) => file.path === path)
      ?.code.slice(0, span.start)
      .split("\n").length ?? 0
  );
}
