// The core is pure: it asks for nothing that a browser, a worker or a test would not have, and its results depend on its input alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project-root.ts";
import { type Module, readModules } from "./modules.ts";

const modules = readModules(projectRoot(), ["server/src", "client/src"]);
const core = modules.filter(({ path }) => path.startsWith("server/src/core/") && !path.includes("/generated/"));

/** Code without comments, strings and regular expressions' bodies; templates keep what they insert. */
function codeOf({ text }: Module): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function mentions(where: readonly Module[], pattern: RegExp): string[] {
  return where.flatMap((module) => [...codeOf(module).matchAll(pattern)].map(([found]) => `${module.path}: ${found}`));
}

test("core uses no timers, no host and nothing that differs from run to run", () => {
  const host =
    /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestIdleCallback|globalThis|process\.|console\.|Buffer\.|window\.|document\.|performance\.|crypto\.|navigator\.|fetch\(|new Worker|Date\.now|new Date|Math\.random|localeCompare|toLocale\w+|Intl\.)/g;
  expect(mentions(core, host)).toEqual([]);
  const planted = { path: "planted.ts", imports: [], text: "// console.log\nconst a = Date.now(); console.log(a);\n" };
  expect(mentions([planted], host)).toEqual(["planted.ts: Date.now", "planted.ts: console."]);
});

test("core is compiled without anybody's types", () => {
  const config = JSON.parse(readFileSync(join(projectRoot(), "server/src/core/tsconfig.json"), "utf8")) as {
    compilerOptions: { types: string[]; lib: string[] };
    include: string[];
  };
  expect(config.compilerOptions.types).toEqual([]);
  expect(config.compilerOptions.lib).toEqual(["es2023"]);
  expect(config.include).toEqual(["**/*.ts"]);
});

test("core can be put into a bundle for a browser, with nothing left outside", async () => {
  const result = await build({
    entryPoints: [join(projectRoot(), "server/src/core/analyze.ts")],
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "esm",
    logLevel: "silent",
  });
  const outside = Object.values(result.metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external),
  );
  expect(outside).toEqual([]);
  expect(Object.keys(result.metafile.inputs).filter((path) => !path.startsWith("server/src/core/"))).toEqual([]);
});

test("tree-sitter stays behind the parser port", () => {
  const users = modules.filter(({ imports }) =>
    imports.some(({ specifier }) => /^(?:web-)?tree-sitter/.test(specifier)),
  );
  expect(users.map(({ path }) => path)).toEqual(["server/src/node/wasm-engine.ts"]);
  const cursors = modules.filter((module) => /\bTreeCursor\b/.test(codeOf(module))).map(({ path }) => path);
  for (const path of cursors) expect(path).toMatch(/^server\/src\/(?:core\/syntax|node)\//);
  expect(cursors).toContain("server/src/core/syntax/reader.ts");
});

test("only the part that speaks it knows the protocol, only its output knows SARIF", () => {
  const protocol = modules.filter(({ imports }) =>
    imports.some(({ specifier }) => specifier.startsWith("vscode-lang")),
  );
  expect(protocol.length).toBeGreaterThan(10);
  for (const { path } of protocol) expect(path).toMatch(/^(?:server\/src\/lsp|client\/src)\//);
  const sarif = modules.filter((module) => /sarif/i.test(codeOf(module))).map(({ path }) => path);
  expect(sarif).toEqual(["server/src/cli/commands/format-report.ts", "server/src/cli/output/sarif.ts"]);
});

test("the linter spawns nothing but Git for --since; the experiment does, and the client for its command", () => {
  const spawning = modules.filter(({ imports }) => imports.some(({ specifier }) => specifier === "node:child_process"));
  expect(spawning.map(({ path }) => path)).toEqual([
    "server/src/cli/changed-lines.ts",
    "server/src/experiment/process.ts",
    "client/src/node/experiment/command-line.ts",
  ]);
});
