import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import type { TreeCursor } from "../../server/src/core/syntax/parser.ts";
import type { Language } from "../../server/src/core/text/language.ts";
import { loadParser } from "../../server/src/node/parser.ts";

const native = await loadParser("native");
const wasm = await loadParser("wasm");
await wasm.prepareCplusplus();

afterEach(() => {
  delete process.env["GILINT_PARSER"];
});

test("a choice gives that parser, and the environment decides for auto", async () => {
  expect([native.kind, wasm.kind]).toEqual(["native", "wasm"]);
  expect((await loadParser("auto")).kind).toBe("native");
  process.env["GILINT_PARSER"] = "wasm";
  expect((await loadParser("auto")).kind).toBe("wasm");
  expect((await loadParser("native")).kind).toBe("native");
  process.env["GILINT_PARSER"] = "fast";
  await expect(loadParser("auto")).rejects.toThrow('GILINT_PARSER is "fast"');
});

test("C++ is read once it has been made ready for, and not as something else before", async () => {
  const fresh = await loadParser("wasm");
  expect(() => fresh.parse("cpp", "", nodes)).toThrow("made ready");
  await fresh.prepareCplusplus();
  expect(fresh.parse("cpp", "class A { A(); };", nodes).some(({ type }) => type === "class_specifier")).toBe(true);
});

test("offsets are UTF-16 and nodes carry their fields", () => {
  const text = '/* é𝒳 */ char *s = "日本𝒳"; int f(void) { return 1; }';
  for (const parser of [native, wasm]) {
    const list = parser.parse("c", text, nodes);
    const literal = list.find((node) => node.type === "string_literal");
    expect(text.slice(literal?.start, literal?.end)).toBe('"日本𝒳"');
    const body = list.find((node) => node.type === "compound_statement");
    expect(body?.field).toBe("body");
    expect(text.slice(body?.start, body?.end)).toBe("{ return 1; }");
  }
});

test("a text longer than any parser's buffer is read to its end", () => {
  const text = `${"/* 日本𝒳 */ static int a;\n".repeat(6_000)}int last;`;
  for (const parser of [native, wasm]) {
    const last = parser.parse("c", text, nodes).at(-1);
    expect(last?.end).toBe(text.length);
  }
  same(text);
});

test("what is broken says so", () => {
  for (const parser of [native, wasm]) {
    const list = parser.parse("c", "int f(void) { return 1 }", nodes);
    expect(list.filter((node) => node.broken).map((node) => node.type)).toEqual([";"]);
    expect(parser.parse("c", "int f( {{ ]", nodes).some((node) => node.broken)).toBe(true);
  }
});

const token = fc.constantFrom(
  ..."int char struct if else for while do switch case default return goto break PyObject f x 0 1.5 'c' \"s\" ( ) { } [ ] ; , * & = == -> . + ? : ! < << # \\ é 𝒳 日".split(
    " ",
  ),
  "\n#define M(a) \\\n  a\n",
  "\n#if X\n",
  "\n#else\n",
  "\n#endif\n",
  "/* c */",
  "// c\n",
  "Py_BEGIN_ALLOW_THREADS",
  "static int g(void) { return 0; }\n",
  "\r\n",
  "\t",
  "\0",
  "\uFEFF",
  "\uD800",
);

test("both parsers see the same nodes in token soup", () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 60 }), fc.constantFrom(" ", ""), (tokens, glue) =>
      same(tokens.join(glue)),
    ),
    { numRuns: 300 },
  );
});

test("both parsers see the same nodes in C while it is edited", () => {
  const text = readFileSync(new URL("./samples/pool.c", import.meta.url), "utf8");
  same(text);
  const cut = fc.nat({ max: text.length });
  fc.assert(
    fc.property(cut, fc.nat({ max: 12 }), fc.array(token, { maxLength: 3 }), (at, gone, typed) =>
      same(text.slice(0, at) + typed.join(" ") + text.slice(at + gone)),
    ),
    { numRuns: 150 },
  );
});

test("both parsers see the same nodes in C++ while it is edited", () => {
  const text = readFileSync(new URL("./samples/guard.cpp", import.meta.url), "utf8");
  same(text, "cpp");
  const cut = fc.nat({ max: text.length });
  fc.assert(
    fc.property(cut, fc.nat({ max: 12 }), fc.array(token, { maxLength: 3 }), (at, gone, typed) =>
      same(text.slice(0, at) + typed.join(" ") + text.slice(at + gone), "cpp"),
    ),
    { numRuns: 100 },
  );
});

test("the grammars are those their manifest names", () => {
  const folder = new URL("../../grammars/", import.meta.url);
  const source: Record<string, { sha256: string }> = JSON.parse(readFileSync(new URL("SOURCE.json", folder), "utf8"));
  for (const [file, { sha256 }] of Object.entries(source)) {
    const actual = createHash("sha256")
      .update(readFileSync(new URL(file, folder)))
      .digest("hex");
    expect({ file, sha256: actual }).toEqual({ file, sha256 });
  }
});

interface SeenNode {
  readonly depth: number;
  readonly type: string;
  readonly named: boolean;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly broken: boolean;
}

function same(text: string, language: Language = "c"): void {
  expect(wasm.parse(language, text, nodes)).toEqual(native.parse(language, text, nodes));
}

/** Every node in the order of the text. */
function nodes(cursor: TreeCursor): SeenNode[] {
  const list: SeenNode[] = [];
  let depth = 0;
  for (;;) {
    const { type, named, field, start, end, broken } = cursor;
    list.push({ depth, type, named, field, start, end, broken });
    if (cursor.firstChild()) {
      depth++;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return list;
      depth--;
    }
  }
}
