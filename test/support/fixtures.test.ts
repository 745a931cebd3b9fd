import { expect, test } from "vitest";
import type { Finding, Fix } from "../../server/src/core/findings/finding.ts";
import { applyPreferredFixes } from "./fixture-cases.ts";
import { parseFixture, renderFixture } from "./fixtures.ts";

const CODE = "void f(void) {\n  g(x);\n}\n";

function finding(of: string, more: Partial<Finding> = {}): Finding {
  const start = CODE.indexOf(of);
  return {
    path: "a.c",
    span: { start, end: start + of.length },
    rule: "some-rule",
    severity: "error",
    confidence: "high",
    function: "f",
    message: "g is wrong here",
    related: [],
    fixes: [],
    ...more,
  };
}

function rendered(text: string, findings: readonly Finding[]): string {
  return renderFixture(parseFixture("a.c", text), findings, "full");
}

const under = (line: string, ...annotations: string[]): string =>
  CODE.replace(`${line}\n`, [line, ...annotations, ""].join("\n"));

test("what is expected and found is kept as it was written", () => {
  for (const tail of ["", " (high)", " wrong", " (high) g is wrong here"]) {
    const text = under("  g(x);", `//^ error[some-rule]${tail}`);
    expect(rendered(text, [finding("g")])).toBe(text);
  }
});

test("what is expected and not found disappears", () => {
  const text = under("  g(x);", "//^ error[some-rule]");
  const others: Partial<Finding>[] = [
    { rule: "other-rule" },
    { severity: "warning" },
    { path: "b.c" },
    { span: { start: 0, end: 4 } },
  ];
  expect(rendered(text, [])).toBe(CODE);
  for (const other of others) expect(rendered(text, [finding("g", other)])).not.toBe(text);
  for (const wrong of [" (low)", " another wording"]) {
    const picky = text.replace("some-rule]", `some-rule]${wrong}`);
    expect(rendered(picky, [finding("g")])).not.toBe(picky);
  }
});

test("what is found and not expected appears, one line for each finding", () => {
  expect(rendered(CODE, [finding("x", { message: "m" }), finding("g", { message: "m" })])).toBe(
    under("  g(x);", "//^ error[some-rule] (high) m", "//  ^ error[some-rule] (high) m"),
  );
  const once = under("  g(x);", "//^ error[some-rule]");
  expect(rendered(once, [finding("g"), finding("g")])).not.toBe(once);
});

test("a known miss holds until it is found", () => {
  const text = under("  g(x);", "//^ todo error[some-rule]");
  expect(rendered(text, [])).toBe(text);
  expect(rendered(text, [finding("g")])).toContain("\n//^ error[some-rule]");
});

test("a note asks for a related location; related locations without a note are fine", () => {
  const span = { start: 0, end: 4 };
  const related = [{ path: "a.c", span, message: "released here" }];
  const noted = under("void f(void) {", "//<^^^^ note: released").replace("  g(x);", "  g(x);\n//^ error[some-rule]");
  expect(rendered(noted, [finding("g", { related })])).toBe(noted);
  expect(rendered(noted, [finding("g")])).not.toContain("note");
  const plain = under("  g(x);", "//^ error[some-rule]");
  expect(rendered(plain, [finding("g", { related })])).toBe(plain);
});

test("a range that starts in the first column is drawn with <, one over several lines with >", () => {
  const long = "int f(void) {\n  return\n    1;\n}\n";
  const drawn =
    "int f(void) {\n  return\n//^^^^^^> error[some-rule] (high) m\n    1;\n}\n//<^ error[some-rule] (high) m\n";
  const found = [long.indexOf("return"), long.indexOf("}")].map((start) =>
    finding("g", { span: { start, end: start === 16 ? long.indexOf(";") + 1 : start + 1 }, message: "m" }),
  );
  expect(rendered(long, found)).toBe(drawn);
  expect(rendered(drawn, found)).toBe(drawn);
});

test("files of a fixture are told apart", () => {
  const text = "f();\n//- b.h\nf();\n//<^ error[some-rule]\n";
  const fixture = parseFixture("a.c", text);
  expect(fixture.files.map(({ path, code }) => [path, code])).toEqual([
    ["a.c", "f();"],
    ["b.h", "f();\n"],
  ]);
  expect(renderFixture(fixture, [finding("g", { path: "b.h", span: { start: 0, end: 1 } })], "full")).toBe(text);
});

test("a misspelt annotation is an error, not a comment", () => {
  expect(() => parseFixture("a.c", under("  g(x);", "//^ eror[some-rule]"))).toThrow("not an annotation");
  expect(() => parseFixture("a.c", under("  g(x);", "// ^^error[some-rule]"))).toThrow("not an annotation");
  expect(() => parseFixture("a.c", "// min-confidence: medum\n")).toThrow("medum");
});

test("preferred fixes of one rule are applied, of two that overlap the first, until none is left", () => {
  const replace = (of: string, newText: string, preferred = true): Fix => {
    const start = CODE.indexOf(of);
    const edits = [{ path: "a.c", span: { start, end: start + of.length }, newText }];
    return { title: "", safe: true, preferred, edits };
  };
  const rounds = [
    [
      finding("g", { fixes: [replace("f(", "no(", false), replace("g(", "h(")] }),
      finding("g", { fixes: [replace("g(x)", "k(x)")] }),
      finding("x", { fixes: [replace("x", "y")] }),
      finding("f", { fixes: [replace("void f", "int f")], rule: "other-rule" }),
    ],
    [finding("f", { fixes: [replace("void", "long")] })],
  ];
  const fixed = applyPreferredFixes(parseFixture("a.c", CODE), "some-rule", () => rounds.shift() ?? []);
  expect(fixed.files.map(({ code }) => code)).toEqual(["long f(void) {\n  h(y);\n}\n"]);
});
