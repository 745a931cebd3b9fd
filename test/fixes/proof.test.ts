// Every fix of every fixture, applied by itself: it removes its finding, brings none, keeps the layout, and can be undone.
import { expect, test } from "vitest";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { allProposals, applied, complaints, proposalsIn, relaid } from "../support/fix-proof.ts";
import { fixtureCases } from "../support/fixture-cases.ts";

const parser = await loadParser("native");
const proposals = allProposals(parser);

test.each(proposals)("$name", (proposal) => {
  expect(complaints(proposal, parser)).toEqual([]);
});

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

function textsOf({ files }: ReturnType<typeof applied>): string[] {
  return files.map(({ code }) => code);
}
