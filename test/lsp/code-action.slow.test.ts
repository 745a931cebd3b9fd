// What the light bulb offers, applied as an editor does.

import { expect, test } from "vitest";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Diagnostic,
  HoverRequest,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { DECREF, DECREF_IN_REGION } from "../support/c-samples.ts";
import { type LspClient, startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const API = "api-call-without-gil";
const SECOND = "Py_XDECREF(self);";
const TWICE = DECREF_IN_REGION.replace(DECREF, `${DECREF}\n  ${SECOND}`);

const RESOLVING: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    diagnostic: { relatedInformation: true, dataSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};

interface Opened {
  readonly client: LspClient;
  readonly uri: string;
}

async function opened(text: string, capabilities?: ClientCapabilities, clientCommands = false): Promise<Opened> {
  const folder = new TemporaryFolder({ "spam.c": text });
  const client = await startClient({
    folders: [folder.uri()],
    diagnostics: "pull",
    initialization: { clientCommands },
    ...(capabilities === undefined ? {} : { capabilities }),
  });
  const uri = folder.uri("spam.c");
  await client.open(uri, text);
  return { client, uri };
}

async function actions(
  { client, uri }: Opened,
  diagnostics: readonly Diagnostic[],
  only?: string[],
): Promise<readonly CodeAction[]> {
  const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range,
    context: { diagnostics: [...diagnostics], ...(only === undefined ? {} : { only }) },
  });
  return (answer ?? []).filter(
    (action): action is CodeAction => !("command" in action && typeof action.command === "string"),
  );
}

/** The document's text after an edit of that document alone, for the version the document has. */
function applied({ client, uri }: Opened, edit: WorkspaceEdit | undefined): string {
  const document = client.document(uri);
  const [change, ...others] = edit?.documentChanges ?? [];
  expect(others).toEqual([]);
  if (change === undefined || !("edits" in change)) throw new Error(`no edit of a document: ${JSON.stringify(edit)}`);
  expect(change.textDocument).toEqual({ uri, version: document.version });
  return TextDocument.applyEdits(
    document,
    change.edits.flatMap((each) => ("newText" in each ? [each] : [])),
  );
}

test("the fixes a diagnostic carries are offered as they are, the preferred one marked", async () => {
  const place = await opened(DECREF_IN_REGION);
  const [diagnostic] = await place.client.waitForRules(place.uri, API);
  if (diagnostic === undefined) throw new Error("no diagnostic");
  const fix = (title: string, preferred: boolean, newText: string) => ({
    title,
    preferred,
    edit: {
      documentChanges: [
        { textDocument: { uri: place.uri, version: 1 }, edits: [{ range: diagnostic.range, newText }] },
      ],
    },
  });
  const fixes = [fix("Say less", true, "Py_XDECREF"), fix("Say nothing", false, "")];
  const found = await actions(place, [{ ...diagnostic, data: { rule: API, fixes } }]);
  expect(found.slice(0, 2)).toMatchObject([
    { title: "Say less", kind: "quickfix", isPreferred: true, diagnostics: [{ code: API }] },
    { title: "Say nothing", kind: "quickfix" },
  ]);
  expect(applied(place, found[0]?.edit)).toBe(DECREF_IN_REGION.replace("Py_DECREF", "Py_XDECREF"));
});

test("a suppression, applied, removes its finding", async () => {
  const place = await opened(DECREF_IN_REGION);
  const diagnostics = await place.client.waitForRules(place.uri, API);
  const suppress = (await actions(place, diagnostics)).find(({ title }) => title === `Suppress ${API} here`);
  const text = applied(place, suppress?.edit);
  expect(text).toBe(DECREF_IN_REGION.replace(`  ${DECREF}`, `  /* gilint: ignore[${API}] reason */\n  ${DECREF}`));
  await place.client.edit(place.uri, DECREF_IN_REGION, text);
  await place.client.waitForRules(place.uri);
});

test("a client that drops what diagnostics carry is offered the same", async () => {
  const place = await opened(DECREF_IN_REGION);
  const diagnostics = await place.client.waitForRules(place.uri, API);
  const bare = diagnostics.map((diagnostic) => ({ ...diagnostic, data: null }));
  const titles = (found: readonly CodeAction[]): readonly string[] => found.map(({ title }) => title);
  expect(titles(await actions(place, bare))).toEqual(titles(await actions(place, diagnostics)));
});

test("the diagnostics of others are left to others", async () => {
  const place = await opened(DECREF_IN_REGION);
  const diagnostics = await place.client.waitForRules(place.uri, API);
  expect(
    await actions(
      place,
      diagnostics.map((each) => ({ ...each, source: "clangd" })),
    ),
  ).toEqual([]);
});

test("on save, only what is safe, and only when asked", async () => {
  const place = await opened(TWICE);
  const diagnostics = await place.client.waitForRules(place.uri, API, API);
  const kinds = (await actions(place, diagnostics)).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(["quickfix"]));
  for (const action of await actions(place, diagnostics, ["source.fixAll"])) {
    expect(action.kind).toBe("source.fixAll.gilint");
    await place.client.edit(place.uri, TWICE, applied(place, action.edit));
    await place.client.waitForRules(place.uri);
  }
});

test("explaining a rule is left to the client that can", async () => {
  const place = await opened(DECREF_IN_REGION, undefined, true);
  const diagnostics = await place.client.waitForRules(place.uri, API);
  const explain = (await actions(place, diagnostics)).find(({ title }) => title === `Explain ${API}`);
  expect(explain?.command).toEqual({ title: `Explain ${API}`, command: "gilint.explainRule", arguments: [API] });
});

test("a fix, applied, removes its finding and brings no other", async () => {
  const place = await opened(DECREF_IN_REGION);
  const diagnostics = await place.client.waitForRules(place.uri, API);
  const fixes = (await actions(place, diagnostics)).filter(({ isPreferred }) => isPreferred === true);
  expect(fixes).toHaveLength(1);
  const fixed = applied(place, fixes[0]?.edit);
  await place.client.edit(place.uri, DECREF_IN_REGION, fixed);
  await place.client.waitForRules(place.uri);
});

test("all of a rule in the file, worked out when it is chosen", async () => {
  const place = await opened(TWICE, RESOLVING);
  const diagnostics = await place.client.waitForRules(place.uri, API, API);
  const all = (await actions(place, diagnostics)).find(({ title }) => title === `Fix all ${API} in this file`);
  if (all === undefined) throw new Error("not offered");
  expect(all.edit).toBeUndefined();
  const resolved = await place.client.connection.sendRequest(CodeActionResolveRequest.type, all);
  await place.client.edit(place.uri, TWICE, applied(place, resolved.edit));
  await place.client.waitForRules(place.uri);
});

const SELECTION: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: { diagnostic: {}, codeAction: { disabledSupport: true } },
};

/** What is offered for a selection of the kinds a client asks for. */
async function selected(place: Opened, text: string, only?: string[]): Promise<readonly CodeAction[]> {
  const document = place.client.document(place.uri);
  const start = document.getText().indexOf(text);
  const range = { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  const answer = await place.client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: place.uri },
    range,
    context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
  });
  return (answer ?? []) as CodeAction[];
}

test("the GIL is taken around a selection; releasing it there is refused, with the reason", async () => {
  const place = await opened(DECREF_IN_REGION, SELECTION);
  const found = await selected(place, DECREF, ["refactor"]);
  expect(found).toMatchObject([
    {
      title: "Release the GIL around the selection",
      kind: "refactor.surround.release",
      disabled: { reason: "The GIL is released here already." },
    },
    { title: "Take the GIL around the selection", kind: "refactor.surround.take" },
  ]);
  expect(found[0]?.edit).toBeUndefined();
  const text = applied(place, found[1]?.edit);
  expect(text).toBe(DECREF_IN_REGION.replace(`  ${DECREF}`, `  Py_BLOCK_THREADS\n  ${DECREF}\n  Py_UNBLOCK_THREADS`));
  await place.client.edit(place.uri, DECREF_IN_REGION, text);
  await place.client.waitForRules(place.uri);
});

test("a client that shows no reasons is offered what is possible only, a lone cursor nothing, and a kind by its name", async () => {
  const place = await opened(DECREF_IN_REGION);
  const titles = (found: readonly CodeAction[]): readonly string[] => found.map(({ title }) => title);
  expect(titles(await selected(place, DECREF))).toEqual(["Take the GIL around the selection"]);
  expect(await selected(place, "")).toEqual([]);
  expect(await selected(place, DECREF, ["quickfix"])).toEqual([]);
  expect(await selected(place, DECREF, ["refactor.surround.release"])).toEqual([]);
});

const WITH_LOCK = DECREF_IN_REGION.replace("sleep(1);", "pthread_mutex_lock(&guard);").replace(
  DECREF,
  `${DECREF}\n  pthread_mutex_unlock(&guard);`,
);
const REASON = "The lock guard is held here: waiting for the GIL with it can deadlock.";

test("where a finding has no fix, the reason is told in place of one, and in the hover", async () => {
  const place = await opened(WITH_LOCK, SELECTION);
  const [diagnostic] = await place.client.waitForRules(place.uri, API);
  if (diagnostic === undefined) throw new Error("nothing found");
  const [first, second] = await actions(place, [diagnostic]);
  expect(first).toMatchObject({ title: `Fix ${API}`, kind: "quickfix", disabled: { reason: REASON } });
  expect(first?.edit).toBeUndefined();
  expect(second?.title).toBe(`Suppress ${API} here`);
  const position = diagnostic.range.start;
  const hover = await place.client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: place.uri },
    position,
  });
  expect(JSON.stringify(hover?.contents)).toMatch(
    /No quick fix.*The lock guard is held here.*Py_DECREF.*needs the GIL/,
  );
});

test("a client that shows no reasons gets no action that does nothing", async () => {
  const place = await opened(WITH_LOCK);
  const diagnostics = await place.client.waitForRules(place.uri, API);
  expect((await actions(place, diagnostics)).map(({ title }) => title)).toEqual([`Suppress ${API} here`]);
});
