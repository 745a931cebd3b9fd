// On real projects: the same bytes whatever the order of the files, the parser, and what was analysed before; also after every file was
// edited and the edit undone.
import { expect, test } from "vitest";
import { type Analysis, analyze, Memo, type SourceFile } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { readProject } from "../support/project-files.ts";
import { sourceOrNote } from "../support/sources.ts";

const native = await loadParser("native");
const wasm = await loadParser("wasm");
await wasm.prepareCplusplus();
const settings: Settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" };
const PROJECTS = ["psycopg2", "lz4", "pycurl", "lmdb"];

/** All that an analysis says. */
function bytes({ findings, problems, statistics, regions }: Analysis): string {
  return JSON.stringify({ findings, problems, statistics, regions }, null, 1);
}

/** Neither the order of names nor its reverse: every third file first. */
function dealt(files: readonly SourceFile[]): SourceFile[] {
  return [0, 1, 2].flatMap((rest) => files.filter((_, i) => i % 3 === 2 - rest));
}

test.each(PROJECTS)("%s", async (name) => {
  const folder = await sourceOrNote(name);
  if (folder === null) return;
  const files = await readProject(folder);
  const memo = new Memo();
  const expected = bytes(analyze({ files, parser: native, settings, memo }));
  expect(expected.length).toBeGreaterThan(1_000);

  expect(bytes(analyze({ files: dealt(files), parser: native, settings })), "in another order").toBe(expected);
  expect(bytes(analyze({ files, parser: native, settings, memo })), "again").toBe(expected);
  expect(bytes(analyze({ files, parser: wasm, settings })), "with the other parser").toBe(expected);

  const workspace = new Workspace(native, settings);
  for (const { path, text } of files) workspace.setFile(path, text);
  for (const { path, text } of dealt(files).slice(0, 40)) {
    workspace.setFile(path, damaged(text));
    workspace.analysis();
    workspace.setFile(path, text);
  }
  expect(bytes(workspace.analysis()), "after edits that were undone").toBe(expected);
});

/** Without its middle: functions are cut, regions lose an end. */
function damaged(text: string): string {
  return text.slice(0, text.length / 3) + text.slice(text.length / 2);
}
