import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

interface Manifest {
  readonly icon: string;
  readonly l10n: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly colors: readonly { readonly id: string }[];
    readonly grammars: readonly { readonly path: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly markdown: string } }[] }[];
  };
}

const root = path.resolve(import.meta.dirname, "../..");
const manifest: Manifest = JSON.parse(read("package.json"));
const { contributes } = manifest;
const client = readdirSync(path.join(root, "client/src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => read(path.join("client/src", file)))
  .join("\n");

test("each text of the manifest is in package.nls.json, and each text there is used", () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key = ""]) => key);
  expect(new Set(used)).toEqual(new Set(Object.keys(JSON.parse(read("package.nls.json")))));
});

test("each text of the code is in the bundle for translators, and each text there is used", () => {
  const used = [...client.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map(([, text = ""]) => JSON.parse(text));
  expect(new Set(used)).toEqual(new Set(Object.keys(JSON.parse(read("l10n/bundle.l10n.json")))));
  expect(client.match(/l10n\.t\(/g)).toHaveLength(used.length);
});

test("each command of the manifest is registered, and each that is registered but internal is in no menu", () => {
  const registered = [...client.matchAll(/(?:command|registerCommand)\(\s*"(gilint\.[\w.]+)"/g)].map(([, id]) => id);
  const declared = contributes.commands.map(({ command }) => command);
  const internal = ["gilint.showMenu"];
  expect(new Set([...declared, ...internal])).toEqual(new Set(registered));
});

test("the settings are those the code reads, on either side", () => {
  const protocol = read("server/src/lsp/protocol.ts");
  const [, fields = ""] = /interface UserSettings \{(.*?)\n\}/s.exec(protocol) ?? [];
  const server = [...fields.matchAll(/readonly (\w+):/g)].map(([, name]) => name);
  const own = [...read("client/src/common/settings.ts").matchAll(/\.get<[^(]*>\("(\w+)"/g)].map(([, name]) => name);
  const declared = Object.keys(contributes.configuration.properties).filter((key) => key !== "gilint.trace.server");
  expect(new Set(declared)).toEqual(new Set([...server, ...own].map((name) => `gilint.${name}`)));
  expect(server).toContain("enable");
});

test("what the manifest names is there", () => {
  const media = contributes.walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.markdown));
  const grammars = contributes.grammars.map(({ path: file }) => file);
  for (const file of [manifest.icon, manifest.l10n, ...media, ...grammars]) {
    expect(existsSync(path.join(root, file)), file).toBe(true);
  }
});

test("a theme colour of the manifest stands behind each that the code names", () => {
  const kinds = [...client.matchAll(/decoration\("(\w+)"/g)].map(([, kind]) => kind);
  const parts = [...client.matchAll(/`gilint\.\$\{name\}(\w+)`/g)].map(([, part]) => part);
  const named = kinds.flatMap((kind) => parts.map((part) => `gilint.${kind}${part}`));
  expect(new Set(contributes.colors.map(({ id }) => id))).toEqual(new Set(named));
  expect(named.length).toBeGreaterThan(0);
});

test.each([
  ["release", "Py_BEGIN_ALLOW_THREADS", true],
  ["release", "PyEval_SaveThread", true],
  ["release", "MY_Py_BEGIN_ALLOW_THREADS", false],
  ["acquire", "Py_END_ALLOW_THREADS", true],
  ["acquire", "Py_END_ALLOW_THREADS_AGAIN", false],
  ["critical-section", "Py_BEGIN_CRITICAL_SECTION2", true],
])("the grammar's %s takes %s: %s", (name, text, expected) => {
  const { repository }: { repository: Record<string, { match: string }> } = JSON.parse(
    read("grammars/gil.tmLanguage.json"),
  );
  expect(new RegExp(`^(?:${repository[name]?.match})$`).test(text)).toBe(expected);
});

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}
