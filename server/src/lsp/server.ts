// The language server as a process of its own.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeHost } from "./node-host.ts";
import { serve } from "./serve.ts";

/** Serves the client at the other end of this process's pipes, until it goes. */
export function startServer(): void {
  const connection = createConnection(ProposedFeatures.all);
  // What slips through everything else costs a line in the log, not the server.
  process.on("uncaughtException", (error) => connection.console.error(`unexpected: ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (error) => connection.console.error(`unexpected: ${String(error)}`));
  serve(connection, nodeHost);
}
