// Where control goes, for each kind of statement. The graphs are drawn by dumpGraph.
import { expect, test } from "vitest";
import { loadParser } from "../../../server/src/node/parser.ts";
import { drawn } from "../../support/one-function.ts";

const parser = await loadParser("native");
const draw = (body: string, before = ""): string => drawn(parser, `${before}\nvoid f(void) { ${body} }`);

test("if and else meet again", () => {
  expect(draw("if (a) b(); else c(); d();")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 1 if a
      → 2 unless a
    1:
      b()
      → 3
    2:
      c()
      → 3
    3:
      d()
      end
    "
  `);
});
test("if without else", () => {
  expect(draw("if (!a) b(); d();")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 2 if a
      → 1 unless a
    1:
      b()
      → 2
    2:
      d()
      end
    "
  `);
});
test("while with break and continue", () => {
  expect(draw("while (a) { if (b) break; if (c) continue; d(); } e();")).toMatchInlineSnapshot(`
    "
    0:
      → 1
    1:
      a
      → 2 if a
      → 3 unless a
    2:
      b
      → 4 if b
      → 5 unless b
    3:
      e()
      end
    4:
      → 3 by break
    5:
      c
      → 6 if c
      → 7 unless c
    6:
      → 1 by continue
    7:
      d()
      → 1
    "
  `);
});
test("for: continue goes to the update", () => {
  expect(draw("for (i = 0; i < n; i++) { if (b) continue; d(); } e();")).toMatchInlineSnapshot(`
    "
    0:
      i=0
      → 1
    1:
      i<n
      → 2 if i<n
      → 4 unless i<n
    2:
      b
      → 5 if b
      → 6 unless b
    3:
      i++
      → 1
    4:
      e()
      end
    5:
      → 3 by continue
    6:
      d()
      → 3
    "
  `);
});
test("for without a condition is left by break only", () => {
  expect(draw("for (;;) { if (a) break; } e();")).toMatchInlineSnapshot(`
    "
    0:
      → 1
    1:
      → 2
    2:
      a
      → 5 if a
      → 6 unless a
    3:
      → 1
    4:
      e()
      end
    5:
      → 4 by break
    6:
      → 3
    "
  `);
});
test("do runs before it asks", () => {
  expect(draw("do { a(); } while (b); c();")).toMatchInlineSnapshot(`
    "
    0:
      → 1
    1:
      a()
      → 2
    2:
      b
      → 1 if b
      → 3 unless b
    3:
      c()
      end
    "
  `);
});
test("do { … } while (0) runs once", () => {
  expect(draw("do { a(); if (x) break; b(); } while (0); c();")).toMatchInlineSnapshot(`
    "
    0:
      → 1
    1:
      a()
      x
      → 4 if x
      → 5 unless x
    2:
      → 3 unless 0
    3:
      c()
      end
    4:
      → 3 by break
    5:
      b()
      → 2
    "
  `);
});
test("switch falls through, and can be left without a case", () => {
  expect(draw("switch (x) { case 1: a(); case 2: b(); break; case 3: return; } d();")).toMatchInlineSnapshot(`
    "
    0:
      x
      → 2 case 1
      → 3 case 2
      → 4 case 3
      → 1 no case of x
    1:
      d()
      end
    2:
      a()
      → 3
    3:
      b()
      → 1 by break
    4:
      return
    "
  `);
});
test("switch with default", () => {
  expect(draw("switch (f()) { case A: a(); break; default: b(); } d();")).toMatchInlineSnapshot(`
    "
    0:
      f()
      → 2 case A
      → 3 no case of f()
    1:
      d()
      end
    2:
      a()
      → 1 by break
    3:
      b()
      → 1
    "
  `);
});
test("goto forward", () => {
  expect(draw("if (a) goto done; b(); done: c();")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 1 if a
      → 2 unless a
    1:
      → 3 by goto
    2:
      b()
      → 3
    3:
      c()
      end
    "
  `);
});
test("goto backward", () => {
  expect(draw("again: a(); if (b) goto again; c();")).toMatchInlineSnapshot(`
    "
    0:
      → 1
    1:
      a()
      b
      → 2 if b
      → 3 unless b
    2:
      → 1 by goto
    3:
      c()
      end
    "
  `);
});
test("goto into a loop's body, and code that only a label reaches", () => {
  expect(draw("goto in; while (a) { in: b(); } return; never();")).toMatchInlineSnapshot(`
    "
    0:
      → 1 by goto
    1:
      b()
      → 2
    2:
      a
      → 3 if a
      → 4 unless a
    3:
      → 1
    4:
      return
    5 unreached:
      never()
      end
    "
  `);
});
