// Control flow inside of expressions, of the preprocessor and of macros. The graphs are drawn by dumpGraph.
import { expect, test } from "vitest";
import { loadParser } from "../../../server/src/node/parser.ts";
import { drawn } from "../../support/one-function.ts";

const parser = await loadParser("native");
const draw = (body: string, before = ""): string => drawn(parser, `${before}\nvoid f(void) { ${body} }`);

test("&& and || in conditions ask one after the other", () => {
  expect(draw("if (a && (b || !c)) d();")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 3 if a
      → 2 unless a
    1:
      d()
      → 2
    2:
      end
    3:
      b
      → 1 if b
      → 4 unless b
    4:
      c
      → 2 if c
      → 1 unless c
    "
  `);
});
test("&& with an effect is control flow outside of conditions too", () => {
  expect(draw("x = a && f();")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 2 if a
      → 1 unless a
    1:
      x=
      end
    2:
      f()
      → 1 if f()
      → 1 unless f()
    "
  `);
});
test("?: with effects branches; without it is a value", () => {
  expect(draw("s = a ? save() : NULL; g(a ? 1 : 2);")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 1 if a
      → 2 unless a
    1:
      s=save()
      → 3
    2:
      s=NULL
      → 3
    3:
      value
      g(a?1:2)
      end
    "
  `);
});
test("#if is a decision; #if 0 is no way at all", () => {
  expect(draw("\n#ifdef A\na();\n#else\nb();\n#endif\n#if 0\nc();\n#endif\nd();")).toMatchInlineSnapshot(`
    "
    0:
      → 2 #if defined(A)
      → 3 #if not defined(A)
    1:
      → 5 #if not 0
    2:
      a()
      → 1
    3:
      b()
      → 1
    4:
      d()
      end
    5:
      → 4
    "
  `);
});
test("calls that never return end the way", () => {
  expect(draw('if (a) Py_FatalError("x"); b();')).toMatchInlineSnapshot(`
    "
    0:
      a
      → 1 if a
      → 2 unless a
    1:
      Py_FatalError("x")
    2:
      b()
      end
    "
  `);
});
test("Py_RETURN_NONE returns", () => {
  expect(draw("if (a) Py_RETURN_NONE; b();")).toMatchInlineSnapshot(`
    "
    0:
      a
      → 1 if a
      → 2 unless a
    1:
      Py_RETURN_NONE
      return
    2:
      b()
      end
    "
  `);
});
test("macros are followed where they stand", () => {
  expect(draw("CHECK(a); b();", "#define CHECK(x) do { if (!(x)) return; } while (0)")).toMatchInlineSnapshot(`
    "
    0:
      → 1
    1:
      a
      → 5 if a
      → 4 unless a
    2:
      → 3 unless 0
    3:
      b()
      end
    4:
      return
    5:
      → 2
    "
  `);
});
test("what is known in a running interpreter is no decision", () => {
  expect(draw("if (Py_IsInitialized()) a(); else b();")).toMatchInlineSnapshot(`
    "
    0:
      → 1 if Py_IsInitialized()
    1:
      a()
      → 3
    2 unreached:
      b()
      → 3
    3:
      end
    "
  `);
});
