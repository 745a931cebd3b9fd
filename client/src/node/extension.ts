// The extension's entry where there is Node: desktop, Remote, WSL, containers.
import type { ExtensionContext } from "vscode";
import { activateExtension } from "../common/activate.ts";
import { registerExperiment } from "./experiment/commands.ts";
import { launchFrom } from "./launch.ts";

export function activate(context: ExtensionContext): void {
  activateExtension(context, launchFrom(context.asAbsolutePath("server/dist/gilint.js")));
  context.subscriptions.push(registerExperiment(context));
}
