// Builds what the extension runs: the client's bundle, and beside it the server's bundle as scripts/build.mjs left it.
import { cpSync, rmSync } from "node:fs";
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
  cpSync("server/dist", "dist/server", { recursive: true, filter: (file) => !file.endsWith(".map") });
}
