// Macros put in where they are used, and where each part came from.
import fc from "fast-check";
import { expect, test } from "vitest";
import { expand } from "../../../server/src/core/mask/expand.ts";
import type { MacroDefinition } from "../../../server/src/core/mask/file-index.ts";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";

function macro(definition: string): MacroDefinition {
  const found = indexFile("m.h", `#define ${definition}\n`).macros[0];
  if (found === undefined) throw new Error(`no macro in ${definition}`);
  return found;
}

/** The use `M(…)` with the arguments as written, from offset 2 on. */
function use(definition: string, ...args: string[]) {
  let start = 2;
  const values = args.map((text) => {
    const argument = { text, start };
    start += text.length + 1;
    return argument;
  });
  return expand(macro(definition), values);
}

test.each<[string, string[], string]>([
  ["M f(1)", [], "{f(1);}"],
  ["M(a, b) g(a, b)", ["x", "y+1"], "{g(x, y+1);}"],
  ["M(a) a.a", ["x"], "{x.x;}"],
  ["M(a) f(a)", [], "{f();}"],
  ["M(a) aa(a)", ["x"], "{aa(x);}"],
  ["M(a) puts(#a)", ["x + y"], '{puts("");}'],
  ["M(a) pre_##a", ["x"], "{pre_x;}"],
  ["M(a, b) a ## b", ["x", "y"], "{xy;}"],
  ["M(...) f(__VA_ARGS__)", ["1", "2", "3"], "{f(1, 2, 3);}"],
  ["M(a, ...) f(a, __VA_ARGS__)", ["1", "2"], "{f(1, 2);}"],
  ["M(args...) f(args)", ["1", "2"], "{f(1, 2);}"],
  ["M { Py_UNBLOCK", [], "{ Py_UNBLOCK;}"],
  ["M save(); }", [], "{save(); ;}"],
  ["M if (x) { y(); }", [], "{if (x) { y(); };}"],
])("#define %s with %j", (definition, args, expected) => {
  expect(use(definition, ...args)?.text.replace(/ +/g, " ")).toBe(expected);
});

test("a name in a string is no parameter", () => {
  expect(use('M(a) f("a", a)', "x")?.text).toBe('{f("a", x);}');
});

test("an expansion that would be too large is given up", () => {
  expect(use(`M(a) ${"a ".repeat(50)}`, "x".repeat(1_000))).toBeNull();
});

test("an expanded part knows the argument it came from; the rest is the use as a whole", () => {
  const expansion = use("M(a, b) f(b, a)", "one", "two");
  const text = expansion?.text ?? "";
  const at = text.indexOf("one");
  expect(expansion?.origin(at, at + 3)).toEqual({ start: 2, end: 5 });
  expect(expansion?.origin(at + 1, at + 2)).toEqual({ start: 3, end: 4 });
  expect(expansion?.origin(text.indexOf("two"), at + 3)).toBeNull();
  expect(expansion?.origin(text.indexOf("f("), text.indexOf("f(") + 1)).toBeNull();
});

test("what an origin says was written there, whatever the arguments", () => {
  const argument = fc.stringMatching(/^[a-z0-9 +.]{1,8}$/);
  fc.assert(
    fc.property(fc.array(argument, { minLength: 2, maxLength: 2 }), fc.nat(60), fc.nat(8), (args, from, length) => {
      const source = `M(${args.join(",")})`;
      const expansion = use("M(a, b) { b; g(a, b)[a]; }", ...args);
      const text = expansion?.text ?? "";
      const start = Math.min(from, text.length);
      const end = Math.min(start + length, text.length);
      const origin = expansion?.origin(start, end) ?? null;
      if (origin !== null) expect(source.slice(origin.start, origin.end)).toBe(text.slice(start, end));
    }),
  );
});
