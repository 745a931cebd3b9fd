// Conditions that ask the same question are the same fact.
import { expect, test } from "vitest";
import { loadParser } from "../../../server/src/node/parser.ts";
import { effectsOf } from "../../support/one-function.ts";

const parser = await loadParser("native");

/** The fact on the way into `if (condition)`, as `key` or `!key`. */
function factOf(condition: string, before = ""): string | null {
  const { blocks } = effectsOf(
    parser,
    `void f(int x, int y, struct s *p) { ${before} if (${condition}) { inside(); } }`,
  );
  const inside = blocks.findIndex(({ effects }) =>
    effects.some((effect) => effect.kind === "call" && effect.callee === "inside"),
  );
  const edge = blocks.flatMap(({ edges }) => edges).find(({ to }) => to === inside);
  if (edge?.fact === null || edge?.fact === undefined) return null;
  return `${edge.fact.value ? "" : "!"}${edge.fact.key}`;
}

test.each<[string, string | null]>([
  ["x", "x"],
  ["!x", "!x"],
  ["!!x", "x"],
  ["(x)", "x"],
  ["(int)x", "x"],
  ["x != 0", "x"],
  ["x == 0", "!x"],
  ["0 != x", "x"],
  ["NULL == x", "!x"],
  ["x == NULL", "!x"],
  ["!(x == 0)", "x"],
  ["x == 3", "x==3"],
  ["3 != x", "!x==3"],
  ["x == 0x3", "x==3"],
  ["x == MODE", "x==MODE"],
  ["x < 0", "x<0"],
  ["0 > x", "x<0"],
  ["x >= 0", "!x<0"],
  ["x <= y", "!x>y"],
  ["x == -1", "x==-1"],
  ["p->fd", "p->fd"],
  ["p->fd < 0", "p->fd<0"],
  ["p->v[1]", "p->v[1]"],
  ["*p", "*p"],
  ["x & FLAG", "x&FLAG"],
  ["!(x & FLAG)", "!x&FLAG"],
  ["(x & FLAG) != 0", "x&FLAG"],
  ["__builtin_expect(!!(x), 1)", "x"],
  ["(x = g())", "x"],
  ["(x = g()) < 0", "x<0"],
  ["(x = g()) == NULL", "!x"],
  ["x + y", null],
])("if (%s)", (condition, expected) => {
  expect(factOf(condition)).toBe(expected);
});

test("what a function returns is a question of its own each time", () => {
  const [first, second] = [factOf("g(x)"), factOf("g(x)", "h();")];
  expect(first).toMatch(/^call@/);
  expect(second).not.toBe(first);
});

test("`#ifdef` and `#ifndef` of one name are one question", () => {
  const facts = (directive: string): string[] => {
    const { blocks } = effectsOf(parser, `void f(void) {\n${directive}\n g();\n#endif\n}`);
    return blocks.flatMap(({ edges }) =>
      edges.flatMap(({ fact }) => (fact === null ? [] : [`${fact.value ? "" : "!"}${fact.key}`])),
    );
  };
  expect(facts("#ifdef SPAM")).toEqual(["#defined(SPAM)", "!#defined(SPAM)"]);
  expect(facts("#ifndef SPAM")).toEqual(["!#defined(SPAM)", "#defined(SPAM)"]);
  expect(facts("#if !defined(SPAM)")).toEqual(facts("#ifndef SPAM"));
});
