// The arguments of `gilint check`, and the settings they make of a configuration.
import { availableParallelism } from "node:os";
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from "../../core/findings/finding.ts";
import { RULES } from "../../core/rules/registry.ts";
import type { Settings } from "../../core/settings.ts";
import { SELECTORS } from "../../node/config-schema.ts";
import { didYouMean } from "../../node/nearest.ts";
import { type Arguments, type Command, parseArguments, usageError } from "../arguments.ts";

const FORMATS = ["text", "json", "sarif", "github"] as const;
type Format = (typeof FORMATS)[number];

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly outputFile: string | undefined;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly severity: Readonly<Record<string, Severity | "off">>;
  readonly minConfidence: Confidence | undefined;
  readonly fix: "none" | "safe" | "unsafe";
  /** Print what fixes would change, and change nothing. */
  readonly diff: boolean;
  readonly baseline: string | undefined;
  readonly writeBaseline: boolean;
  readonly since: string | undefined;
  readonly stdinFilename: string | undefined;
  readonly statistics: boolean;
  readonly jobs: number;
  readonly cache: boolean;
  readonly exitZero: boolean;
  readonly quiet: boolean;
  readonly color: "auto" | "always" | "never";
  readonly config: string | undefined;
  readonly isolated: boolean;
}

/** Options that say which settings hold; other commands take them too. */
export const CONFIGURATION_OPTIONS: Command["options"] = [
  { name: "config", value: "FILE", help: "use this configuration file" },
  { name: "isolated", help: "ignore configuration files" },
];

const CHECK: Command = {
  name: "check",
  operands: "[PATH…]",
  summary: "Finds GIL mistakes in C files, and in the C files of folders (default: the working folder).",
  options: [
    { name: "format", value: "FORMAT", choices: FORMATS, help: "text (default), json, sarif or github" },
    { name: "output-file", value: "FILE", help: "write the report there" },
    { name: "select", value: "RULE,…", many: true, help: "rules or groups to check" },
    { name: "ignore", value: "RULE,…", many: true, help: "rules or groups to leave out" },
    { name: "severity", value: "RULE=LEVEL", many: true, help: "error, warning, info, hint or off" },
    { name: "min-confidence", value: "LEVEL", choices: CONFIDENCES, help: "low, medium (default) or high" },
    { name: "fix", help: "apply the fixes that cannot change what right code does" },
    { name: "unsafe-fixes", help: "with --fix or --diff: apply the other fixes too" },
    { name: "diff", help: "print what fixes would change, and change nothing" },
    { name: "baseline", value: "FILE", help: "report only what this file does not hold" },
    { name: "write-baseline", help: "with --baseline: write today's findings to it" },
    { name: "since", value: "REV", help: "report only findings on lines that changed since a Git revision" },
    { name: "stdin-filename", value: "FILE", help: "lint standard input as this file" },
    { name: "statistics", help: "count findings per rule, and what was looked at" },
    { name: "jobs", value: "N", help: "how many threads may be used (the analysis uses one for now)" },
    { name: "no-cache", help: "neither use nor keep results of earlier runs" },
    { name: "exit-zero", help: "exit with 0 whatever was found" },
    { name: "quiet", help: "print findings only" },
    { name: "color", value: "WHEN", choices: ["auto", "always", "never"], help: "auto (default), always or never" },
    ...CONFIGURATION_OPTIONS,
  ],
  notes: ["Exit code: 0 nothing found, 1 errors or warnings found, 2 the command could not do its work."],
};

export function readCheckOptions(args: readonly string[]): CheckOptions {
  const given = parseArguments(CHECK, args);
  refuseContradictions(given);
  const fixes = given.has("fix") || given.has("diff");
  return {
    paths: given.operands,
    format: (given.text("format") ?? "text") as Format,
    outputFile: given.text("output-file"),
    select: selectors(given, "select"),
    ignore: selectors(given, "ignore"),
    severity: severities(given),
    minConfidence: given.text("min-confidence") as Confidence | undefined,
    fix: fixes ? (given.has("unsafe-fixes") ? "unsafe" : "safe") : "none",
    diff: given.has("diff"),
    baseline: given.text("baseline"),
    writeBaseline: given.has("write-baseline"),
    since: given.text("since"),
    stdinFilename: given.text("stdin-filename"),
    statistics: given.has("statistics"),
    jobs: jobs(given),
    cache: !given.has("no-cache"),
    exitZero: given.has("exit-zero"),
    quiet: given.has("quiet"),
    color: (given.text("color") ?? "auto") as CheckOptions["color"],
    config: given.text("config"),
    isolated: given.has("isolated"),
  };
}

/** What the command line says wins over the configuration. `--ignore` adds to it, unless `--select` began anew. */
export function applyOptions(settings: Settings, options: CheckOptions): Settings {
  const anew = options.select.length > 0;
  return {
    ...settings,
    select: anew ? options.select : settings.select,
    ignore: [...(anew ? [] : settings.ignore), ...options.ignore],
    severity: { ...settings.severity, ...options.severity },
    minConfidence: options.minConfidence ?? settings.minConfidence,
  };
}

function refuseContradictions(given: Arguments): void {
  const refuse = (message: string): never => {
    throw usageError(CHECK, message);
  };
  if (given.has("unsafe-fixes") && !given.has("fix") && !given.has("diff"))
    refuse("--unsafe-fixes needs --fix or --diff");
  if (given.has("write-baseline") && !given.has("baseline")) refuse("--write-baseline needs --baseline=FILE");
  if (given.has("config") && given.has("isolated")) refuse("--config and --isolated contradict each other");
}

function selectors(given: Arguments, option: string): readonly string[] {
  const names = given.list(option);
  for (const name of names) {
    if (SELECTORS.includes(name)) continue;
    throw usageError(CHECK, `--${option}: there is no rule or group "${name}"${didYouMean(name, SELECTORS)}`);
  }
  return names;
}

function severities(given: Arguments): Readonly<Record<string, Severity | "off">> {
  const rules = RULES.map((rule) => rule.id);
  const levels: readonly string[] = [...SEVERITIES, "off"];
  const entries = given.list("severity").map((item): [string, Severity | "off"] => {
    const [rule = "", level = ""] = item.split("=", 2);
    if (!rules.includes(rule))
      throw usageError(CHECK, `--severity: there is no rule "${rule}"${didYouMean(rule, rules)}`);
    if (!levels.includes(level))
      throw usageError(CHECK, `--severity: ${rule} can be ${levels.join(", ")}, not "${level}"`);
    return [rule, level as Severity | "off"];
  });
  return Object.fromEntries(entries);
}

function jobs(given: Arguments): number {
  const text = given.text("jobs");
  if (text === undefined) return availableParallelism();
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw usageError(CHECK, `--jobs: "${text}" is not a number of jobs`);
  return n;
}
