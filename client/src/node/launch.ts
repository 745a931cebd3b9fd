// Starts the bundled server as a process of its own, on the Node that VS Code brings.
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { Launch } from "../common/server.ts";
import { SECTION } from "../common/settings.ts";

export function launchFrom(module: string): Launch {
  return (options) =>
    new QuietClient(SECTION, "gilint", { module, args: ["server"], transport: TransportKind.stdio }, options);
}

/** Writes to the output and leaves it to others to bother the user. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}
