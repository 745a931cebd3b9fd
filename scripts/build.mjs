// Builds the bundles: server (command line and language server) and client (extension).
import { build } from "esbuild";

const common = {
  bundle: true,
  sourcemap: true,
  logLevel: "info",
  legalComments: "none",
  loader: { ".md": "text", ".tsv": "text" },
};

await build({
  ...common,
  entryPoints: { gilint: "server/src/cli/main.ts" },
  outdir: "server/dist",
  platform: "node",
  target: "node20",
  format: "esm",
  external: ["tree-sitter", "tree-sitter-c"],
});
