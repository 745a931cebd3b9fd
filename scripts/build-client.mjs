// Builds the extension's half of what it runs; the other half is the server's bundle.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const NO_FILES = "./server/src/lsp/browser/no-files.ts";
const SLASH_PATHS = "./server/src/lsp/browser/slash-paths.ts";

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
  await buildForBrowsers(common);
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

/** The extension without Node, and the server as a worker of one file: it may not be able to fetch any other. */
async function buildForBrowsers(common) {
  const browser = { ...common, outdir: "dist/client", platform: "browser", target: "es2022" };
  await build({
    ...browser,
    entryPoints: { browser: "client/src/browser/extension.ts" },
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    external: ["vscode"],
  });
  await build({
    ...browser,
    entryPoints: { server: "server/src/lsp/browser/worker.ts" },
    format: "iife",
    alias: { "node:fs": NO_FILES, fs: NO_FILES, "node:path": SLASH_PATHS, path: SLASH_PATHS },
    loader: { ".md": "text", ".tsv": "text" },
    define: { GILINT_ASSETS: JSON.stringify({ pages: rulePages(), ...grammars() }) },
  });
}

function grammars() {
  const base64 = (name) => readFileSync(path.join("grammars", name)).toString("base64");
  return { runtime: base64("tree-sitter.wasm"), c: base64("tree-sitter-c.wasm"), cpp: base64("tree-sitter-cpp.wasm") };
}

/** Without their front matter, by rule. */
function rulePages() {
  const folder = "server/src/core/rules";
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  const page = (name) => readFileSync(path.join(folder, name), "utf8").replace(/^---\n.*?\n---\n+/s, "");
  return Object.fromEntries(names.map((name) => [name.slice(0, -".md".length), page(name)]));
}
