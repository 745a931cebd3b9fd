// The language client, loaded when the editor has gone on: it is most of the extension's code.
import {
  CloseAction,
  ErrorAction,
  ErrorCodes,
  LanguageClient,
  ResponseError,
  RevealOutputChannelOn,
  TransportKind,
} from "vscode-languageclient/node";
import { clientOptions } from "../common/client-options.ts";
import type { Connection, ConnectionOptions } from "../common/server.ts";
import { SECTION } from "../common/settings.ts";

/** Starts the bundled server as a process of its own, on the Node that VS Code brings. */
export function connect(module: string, options: ConnectionOptions): Connection {
  return new QuietClient(
    SECTION,
    "gilint",
    { module, args: ["server"], transport: TransportKind.stdio },
    clientOptions(options, { CloseAction, ErrorAction, RevealOutputChannelOn }),
  );
}

/** Writes to the output and leaves it to others to bother the user. */
class QuietClient extends LanguageClient {
  override async start(): Promise<void> {
    try {
      await super.start();
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error;
      const died = error.code === ErrorCodes.PendingResponseRejected;
      throw new Error(
        died ? "its process ended" : error.message.replace(/^Request initialize failed with message: /, ""),
      );
    }
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data instanceof Error ? data.message : data, false);
  }
}
