// Each folder of the workspace is a project; they come and go.
import { DidChangeWorkspaceFoldersNotification, type ServerCapabilities } from "vscode-languageserver";
import { inBackground } from "../guard.ts";
import { retire, type ServerState } from "../state.ts";
import { attachAll } from "./documents.ts";

export function workspaceFolders(state: ServerState): ServerCapabilities {
  state.connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) =>
    inBackground(state.connection, "folders", () => {
      for (const { uri } of event.removed) removeFolder(state, uri);
      for (const { uri } of event.added) addFolder(state, uri);
    }),
  );
  return { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } };
}

export function addFolder(state: ServerState, uri: string): void {
  const added = state.projects.addFolder(uri);
  // Documents of the new folder may have been projects of their own until now.
  for (const document of state.documents.all()) {
    const single = added.path(document.uri) === undefined ? undefined : state.projects.forget(document.uri);
    if (single !== undefined) retire(state, single);
  }
  state.loader.load(added);
  reloadAround(state, uri);
}

function removeFolder(state: ServerState, uri: string): void {
  const removed = state.projects.removeFolder(uri);
  if (removed === undefined) return;
  retire(state, removed);
  attachAll(state);
  reloadAround(state, uri);
}

/** Folders that contain this one have lost files to it, or got them back. */
function reloadAround(state: ServerState, uri: string): void {
  for (const project of state.projects.folders) if (project.path(uri) !== undefined) state.loader.load(project);
}
