// Broken, odd and hostile input: the analysis gives a report, in time, and one bad function never hides the next.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cpuUsage } from "node:process";
import { describe, expect, test } from "vitest";
import { type Analysis, analyze, type SourceFile } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS } from "../../server/src/core/settings.ts";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import { loadParser } from "../../server/src/node/parser.ts";
import { projectRoot } from "../support/project-root.ts";

const FOLDER = join(projectRoot(), "test/corpus/broken");
const FILES: readonly SourceFile[] = readdirSync(FOLDER)
  .filter((name) => /\.(?:[ch]|cpp)$/.test(name))
  .map((name) => ({ path: name, text: readFileSync(join(FOLDER, name), "utf8") }));

describe.each(["native", "wasm"] as const)("with the %s parser", async (kind) => {
  const parser = await loadParser(kind);
  await parser.prepareCplusplus();
  const settings = { ...DEFAULT_SETTINGS, minConfidence: "low" as const };

  test.each(FILES)("$path", (file) => {
    const before = cpuUsage();
    const analysis = analyze({ files: [file], parser, settings });
    const { user, system } = cpuUsage(before);
    expect((user + system) / 1e6, "CPU seconds").toBeLessThan(2);
    expectSound(analysis, [file]);
    expect(foundLines(analysis, file)).toEqual(expect.arrayContaining(markedLines(file)));
  });

  test("all of them together", () => {
    const analysis = analyze({ files: FILES, parser, settings });
    expectSound(analysis, FILES);
    const lost = FILES.flatMap((file) => {
      const found = foundLines(analysis, file);
      return markedLines(file)
        .filter((line) => !found.includes(line))
        .map((line) => `${file.path}:${line + 1}`);
    });
    expect(lost).toEqual([]);
  });
});

/** Spans are inside their files, in order, and what was counted adds up. */
function expectSound(analysis: Analysis, files: readonly SourceFile[]): void {
  const lengths = new Map(files.map((file) => [file.path, file.text.length]));
  const places = analysis.findings.flatMap((finding) => [finding, ...finding.related]);
  const outside = places.filter(({ path, span }) => {
    const length = lengths.get(path);
    return length === undefined || span.start < 0 || span.end < span.start || span.end > length;
  });
  expect(outside).toEqual([]);
  expect(analysis.statistics.files).toBe(files.length);
  for (const file of files) expect(() => analysis.effects(file.path)).not.toThrow();
}

function foundLines(analysis: Analysis, file: SourceFile): number[] {
  const lines = new LineIndex(file.text);
  return analysis.findings
    .filter((finding) => finding.path === file.path && finding.rule === "api-call-without-gil")
    .map((finding) => lines.positionAt(finding.span.start).line);
}

function markedLines(file: SourceFile): number[] {
  return file.text.split(/\r\n|\r|\n/).flatMap((line, i) => (line.includes("/* must be found */") ? [i] : []));
}
