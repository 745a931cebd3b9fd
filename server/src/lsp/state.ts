// What the features share.
import {
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  type TextDocumentPositionParams,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Parser } from "../core/syntax/parser.ts";
import { Analyst } from "./analyst.ts";
import { type ClientFeatures, clientFeatures } from "./client-features.ts";
import { DEFAULT_USER_SETTINGS, fromPosition } from "./from-lsp.ts";
import { type Host, NO_CONFIGURATION } from "./host.ts";
import { Loader } from "./loader.ts";
import { Project } from "./project.ts";
import { Projects } from "./projects.ts";
import type { InitializationOptions } from "./protocol.ts";
import { Reports } from "./reports.ts";
import { canonical } from "./uris.ts";
import { UserSettingsSource } from "./user-settings.ts";
import type { Spot } from "./words.ts";

export interface ServerState {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly projects: Projects;
  readonly user: UserSettingsSource;
  readonly loader: Loader;
  readonly analyst: Analyst;
  readonly reports: Reports;
}

/** Registers the handlers of one feature and says what the client may ask for. */
export type Feature = (state: ServerState) => ServerCapabilities;

export function createState(connection: Connection, host: Host, parser: Parser, params: InitializeParams): ServerState {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const client = clientFeatures(params, options);
  const analyst = new Analyst(connection, client);
  const user = new UserSettingsSource(connection, client);
  const projects = new Projects((folder) => {
    const project = new Project(folder, parser, NO_CONFIGURATION, DEFAULT_USER_SETTINGS);
    for (const uri of options.setAside ?? []) {
      const path = project.path(uri);
      if (path !== undefined) project.condemn(path);
    }
    return project;
  });
  const documents = new TextDocuments(TextDocument);
  const owner = (uri: string): Project | undefined => projects.find(uri)?.project;
  const open = (uri: string): string | undefined =>
    documents
      .all()
      .find((d) => canonical(d.uri) === uri)
      ?.getText();
  const loader = new Loader(connection, host, user, owner, open);
  return {
    connection,
    host,
    client,
    documents,
    projects,
    user,
    loader,
    analyst,
    reports: new Reports(client),
  };
}

/** A project is gone: whoever showed something of it hears so. */
export function retire(state: ServerState, project: Project): void {
  state.loader.forget(project);
  state.analyst.retire(project);
}

/** A place a request asks about. */
export interface AskedSpot extends Spot {
  readonly project: Project;
}

/** Undefined where nothing is analysed. */
export async function at(
  { projects, analyst }: ServerState,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<AskedSpot | undefined> {
  const place = projects.find(textDocument.uri);
  const view = place && (await analyst.view(place.project));
  if (place === undefined || view === undefined) return undefined;
  const { project, path } = place;
  const offset = fromPosition(project.lines(path), position);
  return { project, texts: project, view, path, text: project.text(path), offset };
}
