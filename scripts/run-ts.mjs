// Runs a TypeScript file of this project: node scripts/run-ts.mjs FILE [ARGUMENT…]
import { existsSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

// Bundles that bundle others carry this module away from its place.
let root = dirname(fileURLToPath(import.meta.url));
while (!existsSync(join(root, "tsconfig.base.json"))) root = dirname(root);

/** Bundles the file into the cache and loads it from there. */
export async function load(file) {
  return import(pathToFileURL(await bundle(file)).href);
}

/** The path of the bundle; it goes when the process ends. Native packages stay outside of it. */
export async function bundle(file) {
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
    // For bundled packages that call it although they are modules.
    banner: {
      js: 'import { createRequire as toRequire } from "node:module"; const require = toRequire(import.meta.url);',
    },
    loader: { ".md": "text", ".tsv": "text" },
  });
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return outfile;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , file, ...rest] = process.argv;
  process.argv.splice(1, process.argv.length, file, ...rest);
  await load(file);
}
