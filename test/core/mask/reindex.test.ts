// An index brought up to date is the index of the new text.
import fc from "fast-check";
import { expect, test } from "vitest";
import { indexFile } from "../../../server/src/core/mask/index-file.ts";
import { reindex } from "../../../server/src/core/mask/reindex.ts";
import { languageOf } from "../../../server/src/core/text/language.ts";
import { fixtureCases } from "../../support/fixture-cases.ts";

const FILES = fixtureCases()
  .flatMap(({ fixture }) => fixture.files)
  .map(({ path, code }) => ({ code, language: languageOf(path) ?? ("c" as const) }));

/** What people type, and what turns the rest of a file into something else. */
const INSERTED = fc.constantFrom(
  ..."x {|}|;|(|)|/*|*/|//|\n|\"|'|#|\\\n|\n#if A\n|\n#endif\n|\n#define M 1\n|f(a);|p = q;|static int n;|A::b(c);|[&] { d(); }|class K {|};".split(
    "|",
  ),
  "/* gilint: ignore */",
  "\n}\nint added(void) {\n",
  'R"(',
);

/** Where, in ten-thousandths of the text, how much is taken away, and what is put there. */
const edit = fc.record({ at: fc.integer({ min: 0, max: 9_999 }), removed: fc.nat({ max: 12 }), inserted: INSERTED });

test.each(["c", "cpp"] as const)(
  "%s: whatever is edited, and edited again",
  (language) => {
    let followed = 0;
    const texts = FILES.filter((file) => file.language === language).map(({ code }) => code);
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 3 }), (first, edits) => {
        let [text, index] = [first, indexFile("a", first, language)];
        for (const { at, removed, inserted } of edits) {
          const start = Math.floor((at / 10_000) * text.length);
          const after = text.slice(0, start) + inserted + text.slice(start + removed);
          const quick = reindex(index, text, after);
          index = indexFile("a", after, language);
          text = after;
          if (quick === null) continue;
          followed++;
          expect(quick).toEqual(index);
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? 3_000) },
    );
    expect(followed).toBeGreaterThan(500);
  },
  120_000,
);

test("a brace without its fellow is followed, and the fellow", () => {
  const text = "static int v;\nint f(void) {\n  a();\n}\n#if V\nint g(void) {\n  b();\n}\n#endif\nint h(void) {\n}\n";
  const open = text.replace("b();", "{b();");
  const index = indexFile("a.c", text);
  const quick = reindex(index, text, open);
  expect(quick).toEqual(indexFile("a.c", open));
  expect(quick?.problems).toHaveLength(1);
  const closed = open.replace("b();", "b();}");
  expect(quick && reindex(quick, open, closed)).toEqual(indexFile("a.c", closed));
});

test("a lambda that begins in a function that is closed before its body", () => {
  const text = "void f(M &m)\n{\n    a();\n    m.def([](int n} -> T & { return n; });\n}\nvoid g(void) { }\n";
  const after = text.replace("a();", "aa();");
  const index = indexFile("a.cpp", text, "cpp");
  expect(index.functions.map(({ name }) => name)).toEqual(["f", "f::lambda1", "g"]);
  expect(reindex(index, text, after)).toBeNull();
});

test("an edit of one body is followed, with all that stands behind it", () => {
  const text =
    "static int v;\nint f(void) { return 1; }\n#define M 2\nstatic int t[] = { f };\nint g(void) { return 2; }\n";
  const after = text.replace("return 1;", "return h(1);");
  const quick = reindex(indexFile("a.c", text), text, after);
  expect(quick).not.toBeNull();
  expect(quick).toEqual(indexFile("a.c", after));
});

test("a declaration is followed, in front of a function and behind the last one", () => {
  const text =
    "#define M 2\nint f(void) { return 1; }\nstatic int t[] = { f };\nint g(void) { return 2; }\n#define N 2\n";
  const typed = text.replace("static", "extern int h(void);\nstatic int n\nstatic");
  const quick = reindex(indexFile("a.c", text), text, typed);
  expect(quick).not.toBeNull();
  expect(quick).toEqual(indexFile("a.c", typed));
  const last = text.replace("#define N 2\n", "");
  const longer = `${last}struct s { int n; };\nint h(void) { }\n`;
  const behind = reindex(indexFile("a.c", last), last, longer);
  expect(behind).not.toBeNull();
  expect(behind).toEqual(indexFile("a.c", longer));
});

test.each([
  ["a macro", "int f(void) { }\nint n;\n", "int f(void) { }\n#define N 1\nint n;\n"],
  ["a directive", "int f(void) {\n  a();\n}\n", "int f(void) {\n#if A\n  a();\n}\n"],
  ["an end that a comment hides", "int f(void) {\n  a();\n  /* b */\n}\n", "int f(void) {\n  a();\n  /* b \n}\n"],
  ["a pointer that is given a function", "int f(void) {\n  p = a;\n}\n", "int f(void) {\n  p = b;\n}\n"],
])("%s is left to the whole pass", (_, before, after) => {
  expect(reindex(indexFile("a.c", before), before, after)).toBeNull();
});
