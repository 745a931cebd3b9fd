// One function of a small piece of C, taken through the stages of the analysis: what tests of a stage start from.

import { transitionFact } from "../../server/src/core/capi/transitions.ts";
import { buildGraph } from "../../server/src/core/cfg/builder.ts";
import { dumpGraph } from "../../server/src/core/cfg/dump.ts";
import type { Graph } from "../../server/src/core/cfg/graph.ts";
import type { FunctionEffects } from "../../server/src/core/effects/effect.ts";
import { extractEffects } from "../../server/src/core/effects/extract.ts";
import type { FunctionExtent } from "../../server/src/core/mask/file-index.ts";
import { indexFile } from "../../server/src/core/mask/index-file.ts";
import { hasBehaviour, MacroTable } from "../../server/src/core/mask/macro-table.ts";
import { flowOf } from "../../server/src/core/summaries/flow.ts";
import { parametersOf } from "../../server/src/core/syntax/parameters.ts";
import { type ParsedBody, parseBody } from "../../server/src/core/syntax/parse-body.ts";
import type { Parser } from "../../server/src/core/syntax/parser.ts";
import { languageOf } from "../../server/src/core/text/language.ts";

/** The last function of `code`. */
function lastFunction(code: string, path = "one.c"): { extent: FunctionExtent; body: string } {
  const extent = indexFile(path, code).functions.at(-1);
  if (extent === undefined) throw new Error("there is no function in this code");
  return { extent, body: code.slice(extent.body.start, extent.body.end) };
}

/** `code` may hold macro definitions before the function. */
export function parsed(parser: Parser, code: string, path = "one.c"): ParsedBody {
  return parseBody(lastFunction(code, path).body, {
    parser,
    language: languageOf(path) ?? "c",
    macros: new MacroTable([indexFile("one.c", code)]).scope("one.c"),
    isTransition: isGilName,
    lambdaAt: () => null,
    elsewhere: [],
    matters: hasBehaviour,
    isOpaque: isGilName,
  });
}

/** Throws where the code cannot be read whole: a test that starts from damage shows nothing. */
function graphOf(parser: Parser, code: string, path = "one.c"): Graph {
  const { statements, errors } = parsed(parser, code, path);
  if (errors.length > 0) throw new Error("the syntax could not be read");
  return buildGraph(statements, lastFunction(code, path).body.length, flowOf);
}

/** The graph as text, on lines of its own. */
export function drawn(parser: Parser, code: string, path = "one.c"): string {
  return `\n${dumpGraph(graphOf(parser, code, path))}\n`;
}

export function effectsOf(parser: Parser, code: string): FunctionEffects {
  const { params } = lastFunction(code).extent;
  return extractEffects(graphOf(parser, code), parametersOf(code.slice(params.start, params.end)), null);
}

function isGilName(name: string): boolean {
  return transitionFact(name) !== undefined;
}
