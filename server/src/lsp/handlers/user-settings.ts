// The user changed a setting.
import { DidChangeConfigurationNotification, type ServerCapabilities } from "vscode-languageserver";
import { inBackground } from "../guard.ts";
import type { ServerState } from "../state.ts";
import { reloadAll } from "./watched-files.ts";

export function userSettings(state: ServerState): ServerCapabilities {
  const { connection, user, projects, loader } = state;
  connection.onDidChangeConfiguration(({ settings }) =>
    inBackground(connection, "settings", () => {
      user.receive(settings);
      reloadAll(state);
      for (const project of projects.all) if (projects.isSingle(project)) loader.loadSingle(project);
    }),
  );
  return {};
}

/** Asks the client to say when settings change, where it takes such requests. */
export async function watchSettings({ client, connection }: ServerState): Promise<void> {
  if (!client.registersConfiguration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: "gilint" });
}
