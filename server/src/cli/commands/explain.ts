// `gilint explain`: a rule's page in the terminal.
import { RULES } from "../../core/rules/registry.ts";
import { InputError } from "../../node/input-error.ts";
import { didYouMean } from "../../node/nearest.ts";
import { rulePage } from "../../node/rule-pages.ts";
import { type Command, parseArguments, usageError } from "../arguments.ts";
import type { Io } from "../io.ts";
import { renderMarkdown } from "../markdown.ts";
import { colours, plain } from "../output/paint.ts";
import { wantsColour } from "./format-report.ts";

const COMMAND: Command = {
  name: "explain",
  operands: "RULE",
  summary: "Shows the page of a rule: what it finds, why that is wrong, and how to put it right.",
  options: [
    { name: "color", value: "WHEN", choices: ["auto", "always", "never"], help: "auto (default), always or never" },
  ],
};

/** Lines longer than this are hard to read, however wide the terminal. */
const WIDEST = 100;

export function explainCommand(args: readonly string[], io: Io): number {
  const given = parseArguments(COMMAND, args);
  const [rule, ...rest] = given.operands;
  if (rule === undefined || rest.length > 0) throw usageError(COMMAND, "explain takes one rule");
  const ids = RULES.map(({ id }) => id);
  if (!ids.includes(rule)) throw usageError(COMMAND, `there is no rule "${rule}"${didYouMean(rule, ids)}`);
  const page = rulePage(rule);
  if (page === undefined) throw new InputError(`the page of ${rule} is missing from this installation`);
  const color = (given.text("color") ?? "auto") as "auto" | "always" | "never";
  const paint = wantsColour({ color, outputFile: undefined }, io) ? colours : plain;
  io.stdout.write(renderMarkdown(page, Math.min(io.stdout.columns ?? 80, WIDEST), paint));
  return 0;
}
