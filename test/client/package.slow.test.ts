import { execFileSync } from "node:child_process";
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
    "server/dist/gilint.js",
    "server/dist/tree-sitter.wasm",
    "server/dist/tree-sitter-c.wasm",
    "server/experiment/c/released/spammodule.c",
  ]) {
    expect(names.map((name) => name.toLowerCase())).toContain(`extension/${file}`.toLowerCase());
  }
  expect(names.filter((name) => /\.(ts|map|tsbuildinfo|node)$|\/(test|src|node_modules|\.\w+)\//.test(name))).toEqual(
    [],
  );
  expect(bytes).toBeLessThan(2_000_000);
});

test("the package for one platform has that platform's native parser, and no other's", () => {
  const { entries, bytes } = pack("--target", "linux-x64");
  const binaries = entries.map(({ name }) => name).filter((name) => name.endsWith(".node"));
  const folder = "extension/server/node_modules";
  expect(binaries.sort()).toEqual([
    `${folder}/tree-sitter-c/prebuilds/linux-x64/tree-sitter-c.node`,
    `${folder}/tree-sitter/prebuilds/linux-x64/tree-sitter.node`,
  ]);
  expect(bytes).toBeLessThan(3_000_000);
});

test("there is no package for a platform without a native parser", () => {
  expect(() => pack("--target", "alpine-x64")).toThrow("no native binary for alpine-x64");
});

function pack(...options: readonly string[]): { readonly entries: readonly ZipEntry[]; readonly bytes: number } {
  node("scripts/package.mjs", "--out", out, ...options);
  const [file] = readdirSync(out);
  if (file === undefined) throw new Error("nothing was packed");
  const vsix = path.join(out, file);
  const { size } = statSync(vsix);
  const entries = zipEntries(vsix);
  rmSync(vsix);
  return { entries, bytes: size };
}

function node(...command: readonly string[]): void {
  execFileSync(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
}
