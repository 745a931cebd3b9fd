// What code does, in the order C does it.
import { expect, test } from "vitest";
import type { Effect } from "../../../server/src/core/effects/effect.ts";
import { loadParser } from "../../../server/src/node/parser.ts";
import { effectsOf } from "../../support/one-function.ts";

const parser = await loadParser("native");

/** The effects of all blocks, in order of the blocks; `f` has the parameters `p`, `q` and `n`. */
function effects(body: string, before = ""): string[] {
  const { blocks } = effectsOf(parser, `${before}\nint f(struct s *p, struct s *q, int n) {\n${body}\n}`);
  return blocks.flatMap((block) => block.effects.map(text)).filter((effect) => effect !== "end");
}

function text(effect: Effect): string {
  switch (effect.kind) {
    case "call": {
      const args = effect.args === null ? "" : `(${effect.args.map(({ text: arg }) => arg).join(",")})`;
      return `${effect.pointer === null ? effect.callee : `*${effect.pointer.slot}`}${args}`;
    }
    case "store": {
      const value = effect.value ?? effect.from ?? "?";
      return `${effect.target}${effect.modifies ? "~" : "="}${value}${effect.through === "name" ? "" : ` [${effect.through}]`}`;
    }
    case "read":
      return `read ${effect.name}`;
    case "field":
      return `field ${effect.object}.${effect.field}`;
    case "return":
      return `return ${effect.value ?? ""}`.trim();
    case "throw":
      return "throw";
    case "fall":
      return "end";
  }
}

test.each<[string, readonly string[]]>([
  ["g(h(1), k());", ["h(1)", "k()", "g(h(1),k())"]],
  ["n = g();", ["g()", "n=?"]],
  ["int m = 3;", ["m=3"]],
  ["n = n + 1;", ["n~?"]],
  ["n += 2;", ["n~?"]],
  ["n++;", ["n~?"]],
  ["n = m = 0;", ["m=0", "n=?"]],
  ["shared = 1;", ["shared=1"]],
  ["n = shared;", ["read shared", "n=shared"]],
  ["p->count = 0;", ["field p.count", "p->count=0 [field]"]],
  ["p->next->count++;", ["field p.next", "field p->next.count", "p->next->count~? [field]"]],
  ["p->next->count = g();", ["g()", "field p.next", "field p->next.count", "p->next->count=? [field]"]],
  ["p->v[n] = 1;", ["field p.v", "p->v[n]=1 [index]"]],
  ["*p = *q;", ["*p=*q [pointer]"]],
  ["g(&shared);", ["g(&shared)"]],
  ["g(&p->lock);", ["g(&p->lock)"]],
  ["n = p->size;", ["field p.size", "n=p->size"]],
  ["p->call(n);", ["field p.call", "*call(n)"]],
  ["(*hook)(n);", ["read hook", "*hook(n)"]],
  ["q = (struct s *)p;", ["q=p"]],
  ["void *v = NULL;", ["v=0"]],
  ['const char *s = "x";', ["s=nonzero"]],
  ["static int once = 1;", []],
  ["return (int)g(n);", ["g(n)", "return ?"]],
  ["return -1;", ["return -1"]],
  ["n = sizeof(g());", ["n=?"]],
  ["n = sizeof g();", ["n=?"]],
  ["SPAM_MACRO;", ["SPAM_MACRO"]],
  ["if (g()) h();", ["g()", "h()"]],
  ["n = g() ? 1 : 2;", ["g()", "n=?"]],
  ["g(), h();", ["g()", "h()"]],
  ["g(n == 1 ? h() : k());", ["h()", "k()", "g()"]],
])("%s", (body, expected) => {
  const actual = effects(body).map((effect) => effect.replace(/call@\d+:\d+/, "?"));
  expect(actual).toEqual(expected);
});

test("a macro's expansion does what it says, and remembers the macro", () => {
  const code = "#define CALL(x) do { before(); x; after(); } while (0)\nvoid f(void) { CALL(n = g()); }";
  const found = effectsOf(parser, code).blocks.flatMap((block) => block.effects);
  expect(found.map(text)).toEqual(["before()", "g()", "n=?", "after()", "end"]);
  const macros = new Map(found.map((effect) => [text(effect), effect.macro]));
  expect(macros.get("before()")).toBe("CALL");
  expect(macros.get("end")).toBeNull();
});

test("a part that was written as an argument keeps its own place", () => {
  const code = "#define CALL(x) do { before(); x; } while (0)\nvoid f(void) { CALL(g(1)); }";
  const body = code.slice(code.lastIndexOf("{ CALL"));
  const spans = effectsOf(parser, code).blocks.flatMap((block) =>
    block.effects.flatMap((effect) => (effect.kind === "call" ? [body.slice(effect.span.start, effect.span.end)] : [])),
  );
  expect(spans).toEqual(["CALL", "g"]);
});

test("a recursive macro is not followed without end", () => {
  expect(effects("LOOP(n);", "#define LOOP(x) LOOP(g(x))")).toContain("LOOP(g(n))");
});

test("effects are plain data", () => {
  const found = effectsOf(parser, "int f(int n) { if (n) { g(&n); } return n; }");
  expect(JSON.parse(JSON.stringify(found))).toEqual({ ...found, locals: { ...found.locals } });
});
