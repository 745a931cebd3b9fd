// The server as a process: how it begins, what it says it can do, what it survives, how it ends.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "vitest";
import {
  CancellationTokenSource,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  LSPErrorCodes,
} from "vscode-languageserver-protocol/node";
import {
  ExplainRuleRequest,
  type ExplainRuleResult,
  RulesRequest,
  type RulesResult,
} from "../../server/src/lsp/protocol.ts";
import { DECREF_IN_REGION } from "../support/c-samples.ts";
import { startClient } from "../support/lsp-client.ts";
import { projectRoot } from "../support/project-root.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const ZERO = { line: 0, character: 0 };

test("gilint server --stdio, as it is shipped, knows its rules and their pages", async () => {
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: projectRoot() });
  const bin = path.join(projectRoot(), "server/bin/gilint.js");
  const client = await startClient({ folders: [], diagnostics: "pull", command: [bin, "server", "--stdio"] });
  const rules: RulesResult = await client.connection.sendRequest(RulesRequest);
  expect(rules.map(({ rule }) => rule)).toContain("api-call-without-gil");
  for (const { rule } of rules) {
    const page: ExplainRuleResult = await client.connection.sendRequest(ExplainRuleRequest, { rule });
    expect(page.href).toMatch(new RegExp(`/${rule}\\.md$`));
    expect(page.markdown).toContain("## Why it is bad");
  }
  expect(await client.connection.sendRequest(ExplainRuleRequest, { rule: "../rules/empty-region" })).toBeNull();
  expect(await client.shutdown()).toBe(0);
});

test("what it can do depends on the client", async () => {
  const pull = await startClient({ folders: [], diagnostics: "pull" });
  expect(pull.initialized?.capabilities).toMatchObject({
    positionEncoding: "utf-16",
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true }, fileOperations: expect.anything() },
  });
  await pull.waitUntil(
    () => pull.registrations.length === 2,
    () => JSON.stringify(pull.registrations),
  );
  expect(pull.registrations.map(({ method }) => method).sort()).toEqual([
    DidChangeConfigurationNotification.method,
    DidChangeWatchedFilesNotification.method,
  ]);
  const push = await startClient({ folders: [], diagnostics: "push", capabilities: {} });
  expect(push.initialized?.capabilities.diagnosticProvider).toBeUndefined();
  expect(push.initialized?.capabilities.codeLensProvider).toBeUndefined();
});

test("a parser that does not load fails the start with the reason", async () => {
  const env = { GILINT_PARSER: "no-such-parser" };
  const failing = startClient({ folders: [], diagnostics: "push", env });
  await expect(failing).rejects.toThrow(/no-such-parser/);
});

test("either parser", async () => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  for (const parser of ["native", "wasm"] as const) {
    const client = await startClient({ folders: [folder.uri()], diagnostics: "push", initialization: { parser } });
    await client.waitForRules(folder.uri("spam.c"), "api-call-without-gil");
  }
});

test("it ends when the client is gone without a word", async () => {
  const client = await startClient({ folders: [], diagnostics: "push" });
  const ended = once(client.server, "exit");
  client.server.stdin.end();
  await ended;
  expect(client.server.exitCode).toBe(1);
});

test("a handler that fails is logged, and the next request is answered", async () => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  await client.waitUntilReady();
  await client.open(folder.uri("spam.c"), DECREF_IN_REGION);
  // A position that is none: the handler trips over it.
  const broken = { textDocument: { uri: folder.uri("spam.c") }, position: null };
  expect(await client.connection.sendRequest("textDocument/hover", broken)).toBeNull();
  expect(client.log.join("\n")).toContain("textDocument/hover: TypeError");
  await client.connection.sendNotification("textDocument/didClose", { textDocument: null });
  const params = { textDocument: { uri: folder.uri("spam.c") }, position: { line: 6, character: 3 } };
  expect(await client.connection.sendRequest(HoverRequest.type, params)).not.toBeNull();
});

// Whether the answer is quicker than the cancellation is a race.
test("a request that is cancelled is not answered", { retry: 5 }, async () => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  await client.waitUntilReady();
  const cancelled = new CancellationTokenSource();
  const params = { textDocument: { uri: folder.uri("spam.c") } };
  const answer = client.connection.sendRequest(DocumentDiagnosticRequest.type, params, cancelled.token);
  cancelled.cancel();
  await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  await client.waitForRules(folder.uri("spam.c"), "api-call-without-gil");
});

test("a file that killed an earlier server is left out and says so", async () => {
  const folder = new TemporaryFolder({
    "spam.c": DECREF_IN_REGION,
    "other.c": DECREF_IN_REGION.replaceAll("spam", "eggs"),
  });
  const setAside = [folder.uri("spam.c")];
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull", initialization: { setAside } });
  expect(await client.waitUntilReady()).toMatchObject({ setAside, files: 1 });
  const [notice, ...others] = await client.waitForRules(folder.uri("spam.c"), "set-aside");
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ severity: 3, range: { start: ZERO, end: ZERO } });
  await client.open(folder.uri("spam.c"), DECREF_IN_REGION);
  await client.edit(folder.uri("spam.c"), "Py_INCREF(arg);", "");
  await client.waitForRules(folder.uri("spam.c"), "set-aside");
  await client.waitForRules(folder.uri("other.c"), "api-call-without-gil");
});

test("reading many files shows its progress, reading few does not", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 100 }, (_, i) => [`f${i}.c`, `#include <Python.h>\nint x${i};\n`]),
  );
  const folder = new TemporaryFolder(many);
  const client = await startClient({ folders: [folder.uri()], diagnostics: "push" });
  await client.waitUntil(
    () => client.progress.at(-1)?.kind === "end",
    () => JSON.stringify(client.progress),
  );
  expect(client.progress[0]).toMatchObject({ kind: "begin", title: "gilint: reading sources" });
  expect(client.progress.at(-2)).toEqual({ kind: "report", percentage: 100, message: "100 of 100 files" });
  const small = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const quiet = await startClient({ folders: [small.uri()], diagnostics: "push" });
  await quiet.waitUntilReady();
  expect(quiet.progress).toEqual([]);
});

test("it says what it is about to analyse, for a client that watches over it", async () => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  await client.waitUntilReady();
  const uri = folder.uri("spam.c");
  await client.open(uri, DECREF_IN_REGION);
  client.analysing.length = 0;
  await client.edit(uri, "Py_DECREF(arg);", "");
  await client.waitForRules(uri);
  expect(client.analysing).toEqual([
    { busy: true, uris: [uri] },
    { busy: false, uris: [] },
  ]);
});
