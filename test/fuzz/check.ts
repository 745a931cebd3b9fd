// What must hold for any input at all.
import { cpuUsage } from "node:process";
import { type Analysis, analyze, type SourceFile } from "../../server/src/core/analyze.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../server/src/core/settings.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { Workspace } from "../../server/src/workspace/workspace.ts";

export interface Parsers {
  readonly native: Parser;
  readonly wasm: Parser;
}

export interface Failure {
  readonly kind: "exception" | "slow" | "native is not WASM" | "incremental is not fresh" | "memory" | "hang" | "crash";
  readonly detail: string;
}

/** CPU seconds for one file. */
const LONGEST = 2;

const SETTINGS: Settings = { ...DEFAULT_SETTINGS, select: ["all"], minConfidence: "low" };
const PATH = "fuzzed.c";

/** `before` is the text the input was made from: an editor would come from there. */
export function check(text: string, before: string, parsers: Parsers): Failure | null {
  try {
    const start = cpuUsage();
    const fresh = analyzeOne(text, parsers.native);
    const { user, system } = cpuUsage(start);
    const seconds = (user + system) / 1e6;
    if (seconds > LONGEST) return { kind: "slow", detail: `${seconds.toFixed(1)} s for ${text.length} characters` };
    const expected = digest(fresh);
    const wasm = digest(analyzeOne(text, parsers.wasm));
    if (wasm !== expected) return { kind: "native is not WASM", detail: difference(expected, wasm) };
    return checkEdits(text, before, parsers.native, expected);
  } catch (error) {
    return { kind: "exception", detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function checkEdits(text: string, before: string, parser: Parser, expected: string): Failure | null {
  const workspace = new Workspace(parser, SETTINGS);
  workspace.setFile(PATH, before);
  const first = digest(workspace.analysis());
  workspace.setFile(PATH, text);
  const edited = digest(workspace.analysis());
  if (edited !== expected) return { kind: "incremental is not fresh", detail: difference(expected, edited) };
  workspace.setFile(PATH, before);
  const back = digest(workspace.analysis());
  return back === first ? null : { kind: "incremental is not fresh", detail: `undone: ${difference(first, back)}` };
}

function analyzeOne(text: string, parser: Parser): Analysis {
  const files: SourceFile[] = [{ path: PATH, text }];
  return analyze({ files, parser, settings: SETTINGS });
}

/** All that an analysis says, as text; but not how much it had to look at: less after an edit, and more before. */
function digest(analysis: Analysis): string {
  const { findings, problems, regions } = analysis;
  const { analysed, ...statistics } = analysis.statistics;
  return JSON.stringify({ findings, problems, statistics, regions, effects: analysis.effects(PATH) }, null, 1);
}

function difference(expected: string, actual: string): string {
  const [a, b] = [expected.split("\n"), actual.split("\n")];
  const first = a.findIndex((line, i) => line !== b[i]);
  const around = (lines: readonly string[]): string => lines.slice(Math.max(0, first - 6), first + 6).join("\n");
  return `expected …\n${around(a)}\n… but got …\n${around(b)}`;
}
