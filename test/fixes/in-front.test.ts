// What a statement asks first, run in front of it: in whatever statement, and in the layout that is there.
import { expect, test } from "vitest";
import { declaredAbove } from "../../server/src/core/fixes/declarations.ts";
import { askedFirst, negated } from "../../server/src/core/fixes/hoist.ts";
import { conditionOf, runInFront } from "../../server/src/core/fixes/in-front.ts";
import { Refusal } from "../../server/src/core/fixes/refusal.ts";
import { statementAt } from "../../server/src/core/fixes/statements.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { span } from "../../server/src/core/text/span.ts";
import { codeIn } from "../support/code.ts";

/** The text with `f()` between TAKE and GIVE, in front of the statement that asks for it; `n` is a local variable. */
function hoisted(text: string): string {
  const code = codeIn(text);
  const call = span(text.indexOf("f()"), text.indexOf("f()") + 3);
  const statement = statementAt(code.root, call.start);
  const condition = conditionOf(code, statement);
  const found = condition && askedFirst(code, statement, condition, call, "int", (name) => name === "n");
  if (!found) return "refused";
  const lines = ["TAKE", `${found.assigned}${code.slice(found.part)};`, "GIVE"];
  const edits = runInFront(code, statement, lines, found.edit);
  const declared = declaredAbove(code, statement, found.declarations);
  return edits instanceof Refusal || declared === null ? "refused" : applyEdits(text, [...declared, ...edits]);
}

const OWN_LINE = "{\n    if (b)\n    {\n        c();\n    }\n";

test.each([
  [
    "an if that compares",
    "{\n    int a;\n\n    if (f() < 0)\n        b();\n}",
    "{\n    int a;\n    int result;\n\n    TAKE\n    result = f();\n    GIVE\n    if (result < 0)\n        b();\n}",
  ],
  [
    "an assignment",
    "{\n    if ((n = f()) < 0)\n        b();\n}",
    "{\n    TAKE\n    n = f();\n    GIVE\n    if (n < 0)\n        b();\n}",
  ],
  [
    "an assignment that is all",
    "{\n    if (n = f())\n        b();\n}",
    "{\n    TAKE\n    n = f();\n    GIVE\n    if (n)\n        b();\n}",
  ],
  [
    "an assignment to what is not local",
    "{\n    if ((s->n = f()) < 0)\n        b();\n}",
    "{\n    int result;\n    TAKE\n    result = f();\n    GIVE\n    if ((s->n = result) < 0)\n        b();\n}",
  ],
  [
    "a constant first",
    "{\n    int a;\n    if (-1 == f() && c())\n        b();\n}",
    "{\n    int a;\n    int result;\n    TAKE\n    result = f();\n    GIVE\n    if (-1 == result && c())\n        b();\n}",
  ],
  [
    "a switch below an if",
    "{\n    int a;\n    if (a)\n        switch (f()) {\n        case 1:\n            b();\n        }\n}",
    "{\n    int a;\n    int result;\n    if (a) {\n        TAKE\n        result = f();\n        GIVE\n        switch (result) {\n        case 1:\n            b();\n        }\n    }\n}",
  ],
  [
    "an else if",
    "{\n    if (a) {\n        b();\n    } else if ((n = f()) < 0) {\n        c();\n\n        d();\n    } else {\n        e();\n    }\n}",
    "{\n    if (a) {\n        b();\n    } else {\n        TAKE\n        n = f();\n        GIVE\n        if (n < 0) {\n            c();\n\n            d();\n        } else {\n            e();\n        }\n    }\n}",
  ],
  [
    "an else if with braces on their own line",
    `${OWN_LINE}    else if ((n = f()))\n    {\n        d();\n    }\n}`,
    `${OWN_LINE}    else\n    {\n        TAKE\n        n = f();\n        GIVE\n        if (n)\n        {\n            d();\n        }\n    }\n}`,
  ],
  [
    "a loop",
    "{\n    while ((n = f()) > 0) {\n        if (n == 3)\n            continue;\n        b();\n    }\n}",
    "{\n    for (;;) {\n        TAKE\n        n = f();\n        GIVE\n        if (n <= 0)\n            break;\n        if (n == 3)\n            continue;\n        b();\n    }\n}",
  ],
  [
    "a loop without braces",
    "{\n    while ((n = f()) > 0)\n        b();\n}",
    "{\n    for (;;) {\n        TAKE\n        n = f();\n        GIVE\n        if (n <= 0)\n            break;\n        b();\n    }\n}",
  ],
  [
    "a loop without a body",
    "{\n    while (!(n = f()))\n        ;\n    b();\n}",
    "{\n    for (;;) {\n        TAKE\n        n = f();\n        GIVE\n        if (n)\n            break;\n    }\n    b();\n}",
  ],
  [
    "a loop where others say while (1)",
    "{\n    while (1)\n        b();\n    while ((n = f()) > 0 && a)\n        b();\n}",
    "{\n    while (1)\n        b();\n    while (1) {\n        TAKE\n        n = f();\n        GIVE\n        if (!(n > 0 && a))\n            break;\n        b();\n    }\n}",
  ],
  [
    "the end of a loop",
    "{\n    do {\n        b();\n    } while ((n = f()) < 0);\n}",
    "{\n    do {\n        b();\n        TAKE\n        n = f();\n        GIVE\n    } while (n < 0);\n}",
  ],
  ["in a line with others", "{ a(); if ((n = f())) b(); }", "{ a(); TAKE n = f(); GIVE if (n) b(); }"],
  [
    "the end of a loop, passed by",
    "{\n    do {\n        if (b)\n            continue;\n        c();\n    } while ((n = f()) < 0);\n}",
    "refused",
  ],
  ["asked in some cases only", "{\n    if (a || f())\n        b();\n}", "refused"],
  ["asked after something else", "{\n    if (a() < f())\n        b();\n}", "refused"],
  [
    "a for",
    "{\n    for (a(); (n = f()) > 0; c())\n        b();\n}",
    "{\n    for (a();; c()) {\n        TAKE\n        n = f();\n        GIVE\n        if (n <= 0)\n            break;\n        b();\n    }\n}",
  ],
  ["a comment in the head of a loop", "{\n    while ((n = f()) > 0 /* more */)\n        b();\n}", "refused"],
  ["a condition around a part", "{\n    if (\n#if A\n        a &&\n#endif\n        f())\n        b();\n}", "refused"],
])("%s", (_, before, after) => {
  expect(hoisted(before)).toBe(after);
  const inOtherLayout = (change: (text: string) => string): void =>
    expect(hoisted(change(before))).toBe(after === "refused" ? after : change(after));
  inOtherLayout((text) => text.replaceAll("\n", "\r\n"));
  inOtherLayout((text) => text.replaceAll("    ", "\t"));
});

test("the opposite of a condition reads as one would write it", () => {
  const opposites = ["n > 0", "n != -1", "NULL == p", "!p", "p", "a && b", "a->n <= 3", "(n = 1) > 0"].map(negated);
  expect(opposites).toEqual(["n <= 0", "n == -1", "NULL != p", "p", "!p", "!(a && b)", "a->n > 3", "!((n = 1) > 0)"]);
});
