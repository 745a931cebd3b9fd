// The server's host in a browser: what it reads comes from the editor.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { browserHost } from "../../server/src/lsp/browser/browser-host.ts";
import slashPaths from "../../server/src/lsp/browser/slash-paths.ts";
import { ListFilesRequest, ReadFileRequest } from "../../server/src/lsp/protocol.ts";
import { projectRoot } from "../support/project-root.ts";

const FOLDER = "vscode-vfs://github/somebody/spam%20module";

/** Of an editor that has these files. */
function hostOf(files: Readonly<Record<string, string>>): ReturnType<typeof browserHost> {
  const uri = (name: string): string => `${FOLDER}/${name.split("/").map(encodeURIComponent).join("/")}`;
  const sendRequest = async (method: string, params: { uri?: string; folder?: string }): Promise<unknown> => {
    if (method === ReadFileRequest)
      return Object.entries(files).find(([name]) => uri(name) === params.uri)?.[1] ?? null;
    if (method === ListFilesRequest && params.folder === FOLDER) return Object.keys(files).map(uri);
    throw new Error(method);
  };
  const grammar = (name: string): string => readFileSync(path.join(projectRoot(), "grammars", name)).toString("base64");
  return browserHost({ sendRequest } as Parameters<typeof browserHost>[0], {
    pages: { "a-rule": "# A rule" },
    runtime: grammar("tree-sitter.wasm"),
    c: grammar("tree-sitter-c.wasm"),
    cpp: grammar("tree-sitter-cpp.wasm"),
  });
}

test("sources are those the configuration lets through, without what tools made", async () => {
  const host = hostOf({
    "gilint.toml": 'exclude = ["old/"]\nignore = ["races"]\n',
    "spam.c": "",
    "src/odd é name.h": "",
    "spam.cpp": "",
    "old/spam.c": "",
    "build/made.c": "",
    ".hidden/spam.c": "",
  });
  const configuration = await host.configure(FOLDER, () => undefined);
  expect(await configuration.list()).toEqual(["spam.c", "spam.cpp", "src/odd é name.h"]);
  expect(configuration.settings.ignore).toEqual(["races"]);
  expect(["new.c", "old/new.c", "new.cpp", "new.py"].filter((name) => configuration.accepts(name))).toEqual([
    "new.c",
    "new.cpp",
  ]);
});

test("what is wrong in a configuration is said of its file, the open text before the saved one", async () => {
  const host = hostOf({ "gilint.toml": "select = 1\n" });
  const { problems } = await host.configure(FOLDER, () => undefined);
  expect(problems).toMatchObject([{ uri: `${FOLDER}/gilint.toml`, start: { line: 0 } }]);
  expect((await host.configure(FOLDER, () => "")).problems).toEqual([]);
});

test("a file is read without its byte order mark, and one that is not there is none", async () => {
  const host = hostOf({ "spam.c": "\uFEFFint x;" });
  expect(await host.read(`${FOLDER}/spam.c`)).toBe("int x;");
  expect(await host.read(`${FOLDER}/eggs.c`)).toBeUndefined();
});

test("pages and the parser are part of the bundle", async () => {
  const host = hostOf({});
  expect(host.page("a-rule")).toBe("# A rule");
  expect(host.page("no-rule")).toBeUndefined();
  const parser = await host.loadParser("auto");
  expect(parser.kind).toBe("wasm");
  await parser.prepareCplusplus();
  expect(parser.parse("cpp", "class A {};", ({ broken, end }) => [broken, end])).toEqual([false, 11]);
  await expect(async () => host.loadParser("native")).rejects.toThrow("no native parser");
});

test("paths with slashes are what Node makes of them", () => {
  for (const name of ["/project/gilint.toml", "/project", "/", "/a/b/c.c"]) {
    expect(slashPaths.dirname(name), name).toBe(path.posix.dirname(name));
    expect(slashPaths.basename(name), name).toBe(path.posix.basename(name));
    expect(slashPaths.resolve("/x", name), name).toBe(path.posix.resolve("/x", name));
    expect(slashPaths.resolve(name, "y"), name).toBe(path.posix.resolve(name, "y"));
    expect(slashPaths.join(name, "z"), name).toBe(path.posix.join(name, "z"));
  }
  expect(slashPaths.relative("/a", "/a/b.c")).toBe("b.c");
});
