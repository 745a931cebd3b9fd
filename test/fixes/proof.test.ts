// Every fix of every fixture, applied by itself: it removes its finding, brings none, keeps the layout, and can be undone.
import { expect, test } from "vitest";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { allProposals, applied, complaints, mended, proposalsIn, relaid, shows } from "../support/fix-proof.ts";
import { analyzeFixture, fixtureCases } from "../support/fixture-cases.ts";
import type { Fixture } from "../support/fixtures.ts";

const parser = await loadParser("native");
const proposals = allProposals(parser);

test.each(proposals)("$name", (proposal) => {
  expect(complaints(proposal, parser)).toEqual([]);
});

test("all fixes together bring nothing new, and come to an end", () => {
  const worse = fixtureCases().flatMap(({ name, fixture }) => {
    const before = countByRule(fixture);
    const after = mended(fixture, parser);
    if (after === null) return [`${name} does not end`];
    return [...countByRule(after)].flatMap(([rule, n]) => {
      const isNew = n > (before.get(rule) ?? 0) && ![...before.keys()].some((mended) => shows(mended, rule));
      return isNew ? [`${name} has more ${rule}`] : [];
    });
  });
  expect(worse).toEqual([]);
}, 30_000);

test("every rule that says it has a fix has one here, as safe as it says", () => {
  const best = (id: string): string => {
    const own = proposals.filter(({ finding }) => finding.rule === id).map(({ fix }) => fix.safe);
    return own.length === 0 ? "none" : own.every((safe) => safe) ? "safe" : "unsafe";
  };
  expect(RULES.map(({ id }) => [id, best(id)])).toEqual(RULES.map(({ id, fix }) => [id, fix]));
});

const LAYOUTS: readonly { layout: string; change: (text: string) => string }[] = [
  { layout: "line ends of Windows", change: (text) => text.replaceAll("\n", "\r\n") },
  { layout: "tabs", change: (text) => text.replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4)) },
];

test.each(LAYOUTS)(
  "fixes keep $layout",
  ({ change }) => {
    const different = fixtureCases().flatMap(({ name, fixture }) => {
      const own = proposalsIn(name, fixture, parser).map((one) => textsOf(applied(one)).map(change));
      const other = proposalsIn(name, relaid(fixture, change), parser).map((one) => textsOf(applied(one)));
      return JSON.stringify(own) === JSON.stringify(other) ? [] : [{ name, own, other }];
    });
    expect(different).toEqual([]);
  },
  30_000,
);

function countByRule(fixture: Fixture): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of analyzeFixture(fixture, parser).findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function textsOf({ files }: ReturnType<typeof applied>): string[] {
  return files.map(({ code }) => code);
}
