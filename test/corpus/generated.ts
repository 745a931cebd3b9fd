// Sources too large to commit: each a limit that an analysis could stumble over.

export interface Generated {
  readonly name: string;
  readonly text: string;
}

/** Sound C: a region with one mistake in it. Nothing before it may hide it. */
export const NEXT_FUNCTION = `
static PyObject *
next_function(PyObject *self, PyObject *args)
{
    Py_BEGIN_ALLOW_THREADS
    PyErr_Clear(); /* must be found */
    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;

const DEPTH = 10_000;

export function generated(): readonly Generated[] {
  const inFunction = (body: string): string => `static int f(int x)\n{\n${body}\n    return x;\n}\n${NEXT_FUNCTION}`;
  return [
    { name: "100 000 lines", text: manyLines(100_000) },
    { name: "one line of 2 MB", text: inFunction("x += 1; ".repeat(250_000)) },
    { name: "an identifier of 1 MB", text: inFunction(`int ${"a".repeat(1_000_000)} = x;`) },
    { name: "a string of 2 MB", text: inFunction(`g("${"\\x41".repeat(500_000)}");`) },
    { name: "a comment of 2 MB", text: inFunction(`/* ${"Py_BEGIN_ALLOW_THREADS\n".repeat(100_000)} */`) },
    { name: "a table of 100 000 entries", text: `static int t[] = {\n${"  1,\n".repeat(100_000)}};\n${NEXT_FUNCTION}` },
    ...nested("braces", "{", "g();", "}"),
    ...nested("parentheses", "(", "x", ")", "x = ", ";"),
    ...nested("brackets", "t[", "x", "]", "x = ", ";"),
    ...nested("calls", "g(", "x", ")", "x = ", ";"),
    ...nested("initialisers", "{", "1", "}", "int t[] = ", ";"),
    ...nested("ifs", "if (x) ", "g();", ""),
    ...nested("ifs with else", "if (x) ", "g();", " else h();"),
    ...nested("loops", "while (x) { for (;;) { ", "g();", "break; } }"),
    ...nested("regions", "{ Py_BEGIN_ALLOW_THREADS ", "g();", " Py_END_ALLOW_THREADS }"),
    ...nested("conditional groups", "#if A\n", "g();", "\n#endif\n", "\n"),
    ...nested("switches", "switch (x) { case 1: ", "g();", "}"),
    { name: `${DEPTH} ternaries`, text: inFunction(`x = ${"x ? 1 : ".repeat(DEPTH)}0;`) },
    { name: `${DEPTH} unary operators`, text: inFunction(`x = ${"!~-*&".repeat(DEPTH / 5)}x;`) },
    { name: `${DEPTH} binary operators`, text: inFunction(`x = ${"x + ".repeat(DEPTH)}x;`) },
    { name: `${DEPTH} conditions`, text: inFunction(`if (${"x && ".repeat(DEPTH)}x) g();`) },
    { name: `${DEPTH} else-ifs`, text: inFunction(`if (x) g();${" else if (x) g();".repeat(DEPTH)}`) },
    { name: `${DEPTH} cases`, text: inFunction(`switch (x) {${numbered((i) => `case ${i}: g();\n`)}}`) },
    { name: `${DEPTH} labels and gotos`, text: inFunction(numbered((i) => `l${i}: if (x) goto l${DEPTH - 1 - i};\n`)) },
    { name: `${DEPTH} macros, one in another`, text: macroChain(DEPTH) },
    { name: `${DEPTH} functions, one calling another`, text: callChain(DEPTH) },
    { name: `${DEPTH} pointers`, text: inFunction(`int ${"*".repeat(DEPTH)}p;`) },
    { name: `${DEPTH} declarators`, text: inFunction(`int (${"*(".repeat(DEPTH)}p${")".repeat(DEPTH)})(void);`) },
    {
      name: `${DEPTH} regions in one function`,
      text: inFunction("Py_BEGIN_ALLOW_THREADS g(); Py_END_ALLOW_THREADS\n".repeat(DEPTH)),
    },
    { name: "states that double 200 times", text: inFunction(doublingStates(200)) },
  ];

  function nested(what: string, open: string, middle: string, close: string, before = "", after = ""): Generated[] {
    const opened = before + open.repeat(DEPTH) + middle;
    return [
      { name: `${DEPTH} ${what}`, text: inFunction(opened + close.repeat(DEPTH) + after) },
      { name: `${DEPTH} ${what}, none closed`, text: inFunction(opened) },
    ];
  }
}

function numbered(line: (i: number) => string): string {
  return Array.from({ length: DEPTH }, (_, i) => line(i)).join("");
}

function manyLines(count: number): string {
  const lines: string[] = [];
  for (let i = 0; lines.length < count - 5; i++) {
    lines.push(`static int function_${i}(int x)`, "{", `    int y = helper_${i}(x, ${i});`, "    return y;", "}", "");
  }
  return lines.join("\n") + NEXT_FUNCTION;
}

function macroChain(length: number): string {
  const macros = Array.from({ length }, (_, i) => `#define M${i + 1} M${i}\n`).join("");
  return `#define M0 PyErr_Clear();\n${macros}static void f(void) { M${length} }\n${NEXT_FUNCTION}`;
}

function callChain(length: number): string {
  const functions = Array.from({ length }, (_, i) => `static void f${i + 1}(void) { f${i}(); }\n`).join("");
  return `static void f0(void) { PyErr_Clear(); }\n${functions}${NEXT_FUNCTION}`;
}

/** Each condition is another fact a path can carry: without a bound there are two to this power of states. */
function doublingStates(conditions: number): string {
  const release = Array.from({ length: conditions }, (_, i) => `if (a${i}) s${i} = PyEval_SaveThread();\n`).join("");
  const restore = Array.from({ length: conditions }, (_, i) => `if (a${i}) PyEval_RestoreThread(s${i});\n`).join("");
  return release + restore;
}
