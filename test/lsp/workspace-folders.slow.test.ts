// Several folders: each is a project with its own configuration; they come and go.

import { expect, test } from "vitest";
import { DidChangeWorkspaceFoldersNotification, FileChangeType } from "vscode-languageserver-protocol/node";
import { DECREF_IN_REGION, HARMLESS_HELPER, HELPER_HEADER } from "../support/c-samples.ts";
import { type LspClient, startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const API = "api-call-without-gil";
const IGNORING = `ignore = ["${API}"]\n`;

function changeFolders(client: LspClient, added: readonly string[], removed: readonly string[]): Promise<void> {
  const folders = (uris: readonly string[]) => uris.map((uri) => ({ uri, name: uri }));
  return client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added: folders(added), removed: folders(removed) },
  });
}

for (const diagnostics of ["push", "pull"] as const) {
  test(`each folder has its own configuration, and a change of it takes hold at once (${diagnostics})`, async () => {
    const strict = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
    const lax = new TemporaryFolder({ "spam.c": DECREF_IN_REGION, "gilint.toml": IGNORING });
    const client = await startClient({ folders: [strict.uri(), lax.uri()], diagnostics });
    await client.open(strict.uri("spam.c"), DECREF_IN_REGION);
    await client.open(lax.uri("spam.c"), DECREF_IN_REGION);
    await client.waitUntilReady();
    await client.waitForRules(strict.uri("spam.c"), API);
    await client.waitForRules(lax.uri("spam.c"));
    lax.remove("gilint.toml");
    await client.watched([lax.uri("gilint.toml"), FileChangeType.Deleted]);
    await client.waitForRules(lax.uri("spam.c"), API);
    strict.write("pyproject.toml", `[tool.gilint]\n${IGNORING}`);
    await client.watched([strict.uri("pyproject.toml"), FileChangeType.Created]);
    await client.waitForRules(strict.uri("spam.c"));
    await client.waitForRules(lax.uri("spam.c"), API);
  });

  test(`a folder that is added is checked, one that is removed is forgotten (${diagnostics})`, async () => {
    const first = new TemporaryFolder({ "a.c": HARMLESS_HELPER, "helper.h": HELPER_HEADER });
    const second = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
    const client = await startClient({ folders: [first.uri()], diagnostics });
    expect(await client.waitUntilReady()).toMatchObject({ state: "inactive" });
    await changeFolders(client, [second.uri()], []);
    await client.waitForRules(second.uri("spam.c"), API);
    await changeFolders(client, [], [second.uri()]);
    await client.waitForRules(second.uri("spam.c"));
  });

  test(`a document becomes part of the folder that is added around it (${diagnostics})`, async () => {
    const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION, "gilint.toml": IGNORING });
    const client = await startClient({ folders: [], diagnostics });
    await client.open(folder.uri("spam.c"), DECREF_IN_REGION);
    await client.waitForRules(folder.uri("spam.c"), API);
    await changeFolders(client, [folder.uri()], []);
    await client.waitForRules(folder.uri("spam.c"));
    await changeFolders(client, [], [folder.uri()]);
    await client.waitForRules(folder.uri("spam.c"), API);
  });

  test(`a file of a folder inside a folder is reported once, by the inner one (${diagnostics})`, async () => {
    const outer = new TemporaryFolder({ "inner/spam.c": DECREF_IN_REGION, "inner/gilint.toml": IGNORING });
    const client = await startClient({ folders: [outer.uri()], diagnostics });
    await client.waitForRules(outer.uri("inner/spam.c"), API);
    await changeFolders(client, [outer.uri("inner")], []);
    await client.waitForRules(outer.uri("inner/spam.c"));
    await changeFolders(client, [], [outer.uri("inner")]);
    await client.waitForRules(outer.uri("inner/spam.c"), API);
  });
}
