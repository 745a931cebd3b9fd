import { expect, test } from "vitest";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import { suppression } from "../../server/src/lsp/suppress.ts";

function suppressed(marked: string): string {
  const offset = marked.indexOf("@");
  const text = marked.replace("@", "");
  const { offset: at, before, after } = suppression(text, new LineIndex(text), offset, "r");
  return `${text.slice(0, at)}${before}why${after}${text.slice(at)}`;
}

test("on a line of its own, indented like the code", () => {
  expect(suppressed("{\n\t  @f();\n}\n")).toBe("{\n\t  /* gilint: ignore[r] why */\n\t  f();\n}\n");
});

test("above the first line", () => {
  expect(suppressed("f(@x);")).toBe("/* gilint: ignore[r] why */\nf(x);");
});

test("with the file's line ends", () => {
  expect(suppressed("{\r\n  @f();\r\n")).toBe("{\r\n  /* gilint: ignore[r] why */\r\n  f();\r\n");
});

test("inside a macro's body the line stays one line", () => {
  expect(suppressed("#define M(x) \\\n  f(@x); \\\n  g(x)\n")).toBe(
    "#define M(x) \\\n  f(x); /* gilint: ignore[r] why */ \\\n  g(x)\n",
  );
  expect(suppressed("#define M(x) \\\n  f(@x)\n")).toBe("#define M(x) \\\n  f(x) /* gilint: ignore[r] why */\n");
});
