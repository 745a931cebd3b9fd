// Diagnostics of files that are not open, and when the client hears of changes it did not ask about.

import { expect, test } from "vitest";
import {
  DidChangeConfigurationNotification,
  DidDeleteFilesNotification,
  FileChangeType,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from "vscode-languageserver-protocol/node";
import {
  CALLS_HELPER,
  DECREF,
  DECREF_IN_REGION,
  HARMLESS_HELPER,
  HELPER_HEADER,
  NEEDING_HELPER,
} from "../support/c-samples.ts";
import { type LspClient, startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const API = "api-call-without-gil";
const INDIRECT = "indirect-api-call-without-gil";

type Known = Readonly<Record<string, string | undefined>>;

function pullWorkspace(
  client: LspClient,
  known: Known = {},
  partialResultToken?: string,
): Promise<WorkspaceDiagnosticReport> {
  return client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
    previousResultIds: Object.entries(known).map(([uri, value]) => ({ uri, value: value ?? "" })),
    ...(partialResultToken === undefined ? {} : { partialResultToken }),
  });
}

/** The rules by file. */
function rules({ items }: WorkspaceDiagnosticReport): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    items.map((item) => [item.uri, item.kind === "full" ? item.items.map(({ code }) => code) : []]),
  );
}

function ids({ items }: WorkspaceDiagnosticReport): Known {
  return Object.fromEntries(items.map(({ uri, resultId }) => [uri, resultId]));
}

test("all files that have something to report, and afterwards only what differs", async () => {
  const folder = new TemporaryFolder({
    "spam.c": DECREF_IN_REGION,
    "a.c": CALLS_HELPER,
    "b.c": NEEDING_HELPER,
    "helper.h": HELPER_HEADER,
  });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  await client.waitUntilReady();
  const first = await pullWorkspace(client);
  expect(rules(first)).toEqual({ [folder.uri("spam.c")]: [API], [folder.uri("a.c")]: [INDIRECT] });
  expect(await pullWorkspace(client, ids(first))).toEqual({ items: [] });
  folder.write("b.c", HARMLESS_HELPER);
  await client.watched([folder.uri("b.c"), FileChangeType.Changed]);
  await client.waitForRules(folder.uri("a.c"));
  expect(rules(await pullWorkspace(client, ids(first)))).toEqual({ [folder.uri("a.c")]: [] });
});

test("a client that can wait is answered when there is news", async () => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  const first = await pullWorkspace(client, {}, "one");
  expect(rules(first)).toEqual({ [folder.uri("spam.c")]: [API] });
  let answered = false;
  const second = pullWorkspace(client, ids(first), "two").finally(() => {
    answered = true;
  });
  // Answers come in order: had there been one, it would be here before this one.
  await client.diagnostics(folder.uri("spam.c"));
  expect(answered).toBe(false);
  folder.write("spam.c", DECREF_IN_REGION.replace(DECREF, ""));
  await client.watched([folder.uri("spam.c"), FileChangeType.Changed]);
  expect(rules(await second)).toEqual({ [folder.uri("spam.c")]: [] });
});

test("an unchanged document is answered with its id alone", async () => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  await client.waitUntilReady();
  const uri = folder.uri("spam.c");
  const report = await client.pull(uri);
  expect(report).toMatchObject({ kind: "full", items: [{ code: API }] });
  expect(await client.pull(uri, report.resultId)).toEqual({ kind: "unchanged", resultId: report.resultId });
});

test("the client is asked to ask again when another document's diagnostics change, and only then", async () => {
  const folder = new TemporaryFolder({ "a.c": CALLS_HELPER, "b.c": HARMLESS_HELPER, "helper.h": HELPER_HEADER });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "pull" });
  const [caller, helper] = [folder.uri("a.c"), folder.uri("b.c")];
  await client.open(caller, CALLS_HELPER);
  await client.open(helper, HARMLESS_HELPER);
  const ready = await client.waitUntilReady();
  await client.pull(caller);
  await client.pull(helper);
  const before = client.refreshes;
  const analysed = (generation: number): Promise<void> =>
    client.waitUntil(
      () => (client.status?.generation ?? 0) > generation,
      () => JSON.stringify(client.status),
    );
  await client.edit(helper, "n + 1", "n + 2");
  await analysed(ready.generation);
  await client.pull(helper);
  expect(client.refreshes).toBe(before);
  await client.edit(helper, client.document(helper).getText(), NEEDING_HELPER);
  await client.waitUntil(
    () => client.refreshes > before,
    () => "it was not asked to ask again",
  );
});

test("only files whose diagnostics changed are published again", async () => {
  const folder = new TemporaryFolder({
    "one.c": DECREF_IN_REGION,
    "two.c": DECREF_IN_REGION.replaceAll("spam", "eggs"),
  });
  const client = await startClient({ folders: [folder.uri()], diagnostics: "push" });
  await client.waitForRules(folder.uri("one.c"), API);
  await client.waitForRules(folder.uri("two.c"), API);
  const untouched = client.published.get(folder.uri("two.c"));
  await client.open(folder.uri("one.c"), DECREF_IN_REGION);
  await client.edit(folder.uri("one.c"), DECREF, "");
  await client.waitForRules(folder.uri("one.c"));
  expect(client.published.get(folder.uri("two.c"))).toBe(untouched);
});

for (const diagnostics of ["push", "pull"] as const) {
  test(`a folder that is deleted in the editor takes its files with it (${diagnostics})`, async () => {
    const folder = new TemporaryFolder({ "a.c": CALLS_HELPER, "lib/b.c": NEEDING_HELPER, "helper.h": HELPER_HEADER });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    await client.waitForRules(folder.uri("a.c"), INDIRECT);
    folder.remove("lib");
    await client.connection.sendNotification(DidDeleteFilesNotification.type, { files: [{ uri: folder.uri("lib") }] });
    await client.waitForRules(folder.uri("a.c"));
  });

  test(`the user's settings: off, on again, only what is sure (${diagnostics})`, async () => {
    const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const uri = folder.uri("spam.c");
    const set = async (settings: LspClient["settings"]): Promise<void> => {
      client.settings = settings;
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    };
    await client.waitForRules(uri, API);
    await set({ enable: false });
    await client.waitForRules(uri);
    await set({ enable: true, minConfidence: "high" });
    await client.waitForRules(uri, API);
  });
}
