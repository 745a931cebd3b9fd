// Who imports whom, against the table in layers.ts; and that the check sees what is planted.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/project-root.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";
import { cycles, LAYERS, violations } from "./layers.ts";
import { importsOf, readModules } from "./modules.ts";

const SOURCES = ["server/src", "client/src"];
const modules = readModules(projectRoot(), SOURCES);

test("modules import only what their layer may", () => {
  expect(modules.length).toBeGreaterThan(150);
  expect(violations(modules)).toEqual([]);
});

test("no module takes part in a cycle of loading", () => {
  expect(cycles(modules)).toEqual([]);
});

test("a layer names only layers above it", () => {
  const order = LAYERS.map(({ at }) => at);
  const upward = LAYERS.flatMap(({ at, loads, types = [] }, index) =>
    [...loads, ...types]
      .filter((name) => !order.slice(0, index).some((above) => name === above || name.startsWith(`${above}/`)))
      .map((name) => `${at} names ${name}`),
  );
  expect(upward).toEqual([]);
});

const PLANTED: Readonly<Record<string, string>> = {
  "client/src/common/settings.ts": 'import { readFile } from "node:fs/promises";',
  "client/src/common/convert.ts": 'import { LanguageClient } from "vscode-languageclient";',
  "server/src/cli/analyse.ts": 'import type { Diagnostic } from "vscode-languageserver";',
  "server/src/core/capi/api.ts": 'const later = import("../effects/effect.ts");',
  "server/src/core/dataflow/solve.ts": 'import type { Expression } from "../syntax/ast.ts";',
  "server/src/core/mask/scanner.ts": 'import { textOf } from "../syntax/ast.ts";',
  "server/src/core/rules/empty-region.ts": 'import { extractEffects } from "../effects/extract.ts";',
  "server/src/core/summaries/net.ts": 'export { RULES } from "../rules/registry.ts";',
  "server/src/core/text/span.ts": 'import { readFileSync } from "node:fs";',
  "server/src/lsp/protocol.ts": 'import { Range } from "vscode-languageserver-protocol";',
  "server/src/node/pool.ts": 'import { startServer } from "../lsp/server.ts";',
};

test("forbidden imports planted in a copy are seen, each of them and nothing else", () => {
  const folder = new TemporaryFolder({});
  for (const source of SOURCES) cpSync(join(projectRoot(), source), join(folder.root, source), { recursive: true });
  for (const [path, line] of Object.entries(PLANTED)) {
    const text = modules.find((module) => module.path === path)?.text;
    expect(text, path).toBeDefined();
    folder.write(path, `${text}\n${line}\n`);
  }
  const seen = violations(readModules(folder.root, SOURCES)).map((line) => line.split(" ")[0] ?? "");
  expect(seen.sort()).toEqual(Object.keys(PLANTED).sort());
});

test("a module outside of all layers is seen", () => {
  const folder = new TemporaryFolder({ "server/src/lost/here.ts": "export {};\n" });
  expect(violations(readModules(folder.root, ["server/src"]))).toEqual(["server/src/lost/here.ts is in no layer"]);
});

test("a cycle is seen", () => {
  const folder = new TemporaryFolder({
    "server/src/core/text/a.ts": 'import { b } from "./b.ts";\nexport const a = b;\n',
    "server/src/core/text/b.ts": 'import { a } from "./a.ts";\nexport const b = a;\n',
    "server/src/core/text/c.ts": 'import type { a } from "./a.ts";\n',
  });
  expect(cycles(readModules(folder.root, ["server/src"]))).toEqual([
    "server/src/core/text/a.ts → server/src/core/text/b.ts → server/src/core/text/a.ts",
  ]);
});

test("imports are read in every form", () => {
  const text = `import a from "one";
import type { B } from "two";
import {
  type C,
  type D,
} from "three";
import { type E, f } from "four";
import "five";
export { g } from "six";
export type { H } from "seven";
// import i from "comment";
const j = await import("eight");
type K = typeof import("nine");
new Worker(new URL("./ten.ts", import.meta.url));
`;
  const all = importsOf(text);
  expect(all.map(({ specifier }) => specifier)).toEqual(
    "one two three four five six seven eight nine ./ten.ts".split(" "),
  );
  expect(all.filter(({ typeOnly }) => typeOnly).map(({ specifier }) => specifier)).toEqual(
    "two three seven nine".split(" "),
  );
});
