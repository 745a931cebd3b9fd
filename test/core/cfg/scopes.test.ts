// Where objects of C++ die: at the end of their scope, and on each way out of it, the last one first.
import { expect, test } from "vitest";
import { loadParser } from "../../../server/src/node/parser.ts";
import { drawn } from "../../support/one-function.ts";

const parser = await loadParser("native");

function destroyed(body: string): string[] {
  const graph = drawn(parser, `void f(int n)\n{\n${body}\n}`, "one.cpp");
  return [...graph.matchAll(/^ {2}(destroy \w+|return.*|throw.*|end|g\(\)|h\(\))$/gm)].map(
    ([, element = ""]) => element,
  );
}

test.each([
  ["{ Guard a; Lock b(1); g(); } h();", ["g()", "destroy b", "destroy a", "h()", "end"]],
  ["Guard a; if (n) return; g();", ["destroy a", "return", "g()", "destroy a", "end"]],
  ["Guard a; return g();", ["g()", "destroy a", "return g()", "end"]],
  ["Guard a; return a;", ["return a", "end"]],
  ["while (n) { Guard a; { Lock b; if (n) break; if (h()) continue; } g(); }", ["end"]],
  ["{ Guard a; goto done; } done: g();", ["destroy a", "g()", "end"]],
  ["{ Guard a; goto in; g(); in: h(); }", ["h()", "destroy a", "end", "g()"]],
  ["Guard *a; Guard &b = *a; int c; Guard d(); static Guard e; g();", ["g()", "end"]],
  ["Guard a; throw g();", ["g()", "destroy a", "throw g()", "end"]],
])("%s", (body, expected) => {
  const found = destroyed(body);
  if (body.startsWith("while")) {
    const leaving = found.join(" ");
    // break, continue and falling through each destroy b; the last one a too, and so do the others.
    expect(leaving.match(/destroy b/g)).toHaveLength(3);
    expect(leaving.match(/destroy a/g)).toHaveLength(3);
  } else expect(found).toEqual(expected);
});

test("a throw goes to the handlers around it, after the destructors up to them", () => {
  const graph = drawn(parser, "void f()\n{\nGuard a; try { Lock b; throw 1; } catch (...) { g(); }\n}", "one.cpp");
  expect(graph).toMatch(/destroy b\n {2}→ \d+ by throw/);
  expect(graph.match(/destroy a/g)).toHaveLength(1);
});
