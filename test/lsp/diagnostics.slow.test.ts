// Diagnostics as the user sees them come and go, with a client that asks and with one that is told.

import { describe, expect, test } from "vitest";
import { FileChangeType } from "vscode-languageserver-protocol/node";
import {
  CALLS_HELPER,
  DECREF,
  DECREF_IN_REGION,
  HARMLESS_HELPER,
  HELPER_HEADER,
  NEEDING_HELPER,
} from "../support/c-samples.ts";
import { startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const API = "api-call-without-gil";
const INDIRECT = "indirect-api-call-without-gil";

describe.each(["push", "pull"] as const)("%s", (diagnostics) => {
  test("an open document: shown, gone when it is put right, back when it is undone", async () => {
    const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const uri = folder.uri("spam.c");
    await client.open(uri, DECREF_IN_REGION);
    const [finding] = await client.waitForRules(uri, API);
    expect(finding).toMatchObject({
      source: "gilint",
      severity: 1,
      range: { start: { line: 6, character: 2 } },
      relatedInformation: expect.arrayContaining([
        expect.objectContaining({ location: expect.objectContaining({ uri }) }),
      ]),
    });
    await client.edit(uri, DECREF, "");
    await client.waitForRules(uri);
    await client.edit(uri, "Py_BEGIN_ALLOW_THREADS\n", `Py_BEGIN_ALLOW_THREADS\n${DECREF}`);
    await client.waitForRules(uri, API);
  });

  test("an unsaved helper that begins to need the GIL changes its caller; closed without saving, it does not", async () => {
    const folder = new TemporaryFolder({
      "a.c": CALLS_HELPER,
      "b.c": HARMLESS_HELPER,
      "helper.h": HELPER_HEADER,
    });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const caller = folder.uri("a.c");
    const helper = folder.uri("b.c");
    await client.waitUntilReady();
    await client.open(caller, CALLS_HELPER);
    await client.waitForRules(caller);
    await client.open(helper, HARMLESS_HELPER);
    await client.edit(helper, HARMLESS_HELPER, NEEDING_HELPER);
    const [finding] = await client.waitForRules(caller, INDIRECT);
    expect(finding?.relatedInformation?.map(({ location }) => location.uri)).toContain(helper);
    await client.close(helper);
    await client.waitForRules(caller);
  });

  test("a saved helper that begins to need the GIL changes its caller for good", async () => {
    const folder = new TemporaryFolder({ "a.c": CALLS_HELPER, "b.c": HARMLESS_HELPER, "helper.h": HELPER_HEADER });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const caller = folder.uri("a.c");
    const helper = folder.uri("b.c");
    await client.open(caller, CALLS_HELPER);
    await client.open(helper, HARMLESS_HELPER);
    await client.edit(helper, HARMLESS_HELPER, NEEDING_HELPER);
    folder.write("b.c", NEEDING_HELPER);
    await client.save(helper);
    await client.watched([helper, FileChangeType.Changed]);
    await client.close(helper);
    await client.waitForRules(caller, INDIRECT);
  });

  test("a helper that is written, renamed and deleted outside the editor", async () => {
    const folder = new TemporaryFolder({ "a.c": CALLS_HELPER, "b.c": HARMLESS_HELPER, "helper.h": HELPER_HEADER });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const caller = folder.uri("a.c");
    await client.open(caller, CALLS_HELPER);
    await client.waitUntilReady();
    await client.waitForRules(caller);
    folder.write("b.c", NEEDING_HELPER);
    await client.watched([folder.uri("b.c"), FileChangeType.Changed]);
    const [before] = await client.waitForRules(caller, INDIRECT);
    expect(JSON.stringify(before?.relatedInformation)).toContain(folder.uri("b.c"));
    folder.rename("b.c", "c.c");
    await client.watched([folder.uri("b.c"), FileChangeType.Deleted], [folder.uri("c.c"), FileChangeType.Created]);
    await client.waitForDiagnostics(caller, ([now]) =>
      JSON.stringify(now?.relatedInformation ?? []).includes(folder.uri("c.c")),
    );
    folder.remove("c.c");
    await client.watched([folder.uri("c.c"), FileChangeType.Deleted]);
    await client.waitForRules(caller);
  });

  test("CRLF line ends, letters beyond ASCII and beyond the BMP: positions are the editor's", async () => {
    const text = DECREF_IN_REGION.replace(DECREF, `/* né 𝒳 */ ${DECREF}`).replaceAll("\n", "\r\n");
    const folder = new TemporaryFolder({ "spam é.c": text });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const uri = folder.uri("spam é.c");
    await client.open(uri, text);
    const [finding] = await client.waitForRules(uri, API);
    const document = client.document(uri);
    expect(finding?.range.start).toEqual(document.positionAt(text.indexOf(DECREF)));
    expect(document.getText(finding?.range)).toMatch(/^Py_DECREF/);
  });

  test("a byte order mark on disk does not move anything", async () => {
    const line =
      "/* gilint: */ void f(PyObject *o) { Py_BEGIN_ALLOW_THREADS sleep(1); Py_DECREF(o); Py_END_ALLOW_THREADS }";
    const folder = new TemporaryFolder({ "spam.c": `\uFEFF${line}\n` });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const [finding] = await client.waitForRules(folder.uri("spam.c"), API);
    expect(finding?.range.start).toEqual({ line: 0, character: line.indexOf("Py_DECREF") });
  });

  test("where nothing includes Python.h the server says nothing and analyses nothing", async () => {
    const silent = DECREF_IN_REGION.replace("#include <Python.h>", "#include <stdio.h>");
    const folder = new TemporaryFolder({ "spam.c": silent });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const uri = folder.uri("spam.c");
    await client.open(uri, silent);
    expect(await client.waitUntilReady()).toMatchObject({ state: "inactive", generation: 0, files: 0 });
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.edit(uri, "#include <stdio.h>", "#include <Python.h>");
    await client.waitForRules(uri, API);
  });

  test("one file that includes Python.h wakes the whole folder", async () => {
    const folder = new TemporaryFolder({ "a.c": HARMLESS_HELPER, "b.c": "int x;\n", "helper.h": HELPER_HEADER });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    expect(await client.waitUntilReady()).toMatchObject({ state: "inactive" });
    folder.write("a.c", NEEDING_HELPER);
    await client.watched([folder.uri("a.c"), FileChangeType.Changed]);
    await client.waitUntil(
      () => client.status?.state === "ready" && client.status.files === 3,
      () => JSON.stringify(client.status),
    );
  });

  test("a document outside all folders is a project of its own", async () => {
    const folder = new TemporaryFolder({ "a.c": HARMLESS_HELPER });
    const client = await startClient({ folders: [folder.uri()], diagnostics });
    const uri = "untitled:Untitled-1";
    await client.open(uri, DECREF_IN_REGION);
    await client.waitForRules(uri, API);
    await client.close(uri);
    await client.waitForRules(uri);
  });
});
