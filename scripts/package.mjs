// Packs the extension into gilint-<version>.vsix, from what `npm run build` left behind.
// The package works everywhere, with the parser's WASM build; `--target linux-x64` (or another of VS Code's names) makes one
// for that platform, which carries the native parser too.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";
import { installedFolder, thirdPartyNotices } from "./notices.mjs";

/** What is packed, by name: a file that nobody listed stays out. */
const FILES = [
  "dist/client/extension.cjs",
  "dist/client/browser.cjs",
  "dist/client/server.js",
  "dist/client/results.js",
  "server/dist",
  "server/experiment",
  "server/schemas",
  "grammars/gil.tmLanguage.json",
  "images/icon.png",
  "walkthrough",
  "l10n",
  "package.nls.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
];

const NATIVE_PACKAGES = ["tree-sitter", "tree-sitter-c", "tree-sitter-cpp", "node-gyp-build"];

const { values: options } = parseArgs({ options: { target: { type: "string" }, out: { type: "string" } } });
const root = path.resolve(import.meta.dirname, "..");
const stage = path.join(root, "dist/vsix");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

process.chdir(root);
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const file of FILES) stageFile(file);
if (options.target !== undefined) stageNativeParser(options.target);
writeFileSync(path.join(stage, "package.json"), `${JSON.stringify(extensionManifest(), null, 2)}\n`);
writeFileSync(path.join(stage, "THIRD_PARTY_NOTICES.txt"), thirdPartyNotices(stage));
// What is staged is what is wanted: vsce has nothing to leave out.
writeFileSync(path.join(stage, ".vscodeignore"), "");

const suffix = options.target === undefined ? "" : `-${options.target}`;
const packagePath = path.resolve(options.out ?? root, `gilint-${manifest.version}${suffix}.vsix`);
await createVSIX({
  cwd: stage,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  ...(options.target === undefined ? {} : { target: options.target }),
});

function stageFile(file, to = file) {
  cpSync(file, path.join(stage, to), { recursive: true, filter: (name) => !name.endsWith(".map") });
}

/** Beside the bundle: vsce leaves out a node_modules at the top. */
function stageNativeParser(target) {
  for (const name of NATIVE_PACKAGES) {
    const folder = installedFolder(name);
    const to = path.join("server/node_modules", name);
    const prebuilds = path.join(folder, "prebuilds");
    if (existsSync(prebuilds) && !existsSync(path.join(prebuilds, target))) {
      throw new Error(`${name} has no native binary for ${target}`);
    }
    for (const part of ["package.json", "LICENSE", "index.js", "node-gyp-build.js", "bindings/node/index.js"]) {
      if (existsSync(path.join(folder, part))) stageFile(path.join(folder, part), path.join(to, part));
    }
    if (existsSync(prebuilds)) stageFile(path.join(prebuilds, target), path.join(to, "prebuilds", target));
  }
}

/** The root manifest without what only the workshop needs. */
function extensionManifest() {
  const workshop = ["scripts", "devDependencies", "workspaces", "private"];
  const kept = Object.entries(manifest).filter(([key]) => !workshop.includes(key));
  return { ...Object.fromEntries(kept), engines: { vscode: manifest.engines.vscode } };
}
