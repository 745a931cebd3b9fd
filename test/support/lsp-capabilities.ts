// What an editor in tests says it can do: it is told of diagnostics, or asks for them.
import type { ClientCapabilities, PublishDiagnosticsClientCapabilities } from "vscode-languageserver-protocol/node";

export function capabilitiesOf(diagnostics: "push" | "pull"): ClientCapabilities {
  return {
    ...COMMON,
    textDocument: diagnostics === "pull" ? { diagnostic: SHOWN } : { publishDiagnostics: SHOWN },
  };
}

const COMMON: ClientCapabilities = {
  general: { positionEncodings: ["utf-16"] },
  window: { workDoneProgress: true },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
};

/** What it shows of a diagnostic, whichever way that came. */
const SHOWN = {
  relatedInformation: true,
  codeDescriptionSupport: true,
  dataSupport: true,
  tagSupport: { valueSet: [1, 2] },
} satisfies PublishDiagnosticsClientCapabilities;
