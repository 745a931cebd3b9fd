// The language server: what it is made of, wherever it runs.
import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import { inBackground } from "./guard.ts";
import { codeAction } from "./handlers/code-action.ts";
import { codeLens } from "./handlers/code-lens.ts";
import { configurationProblems } from "./handlers/configuration-problems.ts";
import { documentDiagnostic } from "./handlers/document-diagnostic.ts";
import { documents } from "./handlers/documents.ts";
import { explainRule } from "./handlers/explain-rule.ts";
import { fileOperations } from "./handlers/file-operations.ts";
import { gilState } from "./handlers/gil-state.ts";
import { hover } from "./handlers/hover.ts";
import { inlayHint } from "./handlers/inlay-hint.ts";
import { publishDiagnostics } from "./handlers/publish-diagnostics.ts";
import { regions } from "./handlers/regions.ts";
import { status } from "./handlers/status.ts";
import { userSettings, watchSettings } from "./handlers/user-settings.ts";
import { watchedFiles, watchFiles } from "./handlers/watched-files.ts";
import { workspaceDiagnostic } from "./handlers/workspace-diagnostic.ts";
import { addFolder, workspaceFolders } from "./handlers/workspace-folders.ts";
import type { Host } from "./host.ts";
import type { InitializationOptions } from "./protocol.ts";
import { createState, type Feature, type ServerState } from "./state.ts";

/** In this order they hear of changes: documents first. */
const FEATURES: readonly Feature[] = [
  documents,
  workspaceFolders,
  watchedFiles,
  fileOperations,
  userSettings,
  configurationProblems,
  publishDiagnostics,
  documentDiagnostic,
  workspaceDiagnostic,
  codeAction,
  hover,
  inlayHint,
  codeLens,
  regions,
  gilState,
  explainRule,
  status,
];

/** Answers what comes over the connection. */
export function serve(connection: Connection, host: Host): void {
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    const parser = await host.loadParser(options.parser ?? "auto");
    const state = createState(connection, host, parser, params);
    const capabilities = merge(FEATURES.map((feature) => feature(state)));
    connection.onInitialized(() => inBackground(connection, "start", () => start(state, params)));
    return {
      capabilities: { ...capabilities, positionEncoding: PositionEncodingKind.UTF16 },
      serverInfo: { name: "gilint" },
    };
  });
  connection.listen();
}

async function start(state: ServerState, { workspaceFolders, rootUri }: InitializeParams): Promise<void> {
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === "string" ? [rootUri] : []);
  for (const folder of folders) addFolder(state, folder);
  await Promise.all([watchFiles(state), watchSettings(state)]);
}

/** Two features may both have something to say about the workspace. */
function merge(parts: readonly ServerCapabilities[]): ServerCapabilities {
  const workspace = Object.assign({}, ...parts.map((part) => part.workspace));
  return Object.assign({}, ...parts, { workspace });
}
