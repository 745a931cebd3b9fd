// Requests and notifications whose parameters are missing, null or empty: each request is answered, and the server lives on.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import {
  type Message,
  type NotificationMessage,
  type RequestMessage,
  type ResponseMessage,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { bundle } from "../../scripts/run-ts.mjs";
import { RULES } from "../../server/src/core/rules/registry.ts";
import * as protocol from "../../server/src/lsp/protocol.ts";
import { DECREF_IN_REGION } from "../support/c-samples.ts";
import { TemporaryFolder } from "../support/temporary-folder.ts";

const OWN = Object.entries(protocol).flatMap(([name, value]) =>
  name.endsWith("Request") && typeof value === "string" ? [value] : [],
);
/** Asked of the client, not of the server. */
const TO_CLIENT: ReadonlySet<string> = new Set([protocol.ReadFileRequest, protocol.ListFilesRequest]);
const OWN_REQUESTS = OWN.filter((method) => !TO_CLIENT.has(method));
const REQUESTS = [
  ...OWN_REQUESTS,
  "textDocument/codeAction",
  "codeAction/resolve",
  "textDocument/hover",
  "textDocument/inlayHint",
  "textDocument/codeLens",
  "textDocument/diagnostic",
  "workspace/diagnostic",
  "workspace/executeCommand",
];
const NOTIFICATIONS = [
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didSave",
  "textDocument/didClose",
  "workspace/didChangeConfiguration",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeWorkspaceFolders",
  "workspace/didCreateFiles",
  "workspace/didRenameFiles",
  "workspace/didDeleteFiles",
];

type Params = Pick<RequestMessage, "params">;

/** `params` as they can be in JSON, which a client's library would put right. */
const WRONG: Readonly<Record<string, Params>> = {
  missing: {},
  // What is null in JSON has no place in the library's types.
  null: { params: null } as unknown as Params,
  empty: { params: {} },
  "an empty list": { params: [] },
  strange: { params: { textDocument: null, position: null, range: null, context: null, data: {}, files: null } },
};

test.each(Object.entries(WRONG))("parameters are %s", async (_, wrong) => {
  const folder = new TemporaryFolder({ "spam.c": DECREF_IN_REGION });
  const server = await RawServer.start(folder.uri());
  for (const method of NOTIFICATIONS) await server.notify(method, wrong);
  const answers = new Map<string, ResponseMessage>();
  for (const method of REQUESTS) answers.set(method, await server.ask(method, wrong));
  const isAnswer = ({ result, error }: ResponseMessage): boolean => result !== undefined || error !== undefined;
  expect([...answers].filter(([, answer]) => !isAnswer(answer))).toEqual([]);
  // What only gilint understands is answered with what it knows, or with nothing.
  for (const method of OWN_REQUESTS) expect(answers.get(method)?.error, method).toBeUndefined();
  expect(answers.get(protocol.RulesRequest)?.result).toHaveLength(RULES.length);
  expect(answers.get(protocol.WorkspaceRegionsRequest)?.result).toBeInstanceOf(Array);
  // It still reads the folder and finds what is in it, whenever it has come so far.
  const params = { textDocument: { uri: folder.uri("spam.c") } };
  await expect
    .poll(() => server.ask("textDocument/diagnostic", { params }), { timeout: 30_000 })
    .toMatchObject({ result: { items: [{ code: "api-call-without-gil" }] } });
  expect(await server.end()).toBe(0);
});

test("what does not introduce itself is refused, and can do so later", async () => {
  const server = new RawServer(await bundle("test/support/language-server.ts"));
  for (const method of [protocol.RulesRequest, "textDocument/hover"])
    expect((await server.ask(method, {})).error, method).toBeDefined();
  for (const wrong of Object.values(WRONG)) expect((await server.ask("initialize", wrong)).error).toBeDefined();
  expect((await server.ask("initialize", { params: { processId: null, capabilities: {} } })).error).toBeUndefined();
  expect(await server.end()).toBe(0);
});

/** The server with nothing between: messages as they are on the wire. */
class RawServer {
  readonly #process;
  readonly #writer;
  readonly #gone: Promise<never>;
  readonly #waiting = new Map<number | string | null, (message: ResponseMessage) => void>();
  #id = 0;

  constructor(module: string) {
    this.#process = spawn(process.execPath, [module, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.#writer = new StreamMessageWriter(this.#process.stdin);
    new StreamMessageReader(this.#process.stdout).listen((message) => this.#take(message as ResponseMessage));
    this.#gone = once(this.#process, "exit").then(() => Promise.reject(new Error("the server ended")));
    this.#gone.catch(() => {});
    onTestFinished(() => {
      this.#process.kill();
    });
  }

  static async start(folder: string): Promise<RawServer> {
    const server = new RawServer(await bundle("test/support/language-server.ts"));
    const workspaceFolders = [{ uri: folder, name: "spam" }];
    const capabilities = { textDocument: { diagnostic: {} } };
    const { error } = await server.ask("initialize", { params: { processId: null, capabilities, workspaceFolders } });
    expect(error).toBeUndefined();
    await server.notify("initialized", { params: {} });
    return server;
  }

  async notify(method: string, params: Params): Promise<void> {
    await this.#write({ jsonrpc: "2.0", method, ...params } as NotificationMessage);
  }

  async ask(method: string, params: Params): Promise<ResponseMessage> {
    const id = this.#id++;
    const answer = new Promise<ResponseMessage>((resolve) => this.#waiting.set(id, resolve));
    await this.#write({ jsonrpc: "2.0", id, method, ...params } as RequestMessage);
    return Promise.race([answer, this.#gone]);
  }

  /** Its exit code. */
  async end(): Promise<number | null> {
    await this.ask("shutdown", {});
    const ended = once(this.#process, "exit");
    await this.notify("exit", {});
    await ended;
    return this.#process.exitCode;
  }

  #write(message: Message): Promise<void> {
    return this.#writer.write(message);
  }

  /** What the server asks is answered with nothing. */
  #take(message: ResponseMessage & { readonly method?: string }): void {
    if (message.method === undefined) this.#waiting.get(message.id)?.(message);
    else if (message.id !== undefined)
      void this.#write({ jsonrpc: "2.0", id: message.id, result: null } as ResponseMessage);
  }
}
