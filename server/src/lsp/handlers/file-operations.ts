// Files and folders made, renamed and deleted in the editor: what a watcher of file names does not see is a folder that goes.
import {
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  type FileOperationRegistrationOptions,
  type ServerCapabilities,
} from "vscode-languageserver";
import { inBackground } from "../guard.ts";
import type { ServerState } from "../state.ts";

export function fileOperations(state: ServerState): ServerCapabilities {
  const { connection } = state;
  const reload = (uris: readonly string[]): void =>
    inBackground(connection, "file operations", () => {
      const projects = new Set(uris.map((uri) => state.projects.find(uri)?.project));
      for (const project of state.projects.folders) if (projects.has(project)) state.loader.load(project);
    });
  connection.onNotification(DidCreateFilesNotification.type, ({ files }) => reload(files.map(({ uri }) => uri)));
  connection.onNotification(DidDeleteFilesNotification.type, ({ files }) => reload(files.map(({ uri }) => uri)));
  connection.onNotification(DidRenameFilesNotification.type, ({ files }) =>
    reload(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri])),
  );
  return { workspace: { fileOperations: { didCreate: FOLDERS, didDelete: FOLDERS, didRename: FOLDERS } } };
}

const FOLDERS: FileOperationRegistrationOptions = { filters: [{ pattern: { glob: "**/*", matches: "folder" } }] };
