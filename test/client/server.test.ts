import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LogOutputChannel } from "vscode";
import type { Connection, ConnectionOptions } from "../../client/src/common/server.ts";
import { Server } from "../../client/src/common/server.ts";
import {
  AnalysingNotification,
  type InitializationOptions,
  StatusNotification,
} from "../../server/src/lsp/protocol.ts";

vi.mock("vscode", () => import("./vscode.ts"));

/** A connection that the test holds both ends of. */
class Line implements Connection {
  readonly options: ConnectionOptions;
  readonly #handlers = new Map<string, (params: never) => void>();
  readonly #outcome: "starts" | "dies";
  disposed = false;

  constructor(options: ConnectionOptions, outcome: "starts" | "dies") {
    this.options = options;
    this.#outcome = outcome;
  }

  async start(): Promise<void> {
    if (this.#outcome === "starts") return;
    this.options.onClosed();
    throw new Error("its process ended");
  }

  async sendRequest<R>(method: string): Promise<R> {
    return `answer to ${method}` as R;
  }

  onNotification<P>(method: string, handler: (params: P) => void): { dispose(): void } {
    this.#handlers.set(method, handler);
    return { dispose: () => this.#handlers.delete(method) };
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    throw new Error("Client is not running and can't be stopped");
  }

  say(method: string, params: unknown): void {
    this.#handlers.get(method)?.(params as never);
  }
}

let lines: Line[];
let outcomes: ("starts" | "dies")[];
let server: Server;
let actions: string[];

const output = { error: () => {}, warn: () => {} } as unknown as LogOutputChannel;
const request = { method: "gilint/x" };

beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
  actions = [];
  outcomes = [];
  server = new Server({
    launch: async (options) => {
      const line = new Line(options, outcomes.shift() ?? "starts");
      lines.push(line);
      return line;
    },
    output,
    parser: () => "auto",
  });
  server.onDidCrash(({ verdict }) => actions.push(`${verdict.action}: ${verdict.because}`));
});

afterEach(() => vi.useRealTimers());

test("requests wait until the server is up, and have no answer where there is none", async () => {
  expect(await server.request(request, undefined)).toBeUndefined();
  void server.start();
  expect(await server.request(request, undefined)).toBe("answer to gilint/x");
});

test("a server that dies at its start is started again with the WASM parser, once", async () => {
  outcomes = ["dies", "starts"];
  await server.start();
  expect(started()).toEqual([{ parser: "auto" }, { parser: "wasm" }]);
  expect(actions).toEqual(["restart: parser"]);
  expect(server.state.kind).toBe("running");
});

test("a server that never starts is given up, with its reason", async () => {
  outcomes = ["dies", "dies"];
  await server.start();
  expect(actions).toEqual(["restart: parser", "give-up: start"]);
  expect(server.state).toEqual({ kind: "failed", message: "its process ended" });
});

test("a file the server died of is set aside until somebody restarts the server", async () => {
  await server.start();
  last().say(AnalysingNotification, { busy: true, uris: ["file:///bad.c"] });
  last().options.onClosed();
  await server.request(request, undefined);
  expect(started().at(-1)).toEqual({ parser: "auto", setAside: ["file:///bad.c"] });
  expect(server.state.kind).toBe("running");

  await server.restart();
  expect(started().at(-1)).toEqual({ parser: "auto" });
});

test("nothing is set aside for a crash between analyses, or over many files at once", async () => {
  await server.start();
  last().say(AnalysingNotification, { busy: true, uris: ["file:///a.c"] });
  last().say(AnalysingNotification, { busy: false, uris: [] });
  last().options.onClosed();
  await server.request(request, undefined);
  last().say(AnalysingNotification, { busy: true, uris: ["file:///a.c", "file:///b.c"] });
  last().options.onClosed();
  await server.request(request, undefined);
  expect(started()).toEqual([{ parser: "auto" }, { parser: "auto" }, { parser: "auto" }]);
  expect(actions).toEqual(["restart: unknown", "restart: unknown"]);
});

test("a server that does not come back from one file is replaced", async () => {
  await server.start();
  last().say(AnalysingNotification, { busy: true, uris: ["file:///slow.c"] });
  await vi.advanceTimersByTimeAsync(29_000);
  expect(lines).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(lines).toHaveLength(2);
  expect(lines[0]?.disposed).toBe(true);
  expect(started().at(-1)).toEqual({ parser: "auto", setAside: ["file:///slow.c"] });
});

test("a server that was replaced is no longer listened to", async () => {
  await server.start();
  const [old] = lines;
  await server.restart();
  old?.say(StatusNotification, { state: "error", message: "old" });
  old?.options.onClosed();
  await server.request(request, undefined);
  expect(server.state).toEqual({ kind: "running", status: undefined });
  expect(lines).toHaveLength(2);
});

/** What each server was told at its start; an empty list of files says nothing. */
function started(): Partial<InitializationOptions>[] {
  return lines.map(({ options: { initializationOptions } }) => {
    const { parser, setAside = [] } = initializationOptions;
    return { ...(parser && { parser }), ...(setAside.length > 0 && { setAside }) };
  });
}

function last(): Line {
  const line = lines.at(-1);
  if (line === undefined) throw new Error("no server was started");
  return line;
}
