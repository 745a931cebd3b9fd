// Lines put around statements, in the layout that is there.
import { expect, test } from "vitest";
import { statementAt } from "../../server/src/core/fixes/statements.ts";
import { surround } from "../../server/src/core/fixes/surround.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { codeIn } from "../support/code.ts";

/** The text with TAKE and GIVE around the statement that begins with `x`. */
function around(text: string): string {
  const code = codeIn(text);
  const statement = statementAt(code.root, text.search(/\bx/));
  const edits = surround(code, statement, statement, ["TAKE"], ["GIVE"]);
  return edits === null ? "refused" : applyEdits(text, edits);
}

test.each([
  ["in a block", "{\n    x();\n}", "{\n    TAKE\n    x();\n    GIVE\n}"],
  ["with a comment behind", "{\n    x(); // why\n}", "{\n    TAKE\n    x(); // why\n    GIVE\n}"],
  ["with a comment that goes on", "{\n    x(); /* a\n  b */\n}", "{\n    TAKE\n    x(); GIVE /* a\n  b */\n}"],
  ["in a line with others", "{ a(); x(); b(); }", "{ a(); TAKE x(); GIVE b(); }"],
  ["below an if", "{\n  if (a)\n    x();\n}", "{\n  if (a) {\n    TAKE\n    x();\n    GIVE\n  }\n}"],
  ["behind an if", "{\n\tif (a) x();\n}", "{\n\tif (a) {\n\t\tTAKE\n\t\tx();\n\t\tGIVE\n\t}\n}"],
  ["a comment between", "{\n  if (a) /* c */ x();\n}", "{\n  if (a) /* c */ { TAKE x(); GIVE }\n}"],
  ["in one line with else", "{\n  if (a) x(); else b();\n}", "{\n  if (a) { TAKE x(); GIVE } else b();\n}"],
  [
    "before else",
    "{\n  if (a)\n    x();\n  else\n    b();\n}",
    "{\n  if (a) {\n    TAKE\n    x();\n    GIVE\n  } else\n    b();\n}",
  ],
  [
    "below else",
    "{\n  if (a)\n    b();\n  else\n    x();\n}",
    "{\n  if (a)\n    b();\n  else {\n    TAKE\n    x();\n    GIVE\n  }\n}",
  ],
  [
    "where braces have their own line",
    "{\n    if (b)\n    {\n        c();\n    }\n    while (a)\n        x();\n}",
    "{\n    if (b)\n    {\n        c();\n    }\n    while (a)\n    {\n        TAKE\n        x();\n        GIVE\n    }\n}",
  ],
  [
    "where such braces stand deeper",
    "{\n  if (b)\n    {\n      c();\n    }\n  if (a)\n    x();\n}",
    "{\n  if (b)\n    {\n      c();\n    }\n  if (a)\n    {\n    TAKE\n    x();\n    GIVE\n    }\n}",
  ],
  [
    "behind a case",
    "{\n  switch (a) {\n  case 1:\n    x();\n  }\n}",
    "{\n  switch (a) {\n  case 1:\n    TAKE\n    x();\n    GIVE\n  }\n}",
  ],
  ["under a condition without braces", "{\n  if (a)\n#if B\n    x();\n#endif\n  c();\n}", "refused"],
])("%s", (_, before, after) => {
  expect(around(before)).toBe(after);
  expect(around(before.replaceAll("\n", "\r\n"))).toBe(after.replaceAll("\n", "\r\n"));
});
