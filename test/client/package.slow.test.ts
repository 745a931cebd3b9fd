import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ZipEntry, zipEntries } from "../support/zip.ts";

const root = path.resolve(import.meta.dirname, "../..");
const out = mkdtempSync(path.join(tmpdir(), "gilint-package-"));

beforeAll(() => node("scripts/build.mjs"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

test("the package for every platform holds the bundles and the papers, and nothing of the workshop", () => {
  const { entries, bytes } = pack();
  const names = entries.map(({ name }) => name);
  for (const file of [
    "package.json",
    "README.md",
    "LICENSE.txt",
    "THIRD_PARTY_NOTICES.txt",
    "images/icon.png",
    "dist/client/extension.cjs",
    "dist/client/browser.cjs",
    "dist/client/server.js",
    "server/dist/gilint.js",
    "server/dist/tree-sitter.wasm",
    "server/dist/tree-sitter-c.wasm",
    "server/dist/tree-sitter-cpp.wasm",
    "server/experiment/c/released/spammodule.c",
  ]) {
    expect(names.map((name) => name.toLowerCase())).toContain(`extension/${file}`.toLowerCase());
  }
  expect(names.filter((name) => /\.(ts|map|tsbuildinfo|node)$|\/(test|src|node_modules|\.\w+)\//.test(name))).toEqual(
    [],
  );
  expect(bytes).toBeLessThan(3_000_000);
});

test("the package for one platform has that platform's native parser, and no other's", () => {
  const { entries, bytes } = pack("--target", "linux-x64");
  const binaries = entries.map(({ name }) => name).filter((name) => name.endsWith(".node"));
  const folder = "extension/server/node_modules";
  expect(binaries.sort()).toEqual([
    `${folder}/tree-sitter-c/prebuilds/linux-x64/tree-sitter-c.node`,
    `${folder}/tree-sitter-cpp/prebuilds/linux-x64/tree-sitter-cpp.node`,
    `${folder}/tree-sitter/prebuilds/linux-x64/tree-sitter.node`,
  ]);
  expect(bytes).toBeLessThan(3_000_000);
});

test("unpacked elsewhere, the one for a platform parses natively, and the other with WASM only", () => {
  expect(check(unpack("--target", "linux-x64"), "native")).toContain("unguarded-shared-io");
  const everywhere = unpack();
  expect(check(everywhere, "wasm")).toContain("unguarded-shared-io");
  expect(check(everywhere, "native")).toContain("the native parser does not load");
});

test("there is no package for a platform without a native parser", () => {
  expect(() => pack("--target", "alpine-x64")).toThrow("no native binary for alpine-x64");
});

interface Package {
  readonly entries: readonly ZipEntry[];
  readonly bytes: number;
}

function pack(...options: readonly string[]): Package {
  const vsix = packed(options);
  const { size } = statSync(vsix);
  return { entries: zipEntries(vsix), bytes: size };
}

/** A package's folder, where nothing of this checkout can help it. */
function unpack(...options: readonly string[]): string {
  const folder = mkdtempSync(path.join(out, "unpacked-"));
  execFileSync("python3", ["-m", "zipfile", "-e", packed(options), folder]);
  return path.join(folder, "extension");
}

function packed(options: readonly string[]): string {
  const folder = mkdtempSync(path.join(out, "vsix-"));
  node("scripts/package.mjs", "--out", folder, ...options);
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error("nothing was packed");
  return path.join(folder, file);
}

/** What the package's own gilint says of the racing spam module. */
function check(extension: string, parser: "native" | "wasm"): string {
  const command = ["server/dist/gilint.js", "check", "--no-cache", "server/experiment/c/released"];
  const env = { ...process.env, GILINT_PARSER: parser };
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: extension, env, encoding: "utf8" });
  return stdout + stderr;
}

function node(...command: readonly string[]): void {
  execFileSync(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
}
