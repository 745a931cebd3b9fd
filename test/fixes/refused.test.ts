// Findings whose fix would be wrong: there is none, but a reason.
import { expect, test } from "vitest";
import { loadParser } from "../../server/src/node/parser.ts";
import { analyzeFixture, fixtureCases } from "../support/fixture-cases.ts";

const parser = await loadParser("native");
const REFUSED = [
  "blocking-call-with-gil/tracked-object.c",
  "unguarded-object-state/closed-late-refused.c",
  "api-call-without-gil/first-in-region-refused.c",
  "api-call-without-gil/operand-refused.c",
  "blocking-call-with-gil/asked-later.c",
  "blocking-call-with-gil/handle-of-object.c",
  "blocking-call-with-gil/lent-by-object.c",
  "object-access-without-gil/list-items.c",
  "object-access-without-gil/read-under-a-check.c",
  "object-access-without-gil/type-check.c",
  "thread-unsafe-call/begins-only.c",
  "thread-unsafe-call/mount-table.c",
  "thread-unsafe-call/position-kept.c",
  "thread-unsafe-call/result-leaves.c",
  "thread-unsafe-call/safe-in-glibc.c",
  "unguarded-shared-io/entered-by-goto.c",
];

test.each(REFUSED)("%s", (wanted) => {
  const found = fixtureCases()
    .filter(({ name }) => name === wanted)
    .flatMap(({ folder, fixture }) => analyzeFixture(fixture, parser).findings.filter(({ rule }) => rule === folder));
  expect(found.length).toBeGreaterThan(0);
  expect(found.flatMap(({ fixes }) => fixes)).toEqual([]);
  for (const { refused } of found) expect(refused).toMatch(/^\S.*\w.*\.$/);
});

test("whatever has no fix has a reason", () => {
  const silent = fixtureCases().flatMap(({ name, fixture }) =>
    analyzeFixture(fixture, parser)
      .findings.filter(({ fixes, refused }) => fixes.length === 0 && refused === undefined)
      .map(({ rule }) => `${name}: ${rule}`),
  );
  expect(silent).toEqual([]);
});
