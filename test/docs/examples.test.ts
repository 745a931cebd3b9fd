// The examples on the rules' pages are tests: what a page calls incorrect is found, once, and what it calls correct is not.
import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import type { Finding } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { rulePages } from "../support/rule-pages.ts";

const parser = await loadParser("native");

const examples = rulePages().flatMap(({ id, rule, examples }) =>
  examples.map((example, i) => ({
    ...example,
    id,
    group: rule.group,
    name: `${id}: example ${i + 1}, ${example.kind}`,
  })),
);

test.each(examples)("$name", ({ id, group, kind, language, code }) => {
  const said = findings(code, group, language).map(({ rule, message }) => `${rule}: ${message}`);
  if (kind === "correct") expect(said).toEqual([]);
  else expect(said).toEqual([expect.stringMatching(`^${id}: `)]);
});

/** Pages leave out the includes; the examples are read as parts of an extension, with the rule's group selected. */
function findings(code: string, group: string, language: "c" | "cpp"): readonly Finding[] {
  const text = `#include <Python.h>\n#include <pthread.h>\n#include <stdio.h>\n#include <time.h>\n\n${code}`;
  const settings = { ...DEFAULT_SETTINGS, select: [...DEFAULT_SETTINGS.select, group] };
  return analyze({ files: [{ path: `example.${language}`, text }], parser, settings }).findings;
}
