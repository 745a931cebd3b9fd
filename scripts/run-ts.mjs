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

/** The path of the bundle; it goes when the process ends. Packages stay outside of it. */
export async function bundle(file) {
  // Inside the server's workspace, where its packages are, and as deep as the modules that look for files from their place.
  const outfile = join(root, "server/.cache/run", `${basename(file, ".ts")}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, file)],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "esm",
    sourcemap: "inline",
    loader: { ".md": "text", ".tsv": "text" },
  });
  process.on("exit", () => rmSync(outfile, { force: true }));
  return outfile;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [, , file, ...rest] = process.argv;
  process.argv.splice(1, process.argv.length, file, ...rest);
  await load(file);
}
