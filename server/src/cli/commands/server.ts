// `gilint server --stdio`: the language server, for any editor.
import { type Command, parseArguments, usageError } from "../arguments.ts";
import type { Io } from "../io.ts";

const COMMAND: Command = {
  name: "server",
  operands: "",
  summary: "Runs the language server on standard input and output.",
  options: [
    { name: "stdio", help: "speak over standard input and output (the only way there is)" },
    { name: "clientProcessId", value: "ID", help: "end when this process ends" },
  ],
};

/** Never ends by itself: the client says when. */
export async function serverCommand(args: readonly string[], _io: Io): Promise<number> {
  const given = parseArguments(COMMAND, args);
  if (!given.has("stdio")) throw usageError(COMMAND, "the server speaks over --stdio");
  const { startServer } = await import("../../lsp/server.ts");
  startServer();
  return new Promise(() => {});
}
