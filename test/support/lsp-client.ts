// An editor for tests: talks to the real language server, in a process of its own, over its pipes.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { onTestFinished } from "vitest";
import {
  type ClientCapabilities,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  type FileChangeType,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkDoneProgressBegin,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
  WorkDoneProgress as WorkDoneProgressType,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { bundle } from "../../scripts/run-ts.mjs";
import {
  type Analysing,
  AnalysingNotification,
  type InitializationOptions,
  type Status,
  StatusNotification,
} from "../../server/src/lsp/protocol.ts";

import { capabilitiesOf } from "./lsp-capabilities.ts";

/** Longer than anything takes on a slow machine; only a failing test waits so long. */
const PATIENCE_MS = 60_000;

export interface ClientOptions {
  /** URIs of the workspace's folders. */
  readonly folders: readonly string[];
  /** How diagnostics come. */
  readonly diagnostics: "push" | "pull";
  readonly capabilities?: ClientCapabilities;
  readonly initialization?: InitializationOptions;
  /** What the client answers for the section `gilint`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The module to run and its arguments; without it, the server as the sources are now. */
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server and makes its acquaintance. The server is ended with the test. */
export async function startClient(options: ClientOptions): Promise<LspClient> {
  built ??= bundle("test/support/language-server.ts");
  const command = options.command ?? [await built, "--stdio"];
  const env = { ...process.env, ...options.env };
  const server = spawn(process.execPath, [...command], { env, stdio: ["pipe", "pipe", "inherit"] });
  const client = new LspClient(server, options);
  onTestFinished(() => client.stop());
  client.initialized = await client.initialize();
  return client;
}

let built: Promise<string> | undefined;

type WorkDoneProgress = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

export class LspClient {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcessByStdio<Writable, Readable, null>;
  /** What the server logged. */
  readonly log: string[] = [];
  /** What the server asked the client to do from now on. */
  readonly registrations: Registration[] = [];
  readonly published = new Map<string, readonly Diagnostic[]>();
  /** What the server said about the progress of its work. */
  readonly progress: WorkDoneProgress[] = [];
  /** Which analyses it said it was busy with. */
  readonly analysing: Analysing[] = [];
  /** How often the server asked to be asked again. */
  refreshes = 0;
  /** What the client answers for the section `gilint`. */
  settings: Readonly<Record<string, unknown>>;
  status: Status | undefined;
  /** The server's answer to initialize. */
  initialized: InitializeResult | undefined;
  readonly #options: ClientOptions;
  readonly #documents = new Map<string, TextDocument>();
  #waiting: (() => void)[] = [];

  constructor(server: ChildProcessByStdio<Writable, Readable, null>, options: ClientOptions) {
    this.server = server;
    this.#options = options;
    this.settings = options.settings ?? {};
    const reader = new StreamMessageReader(server.stdout);
    this.connection = createProtocolConnection(reader, new StreamMessageWriter(server.stdin));
    this.#listen();
  }

  async initialize(): Promise<InitializeResult> {
    const { folders, diagnostics, capabilities, initialization } = this.#options;
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      initializationOptions: { notifications: true, ...initialization },
      capabilities: capabilities ?? capabilitiesOf(diagnostics),
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  // ── documents ─────────────────────────────────────────────────────────────────────────────────────────────────────

  async open(uri: string, text: string, languageId = "c"): Promise<void> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the first occurrence of `from` in an open document by one incremental change. */
  async edit(uri: string, from: string, to: string): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${JSON.stringify(from)} is not in ${uri}:\n${document.getText()}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    const contentChanges = [{ range, text: to }];
    this.#documents.set(uri, TextDocument.update(document, contentChanges, document.version + 1));
    const { version } = this.document(uri);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  /** What a watcher of files would say. */
  async watched(...changes: readonly (readonly [uri: string, type: FileChangeType])[]): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: changes.map(([uri, type]) => ({ uri, type })),
    });
  }

  // ── diagnostics ───────────────────────────────────────────────────────────────────────────────────────────────────

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  /** The diagnostics of a file as the user would see them now. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    if (this.#options.diagnostics === "push") return this.published.get(uri) ?? [];
    const report = await this.pull(uri);
    return report.kind === "full" ? report.items : [];
  }

  /** The diagnostics of a file once they are as expected; fails with what they are instead. */
  async waitForDiagnostics(
    uri: string,
    expected: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]> {
    let last: readonly Diagnostic[] = [];
    await this.waitUntil(
      async () => {
        last = await this.diagnostics(uri);
        return expected(last);
      },
      () => `diagnostics of ${uri}: ${JSON.stringify(last, null, 2)}`,
    );
    return last;
  }

  /** The rules that find something in a file, in order of position; waits until they are these. */
  async waitForRules(uri: string, ...rules: readonly string[]): Promise<readonly Diagnostic[]> {
    const wanted = rules.join(" ");
    return this.waitForDiagnostics(uri, (diagnostics) => diagnostics.map(({ code }) => code).join(" ") === wanted);
  }

  /** Until all folders are read and analysed. */
  async waitUntilReady(): Promise<Status> {
    const done = (): boolean => this.status?.state === "ready" || this.status?.state === "inactive";
    await this.waitUntil(done, () => `status: ${JSON.stringify(this.status)}`);
    if (this.status === undefined) throw new Error("no status");
    return this.status;
  }

  /** Asks again after each message of the server. */
  async waitUntil(holds: () => boolean | Promise<boolean>, describe: () => string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const news = new Promise<void>((resolve) => this.#waiting.push(resolve));
      if (await holds()) return;
      const left = deadline - performance.now();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, left);
      });
      await Promise.race([news, late]);
      clearTimeout(timer);
      if (performance.now() >= deadline) throw new Error(`not as expected; ${describe()}\n${this.log.join("\n")}`);
    }
  }

  // ── the end ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Asks the server to end; its exit code. */
  async shutdown(): Promise<number | null> {
    const ended = once(this.server, "exit");
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    await ended;
    return this.server.exitCode;
  }

  async stop(): Promise<void> {
    if (this.server.exitCode === null && this.server.signalCode === null) await this.shutdown();
    this.connection.dispose();
  }

  #listen(): void {
    const { connection } = this;
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.log.push(message);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
      this.#news();
    });
    connection.onNotification(StatusNotification, (status: Status) => {
      this.status = status;
      this.#news();
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes += 1;
      this.#news();
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      this.#news();
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
    connection.onNotification(AnalysingNotification, (analysing: Analysing) => {
      this.analysing.push(analysing);
    });
    connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
      connection.onProgress(WorkDoneProgressType.type, token, (value) => {
        this.progress.push(value);
        this.#news();
      });
    });
    connection.listen();
  }

  #news(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
