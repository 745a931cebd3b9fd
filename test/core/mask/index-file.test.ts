// The lexical pass over a file: it finds every function, and gives up on nothing.
import fc from "fast-check";
import { expect, test } from "vitest";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";

/** What stands before the body; NAME is the function's. */
const HEADS = [
  { text: "static int NAME(int a)", isStatic: true },
  { text: "int\nNAME(void)", isStatic: false },
  { text: "static inline struct x *NAME(struct x *p, void (*f)(int, char))", isStatic: true },
  { text: "unsigned long NAME(a, b)\n  int a;\n  char *b;\n", isStatic: false },
  { text: "PyMODINIT_FUNC NAME(void)", isStatic: false },
  { text: "Py_LOCAL_INLINE(int) NAME(PyObject *o)", isStatic: true },
  { text: "__attribute__((noinline)) void NAME(void)", isStatic: false },
  { text: "static void NAME(void) __attribute__((unused))", isStatic: true },
  { text: "static PyObject * WINAPI NAME(PyObject *self, PyObject *Py_UNUSED(ignored))", isStatic: true },
  { text: "NPY_NO_EXPORT int NAME(int a /* { */, char b) // {\n", isStatic: false },
  { text: "static void (*NAME(int s, void (*f)(int)))(int)", isStatic: true },
  { text: "struct pair { int a, b; } NAME(int k)", isStatic: false },
  { text: "#ifdef A\nint NAME(int a)\n#else\nint NAME(long a)\n#endif\n", isStatic: false },
] as const;

const STATEMENTS = [
  "return;",
  "if (a) { b(); } else { c(); }",
  'puts("}");',
  "c = '}'; d = '{';",
  "/* } */",
  "// }\n",
  "for (;;) { break; }",
  "int v[] = { 1, 2, { 3 } };",
  "\n#ifdef B\n  if (x) {\n#else\n  if (y) {\n#endif\n    z();\n  }\n",
  "\n#define INNER {\n",
  "Py_BEGIN_ALLOW_THREADS f(); Py_END_ALLOW_THREADS",
  "struct s { int i; } local;",
  'asm("nop" ::: "memory");',
];

const BETWEEN = [
  "",
  "\n",
  "/* int not_there(void) { */\n",
  "#define OPEN {\n",
  "static int counter = 0;\n",
  "static const struct m table[] = { { 1, f }, { 2, g } };\n",
  "typedef struct { int a; } t;\n",
  "struct s { int (*call)(int); };\n",
  "enum e { A, B };\n",
  "int declared(int a);\n",
  "MODULE_NAME(spam);\n",
  "#if 0\n}}} int never(void) {\n#endif\n",
  'extern "C" {\n',
  "}\n",
  ";\n",
];

const file = fc.array(
  fc.record({
    before: fc.constantFrom(...BETWEEN),
    head: fc.constantFrom(...HEADS),
    statements: fc.array(fc.constantFrom(...STATEMENTS), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 6 },
);

test("every function of a file is found, with its extent", () => {
  fc.assert(
    fc.property(file, (parts) => {
      let text = "";
      const expected = parts.map(({ before, head, statements }, i) => {
        const name = `function_${i}`;
        text += `${before}${head.text.replaceAll("NAME", name)} `;
        const start = text.length;
        text += `{ ${statements.join(" ")} }`;
        const body = { start, end: text.length };
        text += "\n";
        return { name, isStatic: head.isStatic, body };
      });
      const { functions, problems } = indexFile("a.c", text);
      expect(functions.map(({ name, isStatic, body }) => ({ name, isStatic, body }))).toEqual(expected);
      for (const { name, nameSpan, params, span, body } of functions) {
        expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
        expect(text[params.start - 1]).toBe("(");
        expect(span.end).toBe(body.end);
      }
      expect(problems).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("nothing throws, and nothing lies outside of the file", () => {
  const pieces = fc.constantFrom(
    ..."{}()[];,=*\"'\\#\n ".split(""),
    "int f(void) {",
    "#if A\n",
    "#else\n",
    "#elif B\n",
    "#endif\n",
    "#define M(a",
    "/*",
    "*/",
    "//",
    "static",
    "x",
    "\0",
    "\ufeff",
    'R"(',
    'extern "C"',
    "= {",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      const index = indexFile("a.c", text);
      const spans = [
        ...index.functions.flatMap(({ span, body, params, nameSpan }) => [span, body, params, nameSpan]),
        ...index.macros.map(({ span }) => span),
        ...index.variables.map(({ span }) => span),
        ...index.tables.map(({ span }) => span),
        ...index.comments.map(({ span }) => span),
        ...index.problems.map(({ span }) => span),
      ];
      for (const { start, end } of spans) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      expect(JSON.parse(JSON.stringify(index))).toEqual(index);
    }),
    { numRuns: 2_000 },
  );
});

test.each(HEADS.filter(({ text }) => !text.includes("(a, b)")))(
  "a macro without a semicolon does not hide $text",
  ({ text }) => {
    const { functions } = indexFile("a.c", `MACRO_WITHOUT_SEMICOLON(x)\n${text.replaceAll("NAME", "found")} {}`);
    expect(functions.map(({ name }) => name)).toEqual(["found"]);
  },
);

test("a function that is never closed is found, and said", () => {
  const { functions, problems } = indexFile("a.c", "int f(void) { if (a) {");
  expect(functions.map(({ name }) => name)).toEqual(["f"]);
  expect(problems.map(({ message }) => message)).toEqual(["the function's closing brace is missing"]);
});

test("macros: parameters, body without comments and joined lines, and whether they are compiled", () => {
  const text =
    "#define A\n#define B(x, ...) f(x, /* why */ \\\n  __VA_ARGS__) // end\n#if 0\n#define C 1\n#endif\n#ifdef X\n#define D (1)\n#endif\n";
  expect(
    indexFile("a.h", text).macros.map(({ name, params, body, alive }) => ({
      name,
      params,
      body: body.replace(/\s+/g, " "),
      alive,
    })),
  ).toEqual([
    { name: "A", params: null, body: "", alive: true },
    { name: "B", params: ["x", "..."], body: "f(x, __VA_ARGS__)", alive: true },
    { name: "C", params: null, body: "1", alive: false },
    { name: "D", params: null, body: "(1)", alive: true },
  ]);
});

test("a macro defined anew after #undef is told from another branch of an #if", () => {
  const text = "#ifdef X\n#define A 1\n#else\n#define A 2\n#endif\n#undef A\n#define A 3\n";
  expect(indexFile("a.h", text).macros.map(({ body, renewed }) => ({ body, renewed }))).toEqual([
    { body: "1", renewed: false },
    { body: "2", renewed: false },
    { body: "3", renewed: true },
  ]);
});

test("variables with static storage, and tables with what they hold", () => {
  const text = `static int a, *b[3];
extern long c;
static __thread int d;
int prototype(int);
static PyMethodDef methods[] = { {"m", (PyCFunction)m, METH_O, NULL}, {NULL} };
static struct ops table = { .open = do_open, .close = do_close };
void (*hook)(int) = default_hook;
`;
  const { variables, tables } = indexFile("a.c", text);
  expect(variables.map(({ name, isStatic, isArray }) => [name, isStatic, isArray])).toEqual([
    ["a", true, false],
    ["b", true, true],
    ["c", false, false],
    ["d", true, false],
    ["methods", true, true],
    ["table", true, false],
    ["hook", false, false],
  ]);
  expect(tables.find(({ variable }) => variable === "table")?.entries).toEqual([
    { field: null, name: "open" },
    { field: "open", name: "do_open" },
    { field: null, name: "close" },
    { field: "close", name: "do_close" },
  ]);
  expect(tables[0]?.entries.map(({ name }) => name)).toEqual(["PyCFunction", "m", "METH_O", "NULL", "NULL"]);
});

test("functions that are said never to return, includes, and assignments of pointers", () => {
  const text = `#include "a/b.h"
# include <c.h>
_Noreturn void die(void);
static void set(void) { self->hook = handler; x = 1; }
`;
  const index = indexFile("a.c", text);
  expect(index.includes).toEqual(["a/b.h", "c.h"]);
  expect(index.noReturn).toEqual(["die"]);
  expect(index.assignments).toEqual([{ target: "hook", value: "handler" }]);
});
