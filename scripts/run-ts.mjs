// Runs a TypeScript file of this project: node scripts/run-ts.mjs FILE [ARGUMENT…]
import { realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bundles the file (packages stay outside) into the cache and loads it from there. */
export async function load(file) {
  // As deep below the root as the modules are, for those that look for files by their own place.
  const folder = join(root, ".cache", "run", String(process.pid));
  const outfile = join(folder, `${basename(file, ".ts")}.mjs`);
  await build({
    entryPoints: [join(root, file)],
    outfile,
    bundle: true,
    external: ["tree-sitter", "tree-sitter-c", "esbuild", "fast-check"],
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: "inline",
    loader: { ".md": "text", ".tsv": "text" },
  });
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return import(pathToFileURL(outfile).href);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , file, ...rest] = process.argv;
  process.argv.splice(1, process.argv.length, file, ...rest);
  await load(file);
}
