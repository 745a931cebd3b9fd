// The spam module that mixes its lines, mended by gilint alone.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/analyze.ts";
import type { FileEdit } from "../../server/src/core/findings/finding.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { applyEdits } from "../../server/src/core/text/edits.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { compatibleFixes } from "../../server/src/workspace/compatible-fixes.ts";

const folder = path.join(import.meta.dirname, "../../server/experiment/c/released");
const parser = await loadParser("native");

test("gilint's fixes leave the released spam module without findings", () => {
  const files = readdirSync(folder).map((name) => ({
    path: name,
    text: readFileSync(path.join(folder, name), "utf8"),
  }));
  const before = analyze({ files, parser, settings: DEFAULT_SETTINGS }).findings;
  expect(before.map(({ rule, path: file }) => `${file} ${rule}`)).toEqual(["cprint_list.c unguarded-shared-io"]);
  const edits = compatibleFixes(before, true).flatMap((fix) => fix.edits);
  const mended = files.map((file) => ({ ...file, text: applyEdits(file.text, own(edits, file.path)) }));
  expect(analyze({ files: mended, parser, settings: DEFAULT_SETTINGS }).findings).toEqual([]);
});

test("the mended module is the guarded one, but for names and comments", () => {
  const text = readFileSync(path.join(folder, "cprint_list.c"), "utf8");
  const files = [
    { path: "cprint_list.c", text },
    { path: "spammodule.c", text: readFileSync(path.join(folder, "spammodule.c"), "utf8") },
  ];
  const { findings } = analyze({ files, parser, settings: DEFAULT_SETTINGS });
  const edits = findings.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  const guarded = readFileSync(path.join(folder, "../guarded/cprint_list.c"), "utf8");
  expect(bodyOf(applyEdits(text, own(edits, "cprint_list.c"))).replaceAll("output_lock", "printing")).toBe(
    bodyOf(guarded),
  );
});

function own(edits: readonly FileEdit[], file: string): FileEdit[] {
  return edits.filter((edit) => edit.path === file);
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf("\ncprint_list("));
}
