// Everything fixed at once by `gilint check --fix --unsafe-fixes`: a second run finds nothing to do, and what compiled compiles.
import { cpSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { run } from "../../server/src/cli/run.ts";
import { added, Compiler } from "../fix-proof/compile.ts";
import { fixtureCases } from "../support/fixture-cases.ts";
import { isCSource } from "../support/project-files.ts";
import { sourceOrNote } from "../support/sources.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const cases = fixtureCases();

test.each([...new Set(cases.map(({ folder }) => folder))])("the fixtures of %s", async (rule) => {
  const own = cases.filter(({ folder }) => folder === rule);
  const files = own.flatMap(({ name, fixture }) =>
    fixture.files.map(({ path: file, code }): [string, string] => [`${name.replace(/\W/g, "_")}/${file}`, code]),
  );
  const { root } = new TemporaryFolder(Object.fromEntries(files));
  const first = await fixAll(root);
  const text = textsIn(root);
  const second = await fixAll(root);
  expect(second).not.toContain("Fixed");
  expect(textsIn(root)).toEqual(text);
  // Some themes have nothing to fix; a rule that is there for its fixes has.
  if (own.some(({ fixed }) => fixed !== null)) expect(first).toMatch(/Fixed \d+ finding/);
});

test.each(["lz4", "mysqlclient", "psycopg2", "pyalsaaudio"])("%s", async (project) => {
  const source = await sourceOrNote(project);
  if (source === null) return;
  const { root } = new TemporaryFolder({});
  cpSync(source, root, { recursive: true });
  const before = textsIn(root);
  expect(await fixAll(root)).toMatch(/Fixed \d+ finding/);
  const after = textsIn(root);
  expect(await fixAll(root)).not.toContain("Fixed");
  expect(textsIn(root)).toEqual(after);
  const compiler = new Compiler(source, [...before.keys()]);
  try {
    for (const [file, text] of before) {
      const now = after.get(file) ?? "";
      const said = text === now || !file.endsWith(".c") ? null : await compiler.diagnostics(file, text);
      if (said !== null) expect(added(said, (await compiler.diagnostics(file, now)) ?? []), file).toEqual([]);
    }
  } finally {
    compiler.close();
  }
});

/** What the command says. */
async function fixAll(cwd: string): Promise<string> {
  let said = "";
  const write = (text: string): void => {
    said += text;
  };
  const options = ["--isolated", "--no-cache", "--select=all", "--min-confidence=low", "--format=json"];
  const code = await run(["check", "--fix", "--unsafe-fixes", "--output-file=.report.json", ...options, "."], {
    stdout: { write },
    stderr: { write },
    cwd,
    env: {},
    readInput: async () => Buffer.from(""),
  });
  expect(code, said).toBeLessThan(2);
  return said;
}

function textsIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isCSource).sort();
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
}
