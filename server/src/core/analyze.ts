// The façade: sources in, findings out. Reads as the pipeline does, in order.
import type { Finding, Problem, Related, Report, Statistics } from "./findings/finding.ts";
import type { Settings } from "./settings.ts";
import type { Parser } from "./syntax/parser.ts";
import type { Span } from "./text/span.ts";

/** `path` is relative to the working folder, with "/". */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A stretch of source in which the GIL is released: `certain` on every path, else on some. */
export interface Stretch {
  readonly span: Span;
  readonly certain: boolean;
}

/** One release of the GIL and the code that runs until it is taken back. */
export interface Region {
  readonly path: string;
  readonly function: string;
  /** The macro or call that releases. */
  readonly release: Span;
  /** The macros or calls that take it back. */
  readonly ends: readonly Span[];
  readonly stretches: readonly Stretch[];
}

/** One state a function can be entered in, and why. */
export interface Context {
  readonly state: "held" | "released" | "unknown";
  readonly because: readonly Related[];
}

/** What gilint believes about a function: the text of `gilint effects` and of hovers. */
export interface FunctionEffects {
  readonly path: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** The shortest chain of calls down to a use of the C-API that needs the GIL; null if none is known. */
  readonly needsGil: readonly Related[] | null;
  /** What the function does to the GIL between entry and exit. */
  readonly exit: "keeps" | "releases" | "acquires" | "varies";
  /** Regions it opens itself. */
  readonly regions: readonly Region[];
  /** The chain down to a call that may block while the GIL is as it was at entry; null if none is known. */
  readonly blocks: readonly Related[] | null;
  readonly contexts: readonly Context[];
  /** Why the function could not be analysed; null if it could. */
  readonly unanalysed: string | null;
}

export interface Analysis extends Report {
  readonly regions: readonly Region[];
  /** Computed when asked: the command line does not pay for it. */
  effects(path: string): readonly FunctionEffects[];
}

export interface AnalysisInput {
  readonly files: readonly SourceFile[];
  readonly parser: Parser;
  readonly settings: Settings;
}

export function analyze(input: AnalysisInput): Analysis {
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  const statistics: Statistics = {
    files: input.files.length,
    functions: 0,
    analysed: 0,
    regions: 0,
    unanalysed: 0,
    bytes: input.files.reduce((sum, file) => sum + file.text.length, 0),
  };
  return { findings, problems, statistics, regions: [], effects: () => [] };
}
