// What the language server takes from an edit to the diagnostics, over stdio, as an editor sees it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { LineIndex } from "../../server/src/core/text/line-index.ts";
import { projectRoot } from "../support/project-root.ts";
import { apply, type Edit, scriptedEdits, typedDeclarations } from "./edits.ts";
import type { Line } from "./lines.ts";
import { median, quantile } from "./measure.ts";

export interface Typing {
  /** The workspace. */
  readonly folder: string;
  /** The file that is typed in. */
  readonly file: string;
  /** A file with a function that `file` calls, and that function's name. */
  readonly helper: { readonly file: string; readonly function: string };
  readonly edits: number;
}

const CLI = join(projectRoot(), "server/bin/gilint.js");

export async function measureTyping(typing: Typing): Promise<readonly Line[]> {
  const editor = await startEditor(typing.folder);
  try {
    const opening = await measureOpening(editor, typing.file);
    const typed = await measureEdits(editor, typing, scriptedEdits);
    await editor.close(typing.file);
    const declared = await measureEdits(editor, typing, typedDeclarations);
    const helper = await measureHelper(editor, typing);
    return [
      {
        what: `${typing.file}: opened → diagnostics, median`,
        value: median(opening),
        unit: "ms",
        reference: null,
        target: 300,
        goal: null,
      },
      {
        what: `${typing.file}: typed → diagnostics, p50 of ${typed.length}`,
        value: quantile(typed, 0.5),
        unit: "ms",
        reference: null,
        target: 50,
        goal: 16,
      },
      {
        what: `${typing.file}: typed → diagnostics, p95 of ${typed.length}`,
        value: quantile(typed, 0.95),
        unit: "ms",
        reference: null,
        target: 50,
        goal: 16,
      },
      {
        what: `${typing.file}: typed between functions → diagnostics, p95 of ${declared.length}`,
        value: quantile(declared, 0.95),
        unit: "ms",
        reference: null,
        target: 50,
        goal: 16,
      },
      {
        what: `${typing.helper.file} edited → diagnostics of ${typing.file}, p95 of ${helper.length}`,
        value: quantile(helper, 0.95),
        unit: "ms",
        reference: null,
        target: 150,
        goal: null,
      },
    ];
  } finally {
    await editor.stop();
  }
}

/** Opened and closed again a few times; the server knows the file from the disk. */
async function measureOpening(editor: Editor, file: string): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    await editor.open(file);
    await editor.diagnose(file);
    times.push(performance.now() - start);
    await editor.close(file);
    await editor.diagnose(file);
  }
  return times;
}

async function measureEdits(
  editor: Editor,
  { file, edits }: Typing,
  script: (text: string, count: number, seed: number) => Iterable<Edit>,
): Promise<number[]> {
  await editor.open(file);
  await editor.diagnose(file);
  const times: number[] = [];
  for (const edit of script(editor.text(file), edits, 1)) {
    const start = performance.now();
    await editor.change(file, edit);
    await editor.diagnose(file);
    times.push(performance.now() - start);
  }
  return times;
}

/** The helper alternately gets a call that needs the GIL and loses it: what its callers do changes each time. */
async function measureHelper(editor: Editor, { file, helper, edits }: Typing): Promise<number[]> {
  await editor.open(helper.file);
  await editor.diagnose(helper.file);
  const times: number[] = [];
  const added = " PyErr_Clear(); ";
  for (let i = 0; i < edits / 5; i++) {
    const start = bodyOf(editor.text(helper.file), helper.function);
    const edit =
      i % 2 === 0 ? { start, end: start, newText: added } : { start, end: start + added.length, newText: "" };
    const begun = performance.now();
    await editor.change(helper.file, edit);
    await editor.diagnose(file);
    times.push(performance.now() - begun);
  }
  return times;
}

function bodyOf(text: string, name: string): number {
  const match = new RegExp(`^(?:\\w.*[ *])?${name}\\([^;{]*\\)\\s*\\{`, "m").exec(text);
  if (match === null) throw new Error(`no function ${name}`);
  return match.index + match[0].length;
}

/** As much of an editor as is needed to type. */
interface Editor {
  text(file: string): string;
  open(file: string): Promise<void>;
  close(file: string): Promise<void>;
  change(file: string, edit: Edit): Promise<void>;
  /** Asks for the diagnostics of the text as it is now. */
  diagnose(file: string): Promise<void>;
  stop(): Promise<void>;
}

async function startEditor(folder: string): Promise<Editor> {
  const server = spawn(process.execPath, [CLI, "server", "--stdio"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const ready = whenReady(connection);
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "bench" }],
    initializationOptions: { notifications: true },
    capabilities: {
      textDocument: { diagnostic: { relatedDocumentSupport: false } },
      general: { positionEncodings: ["utf-16"] },
    },
  });
  await connection.sendNotification("initialized", {});
  await ready;
  return editorOn(connection, folder, async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    await ended;
    connection.dispose();
  });
}

/** The server has read the workspace. */
function whenReady(connection: MessageConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.onNotification("gilint/status", ({ state, message }: { state: string; message: string | null }) => {
      if (state === "ready") resolve();
      if (state === "error") reject(new Error(message ?? state));
    });
    connection.onClose(() => reject(new Error("the server ended before it was ready")));
  });
}

function editorOn(connection: MessageConnection, folder: string, stop: () => Promise<void>): Editor {
  const open = new Map<string, { text: string; version: number }>();
  const uri = (file: string): string => pathToFileURL(join(folder, file)).href;
  const of = (file: string): { text: string; version: number } => {
    const document = open.get(file);
    if (document === undefined) throw new Error(`${file} is not open`);
    return document;
  };
  return {
    text: (file) => of(file).text,
    open: (file) => {
      const text = readFileSync(join(folder, file), "utf8");
      open.set(file, { text, version: 1 });
      return connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uri(file), languageId: "c", version: 1, text },
      });
    },
    close: (file) => {
      open.delete(file);
      return connection.sendNotification("textDocument/didClose", { textDocument: { uri: uri(file) } });
    },
    change: (file, edit) => {
      const document = of(file);
      const lines = new LineIndex(document.text);
      const range = { start: lines.positionAt(edit.start), end: lines.positionAt(edit.end) };
      document.text = apply(document.text, edit);
      document.version++;
      return connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uri(file), version: document.version },
        contentChanges: [{ range, text: edit.newText }],
      });
    },
    diagnose: async (file) => {
      await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: uri(file) } });
    },
    stop,
  };
}
