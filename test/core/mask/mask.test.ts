// The rewrite before parsing: as long as the original, line by line, and the grammar accepts it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiFact } from "../../../server/src/core/capi/api.ts";
import { transitionFact } from "../../../server/src/core/capi/transitions.ts";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";
import { MacroTable } from "../../../server/src/core/mask/macro-table.ts";
import { type MaskContext, mask } from "../../../server/src/core/mask/mask.ts";
import { readTree } from "../../../server/src/core/syntax/reader.ts";
import { loadParser } from "../../../server/src/node/parser.ts";
import { fixtureCases } from "../../support/fixture-cases.ts";

const parser = await loadParser("native");
const isTransition = (name: string): boolean => transitionFact(name) !== undefined;

function contextOf(header = ""): MaskContext {
  return { language: "c", macros: new MacroTable([indexFile("a.c", header)]).scope("a.c"), isTransition };
}

/** Where the parser has to recover in the masked body. */
function errorsIn(body: string, context: MaskContext): string[] {
  const { text } = mask(body, context);
  return parser
    .parse(context.language, text, readTree)
    .errors.map(({ start, end }) => `${body.slice(start, end + 10)} in:\n${text}`);
}

const HEADER = `#define STOP return NULL;
#define CHECK(x) if (!(x)) goto fail;
#define BEGIN {
#define END }
#define EMPTY
#define VALUE 1
#define BYTES "y#"
#define CLEANUP(f) __attribute__((cleanup(f)))
#define CLEANED CLEANUP(free_it)
`;

describe("whatever the text", () => {
  const pieces = fc.constantFrom(
    ..."{}()[];:,=*&\"'\\#?\n ".split(""),
    "Py_BEGIN_ALLOW_THREADS",
    "Py_END_ALLOW_THREADS\n",
    "STOP",
    "CHECK(",
    "BEGIN",
    "EMPTY",
    "UNKNOWN_MACRO",
    "if (",
    "else",
    "case 1:",
    "goto",
    "x",
    "int",
    "sizeof(",
    "__attribute__((",
    "\n#if A\n",
    "\n#else\n",
    "\n#endif\n",
    "/*",
    "*/",
    "//",
    "\r\n",
    "𝒳",
  );
  const text = fc.array(pieces, { maxLength: 50 }).map((parts) => parts.join(""));
  const context = contextOf(HEADER);

  test("masking keeps the length and every line end", () => {
    fc.assert(
      fc.property(text, (original) => {
        const masked = mask(original, context);
        expect(masked.text).toHaveLength(original.length);
        for (let i = 0; i < original.length; i++)
          if (original[i] === "\n" || original[i] === "\r") expect(masked.text[i]).toBe(original[i]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a macro that was made a statement is where the table says", () => {
    fc.assert(
      fc.property(text, (original) => {
        for (const [offset, { name, nameSpan, args }] of mask(original, context).uses) {
          expect(nameSpan.start).toBe(offset);
          expect(original.slice(nameSpan.start, nameSpan.end)).toBe(name);
          for (const { start, end } of args ?? [])
            expect(nameSpan.end < start && start < end && end <= original.length).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

test.each([
  "Py_BEGIN_ALLOW_THREADS\n  cprint_list(p);\n  Py_END_ALLOW_THREADS\n  errno = 0;",
  "Py_BEGIN_ALLOW_THREADS errno = 0; n = read(fd, b, 1); Py_END_ALLOW_THREADS",
  "if (a) Py_BLOCK_THREADS else b();",
  "CHECK(a)\n  CHECK(b)\n  f();",
  "STOP",
  "if (x)\n    STOP\n  f();",
  "BEGIN\n  f();\n  END",
  "EMPTY int x = VALUE;",
  "VISIT(a)\n  VISIT(b)",
  "GET_BUFFER_VIEW_OR_ERROR(o, &b, goto error);",
  "PyMem_RESIZE(p, unsigned char, n);",
  "x = va_arg(ap, const char *);",
  "Py_BEGIN_ALLOW_THREADS\n  PyMem_RESIZE(p, unsigned char, n);\n  Py_END_ALLOW_THREADS\n  RESIZE(p, int, n);",
  "x = PyMem_New(struct s, 3) + 1;",
  "char buffer[8] ALIGNED(8);",
  "int (WINAPI *call)(int) = f;",
  "static void *table[] = { &&A, &&B };",
  "switch (x) {\n  case A:\n    STOP\n  default:\n    f();\n  }",
  "#ifdef A\n  if (x) {\n#else\n  if (y) {\n#endif\n    f();\n  }",
  "if (x) {\n    g();\n#ifdef A\n  } else {\n    h();\n#endif\n  }\n  f();",
  "x = a\n#ifdef B\n    + b\n#endif\n    ;",
  "f(a,\n#ifdef B\n    b\n#else\n    c\n#endif\n  );",
  "fail:\n#ifdef A\n  f();\n#endif\n",
  'printf("%" PRIu64 " of %" PRIu64, a, b);',
  'PyArg_ParseTuple(a, (char *)BYTES BYTES "|O", &b, &c, &d);',
  'f("a" BYTES BYTES BYTES "b", BYTES BYTES "c", d);',
  'text = BYTES BYTES "c";',
  "CLEANED char *p = NULL;",
  "_Py_IDENTIFIER(name);",
  "Py_UNUSED(int) x;",
  "for (;;) { Py_TRASHCAN_BEGIN(o, dealloc)\n f(); Py_TRASHCAN_END }",
  'asm volatile ("nop" ::: "memory");',
  "x = ({ int y = f(); y; });",
  "f(a, );",
  "a = b; /* } */ // {",
  "if (likely(x)) f(); else if (unlikely(y)) g();",
])("the grammar accepts %j", (body) => {
  expect(errorsIn(`{\n  ${body}\n}`, contextOf(HEADER))).toEqual([]);
});

test("an `#if` between statements stays, one inside of a statement is resolved the same way everywhere", () => {
  const { text } = mask(
    "{\n#ifdef A\n  f();\n#endif\n  x = a\n#ifdef A\n  + b\n#else\n  + c\n#endif\n  ;\n}",
    contextOf(),
  );
  expect(text.match(/#ifdef A/g)).toHaveLength(1);
  expect(text).toContain("+ b");
  expect(text).not.toContain("+ c");
});

test("every function of every fixture is accepted, but the one that is half typed", () => {
  const damaged: string[] = [];
  let functions = 0;
  for (const { name, fixture } of fixtureCases()) {
    const files = fixture.files.map(({ path, code }) => ({ index: indexFile(path, code), code }));
    const macros = new MacroTable(files.map(({ index }) => index));
    for (const { index, code } of files)
      for (const { body, name: fn, span } of index.functions) {
        functions++;
        const context: MaskContext = {
          language: index.language,
          macros: macros.scopeAt(index.path, span.start),
          isTransition,
        };
        if (errorsIn(code.slice(body.start, body.end), context).length > 0) damaged.push(`${name}: ${fn}`);
      }
  }
  expect(functions).toBeGreaterThan(400);
  expect(damaged).toEqual(["syntax/broken-neighbour.c: half_typed"]);
});

test("names of the C-API that stand alone as statements are known to, even without a definition", () => {
  expect(apiFact("Py_BEGIN_ALLOW_THREADS")).toBeDefined();
  expect(mask("{ Py_BEGIN_ALLOW_THREADS f(); }", contextOf()).text).toBe("{ Py_BEGIN_ALLOW_THREAD; f(); }");
});
