// What the client can do, read once from its capabilities.
import type { ClientCapabilities, InitializeParams } from "vscode-languageserver";
import type { InitializationOptions } from "./protocol.ts";

export interface ClientFeatures {
  /** Asks for diagnostics; otherwise they are published. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly registersWatchers: boolean;
  readonly registersConfiguration: boolean;
  readonly answersConfiguration: boolean;
  readonly changesFolders: boolean;
  readonly showsProgress: boolean;
  readonly showsDocuments: boolean;
  readonly versionedEdits: boolean;
  readonly snippetEdits: boolean;
  readonly resolvesEdits: boolean;
  readonly showsDisabled: boolean;
  readonly related: boolean;
  readonly commands: boolean;
  readonly notifications: boolean;
}

export function clientFeatures({ capabilities }: InitializeParams, options: InitializationOptions): ClientFeatures {
  const { workspace, textDocument, window }: ClientCapabilities = capabilities;
  const published = textDocument?.publishDiagnostics;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    answersConfiguration: workspace?.configuration === true,
    changesFolders: workspace?.workspaceFolders === true,
    showsProgress: window?.workDoneProgress === true,
    showsDocuments: window?.showDocument?.support === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    showsDisabled: textDocument?.codeAction?.disabledSupport === true,
    related: published?.relatedInformation === true || textDocument?.diagnostic?.relatedInformation === true,
    commands: options.clientCommands === true,
    notifications: options.notifications === true,
  };
}
