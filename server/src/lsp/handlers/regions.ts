// gilint/regions and gilint/workspaceRegions: where the GIL is released, for shading and for the tree.
import type { ServerCapabilities } from "vscode-languageserver";
import { answering } from "../guard.ts";
import type { Project } from "../project.ts";
import {
  type RegionItem,
  type RegionsParams,
  RegionsRequest,
  type RegionsResult,
  type WorkspaceRegionsFolder,
  WorkspaceRegionsRequest,
  type WorkspaceRegionsResult,
} from "../protocol.ts";
import type { ServerState } from "../state.ts";
import { toRegionItem } from "../to-lsp.ts";
import type { View } from "../view.ts";

export function regions(state: ServerState): ServerCapabilities {
  const { connection, projects, analyst } = state;
  connection.onRequest(
    RegionsRequest,
    answering<RegionsParams, RegionsResult | null>(connection, RegionsRequest, null, async ({ textDocument }) => {
      const place = projects.find(textDocument.uri);
      const view = place && (await analyst.view(place.project));
      if (place === undefined || view === undefined) return null;
      const version = place.project.document(place.path)?.version ?? null;
      return { version, regions: items(place.project, view, place.path) };
    }),
  );
  connection.onRequest(
    WorkspaceRegionsRequest,
    answering<unknown, WorkspaceRegionsResult>(connection, WorkspaceRegionsRequest, [], async () => {
      const folders: WorkspaceRegionsFolder[] = [];
      for (const project of projects.folders) {
        const view = await analyst.view(project);
        if (view !== undefined) folders.push(folder(project, view));
      }
      return folders;
    }),
  );
  return {};
}

function folder(project: Project, view: View): WorkspaceRegionsFolder {
  const files = [...view.allReleasing()].sort().map((path) => ({
    uri: project.uri(path),
    path,
    findings: view.findings(path).length,
    regions: items(project, view, path),
  }));
  return { uri: project.folder, files };
}

function items(project: Project, view: View, path: string): readonly RegionItem[] {
  return view.regions(path).map((region) => toRegionItem(project, region, view.findings(path)));
}
