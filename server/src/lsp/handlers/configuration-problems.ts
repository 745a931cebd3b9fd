// What is wrong in configuration files. Published even to clients that ask for diagnostics: they do not ask for these files.
import type { Diagnostic, ServerCapabilities } from "vscode-languageserver";
import { inBackground } from "../guard.ts";
import type { Project } from "../project.ts";
import type { ServerState } from "../state.ts";
import { toConfigurationDiagnostic } from "../to-lsp.ts";

export function configurationProblems(state: ServerState): ServerCapabilities {
  const { connection, projects } = state;
  const published = new Map<string, string>();
  const publish = (): void =>
    inBackground(connection, "configuration problems", async () => {
      const now = byUri(projects.folders);
      for (const uri of published.keys()) if (!now.has(uri)) now.set(uri, []);
      for (const [uri, diagnostics] of now) {
        const text = JSON.stringify(diagnostics);
        if (text === (published.get(uri) ?? "[]")) continue;
        published.set(uri, text);
        await connection.sendDiagnostics({ uri, diagnostics });
      }
    });
  state.loader.onLoaded(publish);
  // A folder that goes takes its problems with it.
  state.analyst.onAnalysed("workspace", publish);
  return {};
}

/** Two folders below one file have the same problems: they are told once. */
function byUri(projects: readonly Project[]): Map<string, Diagnostic[]> {
  const diagnostics = new Map<string, Diagnostic[]>();
  for (const { configuration } of projects) {
    const own = new Map<string, Diagnostic[]>();
    for (const problem of configuration.problems) {
      own.set(problem.uri, [...(own.get(problem.uri) ?? []), toConfigurationDiagnostic(problem)]);
    }
    for (const [uri, list] of own) diagnostics.set(uri, list);
  }
  return diagnostics;
}
