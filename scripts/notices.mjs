// The licences of the packages whose code is in the extension, as those licences ask.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Packages that are there as files of their own, not inside a bundle. */
const AS_FILES = ["tree-sitter-c", "tree-sitter-cpp", "web-tree-sitter"];

/** Reads the source maps beside the bundles: they name each file that went in. */
export function thirdPartyNotices(stage, bundles = ["dist/client", "server/dist"]) {
  const folders = new Set(AS_FILES.map(installedFolder));
  for (const folder of bundles) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".map"))) {
      for (const source of JSON.parse(readFileSync(path.join(folder, file), "utf8")).sources) {
        const owner = packageFolder(path.resolve(folder, source));
        if (owner !== undefined) folders.add(owner);
      }
    }
  }
  const staged = path.join(stage, "server/node_modules");
  if (existsSync(staged)) for (const name of readdirSync(staged)) folders.add(path.join(staged, name));
  return render([...folders].map(readPackage));
}

/** npm puts a package beside the workspace that needs another version of it than the rest. */
export function installedFolder(name) {
  const folders = ["server/node_modules", "node_modules"].map((parent) => path.resolve(parent, name));
  return folders.find((folder) => existsSync(folder));
}

function packageFolder(file) {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll("\\", "/"))?.[0];
}

function readPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file`);
  return { id: `${name} ${version}`, license, text: readFileSync(path.join(folder, file), "utf8").trim() };
}

function render(packages) {
  const byId = new Map(packages.map((entry) => [entry.id, entry]));
  const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const parts = sorted.map(({ id, license, text }) => `${"=".repeat(80)}\n${id} (${license})\n\n${text}\n`);
  return `gilint contains code of these packages.\n\n${parts.join("\n")}`;
}
