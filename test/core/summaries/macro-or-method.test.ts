// A macro in a header that nobody includes, and a method that is called as it is.
import { expect, test } from "vitest";
import { analyze } from "../../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../../server/src/core/settings.ts";
import { loadParser } from "../../../server/src/node/parser.ts";

const parser = await loadParser("native");

const AST = `#include <Python.h>\n#define append(list, item) PyList_Append(list, item)\n`;

function waits(include: string): number {
  const text = `${include}
#include "text.h"
int wait_for(Text &text)
{
    append(text, nullptr);
    return sleep(5);
}
`;
  const files = [
    { path: "python/ast.h", text: AST },
    { path: "wait.cpp", text },
  ];
  return analyze({ files, parser, settings: DEFAULT_SETTINGS }).findings.length;
}

test("a macro of a header that is not included says nothing of a method", () => {
  expect(waits("")).toBe(0);
});

test("one that is included makes the function one that knows Python", () => {
  expect(waits('#include "python/ast.h"')).toBe(1);
});
