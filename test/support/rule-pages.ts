// The rules' pages, taken apart.
import { readFileSync } from "node:fs";
import path from "node:path";
import { RULES } from "../../server/src/core/rules/registry.ts";
import type { RuleMetadata } from "../../server/src/core/rules/rule.ts";

export interface Example {
  readonly language: "c" | "cpp";
  readonly kind: "incorrect" | "correct";
  readonly code: string;
}

export interface RulePage {
  readonly id: string;
  readonly rule: RuleMetadata;
  readonly text: string;
  /** Key and value of each line of the front matter. */
  readonly frontMatter: Readonly<Record<string, string>>;
  /** The second-level headings, in order, and the text below each. */
  readonly sections: ReadonlyMap<string, string>;
  readonly examples: readonly Example[];
}

export function rulePages(): readonly RulePage[] {
  const folder = path.join(import.meta.dirname, "../../server/src/core/rules");
  return RULES.map((rule) => readPage(rule, readFileSync(path.join(folder, `${rule.id}.md`), "utf8")));
}

function readPage(rule: RuleMetadata, text: string): RulePage {
  const [, head = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const examples = [...body.matchAll(/^```(c|cpp) (incorrect|correct)\n(.*?)^```$/gms)].map(
    ([, language, kind, code = ""]) => ({
      language: language === "cpp" ? ("cpp" as const) : ("c" as const),
      kind: kind === "correct" ? ("correct" as const) : ("incorrect" as const),
      code,
    }),
  );
  return {
    id: rule.id,
    rule,
    text,
    frontMatter: Object.fromEntries(head.split("\n").map((line) => line.split(": ", 2))),
    sections: new Map(
      body
        .split(/^## /m)
        .slice(1)
        .map((part) => {
          const [heading = "", ...rest] = part.split("\n");
          return [heading, rest.join("\n")];
        }),
    ),
    examples,
  };
}
