// Questions an editor asks about the GIL besides diagnostics.

import { expect, test } from "vitest";
import { CodeLensRequest, HoverRequest, InlayHintRequest, type Position } from "vscode-languageserver-protocol/node";
import {
  GilStateAtRequest,
  type GilStateResult,
  RegionsRequest,
  type RegionsResult,
  WhyNeedsGilRequest,
  type WhyNeedsGilResult,
  WorkspaceRegionsRequest,
  type WorkspaceRegionsResult,
} from "../../server/src/lsp/protocol.ts";
import { CALLS_HELPER, HELPER_HEADER, NEEDING_HELPER } from "../support/c-samples.ts";
import { type LspClient, startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const FILES = { "a.c": CALLS_HELPER, "b.c": NEEDING_HELPER, "helper.h": HELPER_HEADER };

async function opened(
  path: keyof typeof FILES,
  settings = {},
): Promise<{ client: LspClient; uri: string; folder: TemporaryFolder }> {
  const folder = new TemporaryFolder(FILES);
  const client = await startClient({
    folders: [folder.uri()],
    diagnostics: "pull",
    settings,
    initialization: { clientCommands: true },
  });
  await client.waitUntilReady();
  const uri = folder.uri(path);
  await client.open(uri, FILES[path]);
  return { client, uri, folder };
}

/** The position of the first `what` after the first `after`. */
function positionOf(client: LspClient, uri: string, what: string, after = ""): Position {
  const document = client.document(uri);
  const text = document.getText();
  const offset = text.indexOf(what, text.indexOf(after));
  if (offset < 0) throw new Error(`${what} is not there`);
  return document.positionAt(offset);
}

async function hover(client: LspClient, uri: string, what: string, after = ""): Promise<string> {
  const position = positionOf(client, uri, what, after);
  const answer = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  return JSON.stringify(answer?.contents ?? null);
}

test("hovers: a region, a function, a name of the C-API, nothing", async () => {
  const { client, uri } = await opened("a.c");
  expect(await hover(client, uri, "Py_BEGIN_ALLOW_THREADS")).toMatch(/GIL region.*spam.*taken back at/);
  expect(await hover(client, uri, "Py_END_ALLOW_THREADS")).toMatch(/GIL region/);
  expect(await hover(client, uri, "PyLong_FromLong")).toMatch(/PyLong_FromLong.*needs the GIL/);
  expect(await hover(client, uri, "helper(1)")).toMatch(/`helper`.*needs the GIL: .*PyErr_Clear.*b\.c:5/);
  expect(await hover(client, uri, "n = 0")).toBe("null");
});

test("a function's hover says why it needs the GIL and who calls it without", async () => {
  const { client, uri } = await opened("b.c");
  const text = await hover(client, uri, "helper(int");
  expect(text).toMatch(/needs the GIL: .*PyErr_Clear/);
  expect(text).toMatch(/called without the GIL: /);
});

test("a lens above a function that is called without the GIL leads to the calls", async () => {
  const { client, uri, folder } = await opened("b.c");
  const [lens, ...others] =
    (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  expect(others).toEqual([]);
  expect(lens?.command).toMatchObject({
    title: "called without the GIL from 1 place",
    command: "gilint.showReferences",
  });
  expect(JSON.stringify(lens?.command?.arguments)).toContain(folder.uri("a.c"));
  client.settings = { codeLens: false };
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await client.waitUntil(
    async () => (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } }))?.length === 0,
    () => "the lens is still there",
  );
});

test("a hint at the end of a long region says where it began", async () => {
  const { client, uri } = await opened("a.c");
  const hints = async () => {
    const end = client.document(uri).positionAt(Number.MAX_SAFE_INTEGER);
    const range = { start: { line: 0, character: 0 }, end };
    return client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
  };
  expect(await hints()).toEqual([]);
  await client.edit(uri, "  n = helper(1);\n", `${"  n++;\n".repeat(20)}`);
  const [hint] = (await hints()) ?? [];
  expect(hint?.position.line).toBe(positionOf(client, uri, "Py_END_ALLOW_THREADS").line);
  expect(JSON.stringify(hint?.label)).toContain("released at line 6");
});

test("regions of a document and of the workspace", async () => {
  const { client, uri, folder } = await opened("a.c");
  const regions: RegionsResult = await client.connection.sendRequest(RegionsRequest, { textDocument: { uri } });
  expect(regions).toMatchObject({
    version: 1,
    regions: [{ function: "spam", findings: 1, stretches: [{ certain: true }] }],
  });
  const [region] = regions.regions;
  expect(region?.release.start).toEqual(positionOf(client, uri, "Py_BEGIN_ALLOW_THREADS"));
  expect(region?.ends.map(({ start }) => start)).toEqual([positionOf(client, uri, "Py_END_ALLOW_THREADS")]);
  const tree: WorkspaceRegionsResult = await client.connection.sendRequest(WorkspaceRegionsRequest);
  expect(tree).toEqual([{ uri: folder.uri(), files: [{ uri, path: "a.c", findings: 1, regions: regions.regions }] }]);
});

test("the state of the GIL here", async () => {
  const { client, uri } = await opened("a.c");
  const state = async (what: string): Promise<GilStateResult> =>
    client.connection.sendRequest(GilStateAtRequest, {
      textDocument: { uri },
      position: positionOf(client, uri, what),
    });
  expect(await state("helper(1)")).toMatchObject({ state: "released", function: "spam" });
  expect(await state("PyLong_FromLong")).toMatchObject({ state: "held", function: "spam" });
  expect(await state("#include")).toMatchObject({ state: "not-analysed", function: null });
});

test("why a function needs the GIL", async () => {
  const { client, uri } = await opened("b.c");
  const position = positionOf(client, uri, "helper(int");
  const why: WhyNeedsGilResult = await client.connection.sendRequest(WhyNeedsGilRequest, {
    textDocument: { uri },
    position,
  });
  expect(why).toMatchObject({ function: "helper", location: { uri, range: { start: position } } });
  expect(why.chain?.at(-1)?.location).toMatchObject({
    uri,
    range: { start: positionOf(client, uri, "PyErr_Clear") },
  });
});

test("questions where nothing is known are answered with nothing", async () => {
  const folder = new TemporaryFolder({ "a.c": "int x;\n" });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  const params = { textDocument: { uri: folder.uri("a.c") }, position: { line: 0, character: 4 } };
  for (const request of [GilStateAtRequest, WhyNeedsGilRequest, RegionsRequest, "textDocument/hover"]) {
    expect(await client.connection.sendRequest(request, params)).toBeNull();
  }
});
