// The commands by name. What is used rarely is loaded only when it is.

import { statSync } from "node:fs";
import path from "node:path";
import { InputError } from "../node/input-error.ts";
import { didYouMean } from "../node/nearest.ts";
import { HelpWanted } from "./arguments.ts";
import { checkCommand } from "./commands/check.ts";
import type { Io } from "./io.ts";
import { VERSION } from "./version.ts";

type Run = (args: readonly string[], io: Io) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, { readonly summary: string; readonly run: Run }>> = {
  check: { summary: "find GIL mistakes in C files", run: checkCommand },
  explain: {
    summary: "show the page of a rule",
    run: async (args, io) => (await import("./commands/explain.ts")).explainCommand(args, io),
  },
  rules: {
    summary: "list the rules",
    run: async (args, io) => (await import("./commands/rules.ts")).rulesCommand(args, io),
  },
  effects: {
    summary: "show what gilint believes about each function",
    run: async (args, io) => (await import("./commands/effects.ts")).effectsCommand(args, io),
  },
  experiment: {
    summary: "build and run the spam experiment: what does releasing the GIL bring, what does it break?",
    run: async (args, io) => (await import("../experiment/cli.ts")).experimentCommand(args, io),
  },
  bench: {
    summary: "measure a function of yours: does it scale over threads, does it starve others?",
    run: async (args, io) => (await import("../experiment/cli.ts")).benchCommand(args, io),
  },
  server: {
    summary: "run the language server (--stdio)",
    run: async (args, io) => (await import("./commands/server.ts")).serverCommand(args, io),
  },
};

/** Runs one command and gives the exit code: 2 where it could not do its work, with the reason on stderr. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof HelpWanted) {
      io.stdout.write(error.message);
      return 0;
    }
    io.stderr.write(`${complaint(error)}\n`);
    return 2;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-V") {
    io.stdout.write(`gilint ${VERSION}\n`);
    return 0;
  }
  if (name === undefined) {
    io.stderr.write(usage());
    return 2;
  }
  if (name === "help" && rest[0] !== undefined) return dispatch([rest[0], "--help"], io);
  if (name === "--help" || name === "-h" || name === "help") throw new HelpWanted(usage());
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new InputError(unknown(name, io));
  return command.run(rest, io);
}

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return [
    "gilint finds the mistakes people make when C code releases Python's GIL.",
    "",
    "Usage: gilint COMMAND [OPTION…] [ARGUMENT…]",
    "",
    "Commands:",
    ...rows,
    "",
    '"gilint COMMAND --help" shows what a command takes; "gilint --version" which gilint this is.',
    "",
  ].join("\n");
}

function unknown(name: string, io: Io): string {
  const isPath = statSync(path.resolve(io.cwd, name), { throwIfNoEntry: false }) !== undefined;
  const hint = isPath ? `; did you mean "gilint check ${name}"?` : didYouMean(name, Object.keys(COMMANDS));
  return `unknown ${name.startsWith("-") ? "option" : "command"} "${name}"${hint}\nTry "gilint --help".`;
}

function complaint(error: unknown): string {
  if (error instanceof InputError) return `gilint: ${error.message}`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `gilint: this is a bug in gilint, please report it:\n${trace}`;
}
