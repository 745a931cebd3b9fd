// npm run new-rule -- ID [--group GROUP] [--severity SEVERITY]: a rule that runs, its page, its first fixtures, its line in
// the changelog and its place in the registry. What has to be replaced says so.
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { frontMatter } from "./generate-docs.mjs";

const RULES = "server/src/core/rules";
const REGISTRY = `${RULES}/registry.ts`;
const GROUPS = ["correctness", "races", "stalls", "free-threading", "hygiene"];
const SEVERITIES = ["error", "warning", "info", "hint"];
const SUMMARY = "Say in one line what it finds";

/** The files a new rule needs, new ones and changed ones, by path; `read` gives a file as it is. Throws what is wrong. */
export function newRuleFiles({ id, group, severity, since }, read) {
  if (!/^[a-z]+(-[a-z]+)+$/.test(id)) throw new Error(`a rule is called like api-call-without-gil, not "${id}"`);
  if (!GROUPS.includes(group)) throw new Error(`the group can be ${GROUPS.join(", ")}, not "${group}"`);
  if (!SEVERITIES.includes(severity))
    throw new Error(`the severity can be ${SEVERITIES.join(", ")}, not "${severity}"`);
  const registry = read(REGISTRY);
  if (registry.includes(`"./${id}.ts"`)) throw new Error(`there is a rule ${id}`);
  const rule = { id, group, severity, since, summary: SUMMARY, fix: "none" };
  return new Map([
    [`${RULES}/${id}.ts`, source(rule)],
    [`${RULES}/${id}.md`, page(rule)],
    [REGISTRY, registered(registry, rule)],
    [`test/rules/${id}/hit.c`, hit(rule)],
    [`test/rules/${id}/near-miss.c`, nearMiss()],
    ["CHANGELOG.md", announced(read("CHANGELOG.md"), rule)],
  ]);
}

const camelCase = (id) => id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

function source({ id, group, severity, since, summary, fix }) {
  return `// ${summary}. Page: ./${id}.md
import { Refusal } from "../fixes/refusal.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const ${camelCase(id)}: Rule = defineRule({
  id: "${id}",
  group: "${group}",
  severity: "${severity}",
  since: "${since}",
  summary: "${summary}",
  fix: "${fix}",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const use of analysed.uses) {
        const [visit] = use.released;
        // Replace this: it finds calls of one function where the GIL is released.
        if (visit === undefined || use.effect.kind !== "call" || use.effect.callee !== "replace_me") continue;
        yield {
          ref: analysed.ref,
          span: use.effect.span,
          confidence: evidence.certainty(analysed, use),
          message: "say what is wrong, why here, and what to do",
          related: evidence.path(analysed, visit),
          // Or the fixes, the best first.
          remedies: new Refusal("say why this is for a person to mend"),
        };
      }
  },
});
`;
}

function page(rule) {
  return `${frontMatter(rule)}
# ${rule.id}

## What it does

${rule.summary}, and where the finding is shown.

## Why it is bad

What happens, to whom, and when it is noticed. What it means on free-threaded Python.

## Incorrect

\`\`\`c incorrect
${example(true)}\`\`\`

## Correct

\`\`\`c correct
${example(false)}\`\`\`

## How to fix

The best way first.

## Fix safety

gilint offers no automatic fix for this rule.

## What it cannot see

What it takes for wrong and is right, and what it misses.

## When to suppress

And what to write as the reason.

## References

- CPython's documentation
- Two real bugs, with repository and commit
`;
}

function hit({ id, severity }) {
  return `// Say what this shows.
#include <Python.h>

extern void replace_me(void);

${example(true).replace("replace_me();\n", (call) => `${call}//  ^^^^^^^^^^ ${severity}[${id}]\n`)}`;
}

function nearMiss() {
  return `// Near miss: say why nothing is reported.
#include <Python.h>

extern void replace_me(void);

${example(false)}`;
}

function example(wrong) {
  const call = "    replace_me();\n";
  const body = `    crunch();\n${wrong ? call : ""}`;
  return `extern void crunch(void);

static PyObject *run(PyObject *self, PyObject *unused)
{
${wrong ? "" : call}    Py_BEGIN_ALLOW_THREADS
${body}    Py_END_ALLOW_THREADS
    Py_RETURN_NONE;
}
`;
}

/** Imports are in the order of their paths; the rule comes before the last one, until somebody finds its place in the catalogue. */
function registered(registry, { id }) {
  const lines = registry.split("\n");
  const isImport = (line) => line.startsWith("import ");
  const from = (line) => /from "(.*)"/.exec(line)?.[1] ?? "";
  const imports = [...lines.filter(isImport), `import { ${camelCase(id)} } from "./${id}.ts";`];
  imports.sort((a, b) => (from(a) < from(b) ? -1 : 1));
  const first = lines.findIndex(isImport);
  const rest = lines.filter((line) => !isImport(line));
  const last = rest.indexOf("];") - 1;
  if (first < 0 || last < 0) throw new Error(`${REGISTRY} has another form than this script knows`);
  return [
    ...rest.slice(0, first),
    ...imports,
    ...rest.slice(first, last),
    `  ${camelCase(id)},`,
    ...rest.slice(last),
  ].join("\n");
}

function announced(changelog, { id, summary }) {
  const heading = "### Rules\n";
  const at = changelog.indexOf(heading, changelog.indexOf("## Unreleased"));
  if (at < 0) throw new Error('CHANGELOG.md needs a heading "### Rules" below "## Unreleased"');
  const line = `\n- New: \`${id}\`. ${summary}.\n`;
  return changelog.slice(0, at + heading.length) + line + changelog.slice(at + heading.length + 1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = path.resolve(import.meta.dirname, "..");
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { group: { type: "string", default: "correctness" }, severity: { type: "string", default: "warning" } },
  });
  const since = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).version;
  try {
    const files = newRuleFiles({ ...values, id: positionals[0] ?? "", since }, (name) =>
      readFileSync(path.join(root, name), "utf8"),
    );
    for (const [name, text] of files) {
      const isNew = !existsSync(path.join(root, name));
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
      console.log(`${isNew ? "new" : "changed"}  ${name}`);
    }
    console.log("\nThen: npm run docs, and CONTRIBUTING.md from step 3.");
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
