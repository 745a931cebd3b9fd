// The extension's entry in a browser: it lints. What runs programs is left to the desktop.
import { commands, type ExtensionContext, Uri } from "vscode";
import { activateExtension } from "../common/activate.ts";
import { startWorker } from "./language-client.ts";

export function activate(context: ExtensionContext): void {
  void commands.executeCommand("setContext", "gilint.inBrowser", true);
  const script = Uri.joinPath(context.extensionUri, "dist/client/server.js");
  activateExtension(context, (options) => startWorker(script, options));
}
