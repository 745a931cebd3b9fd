// Builds the extension's half of what it runs; the other half is the server's bundle.
import { rmSync } from "node:fs";
import { build } from "esbuild";

export async function buildClient() {
  rmSync("dist/client", { recursive: true, force: true });
  const common = { bundle: true, minify: true, sourcemap: true, legalComments: "none", logLevel: "warning" };
  await build({
    ...common,
    entryPoints: { extension: "client/src/node/extension.ts" },
    outdir: "dist/client",
    outExtension: { ".js": ".cjs" },
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
  });
  // What runs in a view of its own, inside the editor's browser.
  await build({
    ...common,
    entryPoints: { results: "client/src/webview/results.ts" },
    outdir: "dist/client",
    platform: "browser",
    target: "es2022",
    format: "iife",
  });
}
