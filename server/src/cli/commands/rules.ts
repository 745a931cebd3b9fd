// `gilint rules`: the catalogue.
import { RULES } from "../../core/rules/registry.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { type Command, parseArguments, usageError } from "../arguments.ts";
import type { Io } from "../io.ts";

const COMMAND: Command = {
  name: "rules",
  operands: "",
  summary: "Lists the rules.",
  options: [{ name: "format", value: "FORMAT", choices: ["text", "json"], help: "text (default) or json" }],
};

export function rulesCommand(args: readonly string[], io: Io): number {
  const given = parseArguments(COMMAND, args);
  if (given.operands.length > 0) throw usageError(COMMAND, `"${given.operands[0]}": rules takes no operand`);
  io.stdout.write(
    given.text("format") === "json" ? `${JSON.stringify({ version: 1, rules: RULES }, null, 2)}\n` : table(),
  );
  return 0;
}

function table(): string {
  const width = Math.max(...RULES.map((rule) => rule.id.length));
  const groups = [...new Set(RULES.map((rule) => rule.group))];
  return groups
    .map((group) => {
      const off = DEFAULT_SETTINGS.select.includes(group) ? "" : ` (off by default: --select=${group})`;
      const rows = RULES.filter((rule) => rule.group === group).map(
        (rule) => `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}`,
      );
      return `${[`${group}${off}`, ...rows].join("\n")}\n`;
    })
    .join("\n");
}
