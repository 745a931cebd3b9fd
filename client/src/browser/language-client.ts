// The language client where the server is a worker of the same browser.
import { type Uri, workspace } from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from "vscode-languageclient/browser";
import { ListFilesRequest, ReadFileRequest } from "../../../server/src/lsp/protocol.ts";
import { clientOptions } from "../common/client-options.ts";
import type { Connection, ConnectionOptions } from "../common/server.ts";
import { SECTION } from "../common/settings.ts";
import { listFiles, readFile } from "./files.ts";

/** Starts a worker with the server's bundle. */
export async function startWorker(script: Uri, options: ConnectionOptions): Promise<Connection> {
  const told = clientOptions(options, { CloseAction, ErrorAction, RevealOutputChannelOn });
  const client = new WorkerClient(await workerFrom(script), told);
  client.onRequest(ReadFileRequest, readFile);
  client.onRequest(ListFilesRequest, listFiles);
  return client;
}

/** Ends its worker with itself. */
class WorkerClient extends LanguageClient {
  readonly #worker: Worker;

  constructor(worker: Worker, options: LanguageClientOptions) {
    super(SECTION, "gilint", worker, options);
    this.#worker = worker;
  }

  override async dispose(timeout?: number): Promise<void> {
    try {
      await super.dispose(timeout);
    } finally {
      this.#worker.terminate();
    }
  }
}

/** By way of its text: an extension can lie where no worker may be loaded from. */
async function workerFrom(script: Uri): Promise<Worker> {
  const bytes = await workspace.fs.readFile(script);
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: "text/javascript" }));
  try {
    return new Worker(address);
  } finally {
    // The worker has asked for it by the time this runs.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }
}
