// What happens to files outside the documents: sources that change, configuration that changes.
import { DidChangeWatchedFilesNotification, type ServerCapabilities } from "vscode-languageserver";
import { inBackground } from "../guard.ts";
import type { Project } from "../project.ts";
import type { ServerState } from "../state.ts";

export function watchedFiles(state: ServerState): ServerCapabilities {
  const { connection, documents, loader } = state;
  connection.onDidChangeWatchedFiles(({ changes }) =>
    inBackground(connection, "changed files", () => {
      const uris = changes.map(({ uri }) => uri);
      if (uris.some(isConfiguration)) reloadAll(state);
      else for (const [project, paths] of byProject(state, uris)) loader.reread(project, paths);
    }),
  );
  // For clients that do not watch: what they save themselves is known at least.
  documents.onDidSave(({ document }) =>
    inBackground(connection, "save", () => {
      if (isConfiguration(document.uri)) reloadAll(state);
    }),
  );
  return {};
}

/** Asks the client to watch, where it takes such requests. */
export async function watchFiles({ client, connection }: ServerState): Promise<void> {
  if (!client.registersWatchers) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: "**/*.{c,h,cc,cpp,cxx,c++,hh,hpp,hxx,h++,inc,inl,ipp,tpp}" },
      { globPattern: "**/{gilint,pyproject}.toml" },
    ],
  });
}

/** A folder's configuration may stand in another folder above it, so all are read again. */
export function reloadAll({ projects, loader }: ServerState): void {
  for (const project of projects.folders) loader.load(project);
}

export function isConfiguration(uri: string): boolean {
  return /(?:^|\/)(?:gilint|pyproject)\.toml$/.test(uri);
}

function byProject({ projects }: ServerState, uris: readonly string[]): ReadonlyMap<Project, readonly string[]> {
  const paths = new Map<Project, string[]>();
  for (const uri of uris) {
    const place = projects.find(uri);
    if (place === undefined) continue;
    paths.set(place.project, [...(paths.get(place.project) ?? []), place.path]);
  }
  return paths;
}
