// Builds the extension's half of what it runs; the other half is the server's bundle.
import { rmSync } from "node:fs";
import { build } from "esbuild";

export async function buildClient() {
  rmSync("dist", { recursive: true, force: true });
  await build({
    entryPoints: { extension: "client/src/node/extension.ts" },
    outdir: "dist/client",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    minify: true,
    sourcemap: true,
    legalComments: "none",
    logLevel: "warning",
  });
}
