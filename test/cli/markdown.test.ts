import { expect, test } from "vitest";
import { renderMarkdown } from "../../server/src/cli/markdown.ts";
import { colours, plain } from "../../server/src/cli/output/paint.ts";
import { RULES } from "../../server/src/core/rules/registry.ts";
import { rulePage } from "../../server/src/node/rule-pages.ts";

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");
const PAGE = `# The \`title\`

A paragraph with **strong** and *stressed* words, \`char **argv\` and a
[link](https://example.org/x), all of it longer than a line.

- one item that is too long for a single line of forty
- two
1. three

\`\`\`c incorrect
int  main(void)  { return **p; }

\`\`\`
| a | b |
| --- | --- |
| \`long cell\` | 日本 |
`;

test("a page is wrapped, and its code is not", () => {
  expect(renderMarkdown(PAGE, 40, plain)).toBe(`\
The title

A paragraph with strong and stressed
words, char **argv and a link
(https://example.org/x), all of it
longer than a line.

- one item that is too long for a single
  line of forty
- two
1. three

    int  main(void)  { return **p; }


a          b
long cell  日本
`);
});

test("colours add nothing but colours", () => {
  expect(renderMarkdown(PAGE, 40, colours).replace(ESCAPES, "")).toBe(renderMarkdown(PAGE, 40, plain));
});

test.each(RULES.map((rule) => rule.id))("the page of %s has no marks left and no line that is too wide", (rule) => {
  const text = renderMarkdown(rulePage(rule) ?? "", 80, plain);
  expect(text).toContain("What it does");
  const prose = text.split("\n").filter((line) => !line.startsWith("    "));
  expect(prose.filter((line) => /\*\*|```|\]\(/.test(line))).toEqual([]);
  expect(
    prose.filter((line) => line.length > 80 && line.includes(" ", line.search(/\S/)) && !line.includes("://")),
  ).toEqual([]);
});
