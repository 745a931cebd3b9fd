// Open documents: what is in an editor counts, saved or not.
import { type ServerCapabilities, type TextDocumentChangeEvent, TextDocumentSyncKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { inBackground } from "../guard.ts";
import { retire, type ServerState } from "../state.ts";
import { isConfiguration } from "./watched-files.ts";

export function documents(state: ServerState): ServerCapabilities {
  const { connection, loader, analyst } = state;
  const on = (what: string, take: (state: ServerState, document: TextDocument) => void) => {
    return ({ document }: TextDocumentChangeEvent<TextDocument>): void =>
      inBackground(connection, what, () =>
        isConfiguration(document.uri) ? reconfigure(state) : take(state, document),
      );
  };
  state.documents.onDidChangeContent(on("edit", attach));
  state.documents.onDidClose(on("close", detach));
  loader.onLoaded((project) => {
    // The configuration may want other documents than before.
    attachAll(state);
    analyst.touch(project);
  });
  state.documents.listen(connection);
  return { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true } };
}

/** The projects have changed: every document finds its own. */
export function attachAll(state: ServerState): void {
  for (const document of state.documents.all()) attach(state, document);
}

/** Gives a document's text to its project, if the project wants it. */
function attach(state: ServerState, document: TextDocument): void {
  const { projects, loader, analyst } = state;
  if (isConfiguration(document.uri)) return;
  const known = projects.find(document.uri);
  if (known === undefined && document.languageId !== "c") return;
  const { project, path } = known ?? projects.place(document.uri);
  if (known === undefined) loader.loadSingle(project);
  if (!projects.isSingle(project) && !project.configuration.accepts(path)) {
    leave(state, document);
    return;
  }
  if (!project.setDocument(path, document)) return;
  analyst.touch(project);
  loader.wake(project);
}

/** Its project, if it still is one, goes on with what the disk holds. */
function detach(state: ServerState, document: TextDocument): void {
  const single = state.projects.forget(document.uri);
  if (single === undefined) leave(state, document);
  else retire(state, single);
}

function leave(state: ServerState, document: TextDocument): void {
  const place = state.projects.find(document.uri);
  if (place?.project.document(place.path) === undefined) return;
  place.project.closeDocument(place.path);
  state.loader.reread(place.project, [place.path]);
}

function reconfigure({ projects, loader }: ServerState): void {
  for (const project of projects.folders) loader.reconfigure(project);
}
