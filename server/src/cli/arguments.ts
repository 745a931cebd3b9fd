// Command-line arguments: one description of each option serves parsing, errors and help.
import { parseArgs } from "node:util";
import { InputError } from "../node/input-error.ts";
import { didYouMean } from "../node/nearest.ts";

interface Option {
  readonly name: string;
  /** What the value is called in the help; missing for a switch. */
  readonly value?: string;
  /** The values it can have. */
  readonly choices?: readonly string[];
  /** Whether it may be given several times; each time can hold several values with commas between. */
  readonly many?: boolean;
  readonly help: string;
}

export interface Command {
  readonly name: string;
  /** What follows the name: `[PATH…]`. */
  readonly operands: string;
  readonly summary: string;
  /** Paragraphs below the options. */
  readonly notes?: readonly string[];
  readonly options: readonly Option[];
}

/** Thrown where help was asked for: the text to show. */
export class HelpWanted extends Error {}

export class Arguments {
  readonly operands: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(operands: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.operands = operands;
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The last value that was given. */
  text(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  list(name: string): readonly string[] {
    const given = this.#values.get(name) ?? [];
    return given
      .flatMap((value) => value.split(","))
      .map((value) => value.trim())
      .filter((value) => value !== "");
  }
}

/** Throws `InputError` for what the command does not understand, `HelpWanted` for `--help`. */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const options = Object.fromEntries(
    command.options.map((option) => [
      option.name,
      { type: option.value === undefined ? "boolean" : "string" } as const,
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...options, help: { type: "boolean", short: "h" } },
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "help") throw new HelpWanted(helpOf(command));
    const value = readValue(command, token.rawName, token.name, token.value, token.inlineValue === true);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  return new Arguments(operands, values);
}

export function usageError(command: Command, message: string): InputError {
  return new InputError(`${message}\nTry "gilint ${command.name} --help".`);
}

function readValue(
  command: Command,
  written: string,
  name: string,
  value: string | undefined,
  inline: boolean,
): string {
  const option = command.options.find((candidate) => candidate.name === name);
  if (option === undefined) {
    const known = command.options.map((candidate) => `--${candidate.name}`);
    throw usageError(command, `unknown option ${written}${didYouMean(written, known)}`);
  }
  if (option.value === undefined) {
    if (value !== undefined) throw usageError(command, `${written} takes no value`);
    return "";
  }
  if (value === undefined || value === "" || (!inline && value.startsWith("--"))) {
    throw usageError(command, `${written} needs a value: ${written}=${option.value}`);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    throw usageError(command, `${written} can be ${option.choices.join(", ")}, not "${value}"`);
  }
  return value;
}

function helpOf(command: Command): string {
  const rows = [...command.options, { name: "help", help: "show this text" }].map((option) => {
    const value = "value" in option && option.value !== undefined ? `=${option.value}` : "";
    return [`  --${option.name}${value}`, option.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const lines = rows.map(([left, right]) => left.padEnd(width) + right);
  const notes = (command.notes ?? []).flatMap((note) => ["", note]);
  const usage = `gilint ${command.name}${command.operands === "" ? "" : ` ${command.operands}`}`;
  return [`Usage: ${usage}`, "", command.summary, "", "Options:", ...lines, ...notes, ""].join("\n");
}
