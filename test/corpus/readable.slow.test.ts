// How much of real C the masked grammar reads: every function that mentions the C-API, whether a rule asks for it or not.
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SourceFile } from "../../server/src/core/analyze.ts";
import { apiFact } from "../../server/src/core/capi/api.ts";
import { transitionFact } from "../../server/src/core/capi/transitions.ts";
import { indexFile } from "../../server/src/core/mask/index-file.ts";
import { MacroTable } from "../../server/src/core/mask/macro-table.ts";
import { mask } from "../../server/src/core/mask/mask.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { readTree } from "../../server/src/core/syntax/reader.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { readProject } from "../support/project-files.ts";
import { sourceFolder, sourceOrNote } from "../support/sources.ts";

// CPython alone has some 11 800 such functions: it is read where it has been fetched for another reason, as by the benchmark.
const PROJECTS = [
  "lmdb",
  "mysqlclient",
  "psycopg2",
  "pycurl",
  "python-ldap",
  ...(existsSync(sourceFolder("cpython")) ? ["cpython"] : []),
];

describe.each(PROJECTS)("%s", async (project) => {
  const parser = await loadParser("native");

  test("less than one function in a hundred has a part that cannot be read", async () => {
    const folder = await sourceOrNote(project);
    if (folder === null) return;
    const { functions, broken } = readAll(await readProject(folder), parser);
    console.log(`${project}: ${broken.length} of ${functions} functions that mention the C-API have a syntax error`);
    expect(functions).toBeGreaterThan(20);
    expect(broken.length / functions, broken.join("\n")).toBeLessThan(0.01);
  });
});

function readAll(sources: readonly SourceFile[], parser: Parser): { functions: number; broken: string[] } {
  const files = sources.map(({ path, text }) => ({ text, index: indexFile(path, text) }));
  const macros = new MacroTable(files.map(({ index }) => index));
  const isTransition = (name: string): boolean => (transitionFact(name)?.op ?? "none") !== "none";
  const broken: string[] = [];
  let functions = 0;
  for (const { text, index } of files)
    for (const { name, names, body, span } of index.functions) {
      if (!names.some((used) => apiFact(used) !== undefined || isTransition(used))) continue;
      functions++;
      const masked = mask(text.slice(body.start, body.end), {
        language: index.language,
        macros: macros.scopeAt(index.path, span.start),
        isTransition,
      });
      if (parser.parse(index.language, masked.text, readTree).errors.length > 0) broken.push(`${index.path}: ${name}`);
    }
  return { functions, broken };
}
