// Builds server/dist: the command line and the language server, and beside them the files they read.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { thirdPartyNotices } from "./notices.mjs";

const OUT = "server/dist";
const PAGES = "server/src/core/rules";

export async function buildServer(out = OUT) {
  rmSync(out, { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync("server/package.json", "utf8"));
  await build({
    entryPoints: { gilint: "server/src/cli/main.ts" },
    outdir: out,
    bundle: true,
    // The language server and the experiment are loaded only where they run.
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    minify: true,
    keepNames: false,
    sourcemap: true,
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    loader: { ".md": "text", ".tsv": "text" },
    external: ["tree-sitter", "tree-sitter-c", "tree-sitter-cpp"],
    define: { GILINT_VERSION: JSON.stringify(version), GILINT_BUILD: JSON.stringify(sourceHash(version)) },
    // What is written in CommonJS expects these.
    banner: {
      js: 'import{createRequire as gilintRequire}from"node:module";import{fileURLToPath as gilintPath}from"node:url";const require=gilintRequire(import.meta.url),__dirname=gilintPath(new URL(".",import.meta.url));',
    },
  });
  for (const name of readdirSync("grammars").filter((file) => file.endsWith(".wasm"))) {
    cpSync(path.join("grammars", name), path.join(out, name));
  }
  mkdirSync(path.join(out, "rules"));
  for (const name of readdirSync(PAGES).filter((file) => file.endsWith(".md"))) {
    cpSync(path.join(PAGES, name), path.join(out, "rules", name));
  }
  writeFileSync(path.join(out, "THIRD_PARTY_NOTICES.txt"), thirdPartyNotices(out, [out]));
}

/** Names what was built: results kept by another build are not used. */
function sourceHash(version) {
  const hash = createHash("sha256").update(version);
  const files = readdirSync("server/src", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(`\0${path.relative("server/src", file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}
