// THIRD_PARTY_NOTICES.md names every package that is bundled or used at run time, as it is installed.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, "../..");
const page = readFileSync(path.join(root, "THIRD_PARTY_NOTICES.md"), "utf8");
const rows = [...page.matchAll(/^\| ([a-z][\w.-]*) \| (\d[\w.-]*) \| ([\w.-]+) \|/gm)].map(
  ([, name = "", version = "", licence = ""]) => ({
    name,
    version,
    licence,
  }),
);

test.each(["client", "server"])("what the %s depends on is listed", (workspace) => {
  const { dependencies, devDependencies, optionalDependencies } = manifest(path.join(root, workspace));
  const listed = rows.map(({ name }) => name);
  for (const name of Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }))
    if (!name.startsWith("@types/")) expect(listed).toContain(name);
});

describe("each listed package", () => {
  test.each(rows)("$name $version ($licence) is the one installed", ({ name, version, licence }) => {
    const installed = manifest(installedFolder(name));
    expect({ version: installed.version, licence: installed.license }).toEqual({ version, licence });
  });
});

test("the files under grammars/ are listed", () => {
  const files: Record<string, { package: string; version: string }> = JSON.parse(
    readFileSync(path.join(root, "grammars", "SOURCE.json"), "utf8"),
  );
  for (const [file, source] of Object.entries(files))
    expect(page).toContain(`| \`${file}\` | ${source.package} ${source.version} |`);
});

/** npm puts a package beside the workspace that needs another version of it than the rest. */
function installedFolder(name: string): string {
  const folders = ["server", "client", "."].map((parent) => path.join(root, parent, "node_modules", name));
  const found = folders.find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
}
