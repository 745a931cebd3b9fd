// What the light bulb offers, applied as an editor does.

import { expect, test } from "vitest";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  type Diagnostic,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { DECREF, DECREF_IN_REGION } from "../support/c-samples.ts";
import { type LspClient, startClient } from "../support/lsp-client.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const API = "api-call-without-gil";
const SECOND = "Py_XDECREF(self);";
const TWICE = DECREF_IN_REGION.replace(DECREF, `${DECREF}\n  ${SECOND}`);

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
