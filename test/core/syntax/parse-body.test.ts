// From text to statements: places stay those of the text as written, damage is said, and nothing runs away.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, type Statement, textOf } from "../../../server/src/core/syntax/ast.ts";
import { loadParser } from "../../../server/src/node/parser.ts";
import { parsed } from "../../support/one-function.ts";

const native = await loadParser("native");
const wasm = await loadParser("wasm");

function statements(body: string, before = ""): readonly Statement[] {
  return parsed(native, `${before}\nvoid f(void) {${body}}`).statements;
}

/** The canonical text of the first statement, an expression or a declaration with a value. */
function canonical(body: string): string {
  const [outer] = statements(body);
  const [first] = outer?.kind === "block" ? outer.body : [];
  if (first?.kind === "expression") return textOf(first.expression);
  if (first?.kind === "declaration") return textOf(first.declarators[0]?.value ?? missing());
  throw new Error(`not an expression: ${first?.kind}`);
}

function missing(): never {
  throw new Error("no value");
}

test.each([
  ["f ( a , b ) ;", "f(a,b)"],
  ["(void)f(a);", "f(a)"],
  ["((f))(a);", "f(a)"],
  ["x = ( PyObject * ) y;", "x=y"],
  ["self -> lock . m;", "self->lock.m"],
  ["f(& self->lock);", "f(&self->lock)"],
  ["*&x;", "x"],
  ["f(&*p);", "f(p)"],
  ["a [ i ] [0] = 1;", "a[i][0]=1"],
  ["int x = a ? b : c;", "a?b:c"],
  ["(*self->call)(1);", "*self->call(1)"],
  ["f(a /* why */, b);", "f(a,b)"],
  ["x\n  =\\\n y;", "x=y"],
  ["f(!a, -1, ~b);", "f(!a,-1,~b)"],
])("the identity of %j", (body, expected) => {
  expect(canonical(body)).toBe(expected);
});

test("every name is where it says it is", () => {
  const code =
    "void f(void) { one(two, &three->four); if (five) { six[seven] = (int)eight; } return nine(ten ? eleven : twelve); }";
  const body = code.slice(code.indexOf("{"));
  const names: string[] = [];
  walk(parsed(native, code).statements, (e) => {
    if (e.kind === "name") {
      expect(body.slice(e.start, e.end)).toBe(e.name);
      names.push(e.name);
    }
  });
  expect(names.sort()).toEqual("eight eleven five nine one seven six ten three twelve two".split(" "));
});

test("what stands in a macro's argument is where it was written; what the macro adds is at its use", () => {
  const code = "#define INNER(x) log(x)\n#define OUTER(x) INNER(x + extra)\nvoid f(void) { OUTER(written); }";
  const body = code.slice(code.lastIndexOf("{"));
  const found = new Map<string, string>();
  walk(parsed(native, code).statements, (e) => {
    if (e.kind === "name") found.set(e.name, `${body.slice(e.start, e.end)} in ${e.macro}`);
  });
  expect(Object.fromEntries(found)).toMatchObject({
    written: expect.stringMatching(/^written in /),
    extra: expect.stringMatching(/OUTER.* in OUTER$/),
  });
});

test("code that cannot be read is said; what stands around it is read", () => {
  const { statements: read, errors } = parsed(native, "void f(void) { before(); x = = ) 3; after(); }");
  const calls: string[] = [];
  walk(read, (e) => {
    if (e.kind === "call") calls.push(textOf(e.callee));
  });
  expect(errors.length).toBeGreaterThan(0);
  expect(calls).toContain("before");
  expect(calls).toContain("after");
});

describe("bounds", () => {
  test("deep nesting ends in damage, not in a crash", () => {
    const { errors } = parsed(native, `void f(void) { ${"if (x) {".repeat(3_000)}${"}".repeat(3_000)} }`);
    expect(errors.length).toBeGreaterThan(0);
    expect(() => parsed(native, `void f(void) { x = ${"(".repeat(3_000)}1${")".repeat(3_000)}; }`)).not.toThrow();
  });

  test("macros that call themselves and one another are left as they stand", () => {
    const before = "#define A(x) B(x) + A(x)\n#define B(x) A(x) + g()";
    expect(() => statements(" A(1); ", before)).not.toThrow();
  });

  test("macros that double at each step are cut off, and that is said", () => {
    const steps = Array.from({ length: 40 }, (_, i) => `#define M${i + 1}() M${i}(); M${i}();`).join("\n");
    const { truncated } = parsed(native, `#define M0() g();\n${steps}\nvoid f(void) { ${"M10(); ".repeat(20)} }`);
    expect(truncated).toBe(true);
  });
});

test("nothing throws, and both parsers read the same", () => {
  const pieces = fc.constantFrom(
    ..."{}()[];,=*&?:!#\n ".split(""),
    "if (x)",
    "else",
    "while (y)",
    "do",
    "for (;;)",
    "switch (z)",
    "case 1:",
    "default:",
    "label:",
    "goto label;",
    "return",
    "break;",
    "int v",
    "f(a)",
    "->",
    "(int)",
    "M(",
    "\n#if A\n",
    "\n#else\n",
    "\n#endif\n",
    "Py_BEGIN_ALLOW_THREADS",
    '"s"',
    "&&",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const code = `#define M(x) do { g(x); } while (0)\nvoid f(void) { ${parts.join(" ").replaceAll("}", ";").replaceAll("{", "; ")} }`;
      expect(parsed(wasm, code)).toEqual(parsed(native, code));
    }),
    { numRuns: 300 },
  );
});

/** Calls `visit` with each expression. */
function walk(node: unknown, visit: (e: Expression) => void): void {
  if (typeof node !== "object" || node === null) return;
  if ("kind" in node && "start" in node) visit(node as Expression);
  for (const value of Object.values(node)) walk(value, visit);
}
