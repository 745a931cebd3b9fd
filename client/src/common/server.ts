// The language server as the extension sees it: started, watched, and started again when it ends by itself.
import { type CancellationToken, type Disposable, type Event, EventEmitter, type LogOutputChannel } from "vscode";
import {
  type Analysing,
  AnalysingNotification,
  type InitializationOptions,
  type Status,
  StatusNotification,
} from "../../../server/src/lsp/protocol.ts";
import { type Attempt, CrashPolicy, type Ending, type Verdict } from "./crash-policy.ts";
import type { Request } from "./requests.ts";

/** One server and the way to it; what it runs on is the platform's business. */
export interface Connection {
  /** Rejects if there is no server at the other end, or it refuses. */
  start(): Promise<void>;
  /** The parameters, then a cancellation token, if there is one. */
  sendRequest<R>(method: string, ...args: readonly unknown[]): Promise<R>;
  onNotification<P>(method: string, handler: (params: P) => void): Disposable;
  dispose(): Promise<void>;
}

export interface ConnectionOptions {
  readonly output: LogOutputChannel;
  readonly initializationOptions: InitializationOptions;
  /** Called when the server is gone without having been asked to go. */
  readonly onClosed: () => void;
}

export type Launch = (options: ConnectionOptions) => Promise<Connection>;

export type ServerState =
  | { readonly kind: "stopped" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly status: Status | undefined }
  | { readonly kind: "failed"; readonly message: string };

/** The server ended without having been asked to. */
export interface Crash {
  readonly verdict: Verdict;
  readonly suspect: string | undefined;
  readonly message: string;
}

interface ServerOptions {
  readonly launch: Launch;
  readonly output: LogOutputChannel;
  /** Read at each start. */
  readonly parser: () => Attempt["parser"];
}

/** A single file takes milliseconds; a server that is still busy with it after this long will not come back. */
const PATIENCE_MS = 30_000;

export class Server implements Disposable {
  readonly #options: ServerOptions;
  readonly #stateChanges = new EventEmitter<ServerState>();
  readonly #crashes = new EventEmitter<Crash>();
  readonly onDidChangeState: Event<ServerState> = this.#stateChanges.event;
  readonly onDidCrash: Event<Crash> = this.#crashes.event;
  #state: ServerState = { kind: "stopped" };
  #policy: CrashPolicy;
  #connection: Connection | undefined;
  #analysing: readonly string[] = [];
  #watchdog: NodeJS.Timeout | undefined;
  /** Starts, stops and crashes are dealt with one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#policy = new CrashPolicy(options.parser());
  }

  get state(): ServerState {
    return this.#state;
  }

  start(): Promise<void> {
    return this.#enqueue(() => this.#run());
  }

  /** Also forgets which files were set aside. */
  restart(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#drop();
      this.#policy = new CrashPolicy(this.#options.parser());
      await this.#run();
    });
  }

  /** Undefined where there is no server, or it has no answer; the output says why. */
  async request<P, R>(request: Request<P, R>, params: P, token?: CancellationToken): Promise<R | undefined> {
    await this.#turn;
    if (this.#state.kind !== "running") return undefined;
    try {
      const args = token === undefined ? [params] : [params, token];
      return await this.#connection?.sendRequest<R>(request.method, ...args);
    } catch (error) {
      if (token?.isCancellationRequested !== true) this.#options.output.warn(`${request.method}: ${messageOf(error)}`);
      return undefined;
    }
  }

  async dispose(): Promise<void> {
    await this.#enqueue(() => this.#drop());
    this.#stateChanges.dispose();
    this.#crashes.dispose();
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(task).catch((error: unknown) => this.#options.output.error(messageOf(error)));
    return this.#turn;
  }

  async #run(): Promise<void> {
    this.#setState({ kind: "starting" });
    const connection: Connection = await this.#options.launch({
      output: this.#options.output,
      initializationOptions: { ...this.#policy.attempt, clientCommands: true, notifications: true },
      onClosed: () => void this.#enqueue(() => this.#closed(connection)),
    });
    this.#connection = connection;
    connection.onNotification(StatusNotification, (status: Status) => {
      if (connection === this.#connection) this.#setState({ kind: "running", status });
    });
    connection.onNotification(AnalysingNotification, (analysing: Analysing) => {
      if (connection === this.#connection) this.#watch(connection, analysing);
    });
    try {
      await connection.start();
    } catch (error) {
      return this.#follow({ ready: false, suspect: undefined }, messageOf(error));
    }
    if (this.#state.kind === "starting") this.#setState({ kind: "running", status: undefined });
  }

  async #closed(connection: Connection): Promise<void> {
    if (connection !== this.#connection) return;
    const [suspect] = this.#analysing;
    await this.#follow({ ready: true, suspect }, "the server ended unexpectedly");
  }

  async #follow(ending: Omit<Ending, "at">, message: string): Promise<void> {
    await this.#drop();
    const verdict = this.#policy.judge({ ...ending, at: performance.now() });
    this.#crashes.fire({ verdict, suspect: ending.suspect, message });
    if (verdict.action === "restart") return this.#run();
    this.#setState({ kind: "failed", message });
  }

  /** Remembers what the server is busy with, and does not wait for ever. */
  #watch(connection: Connection, { busy, uris }: Analysing): void {
    clearTimeout(this.#watchdog);
    // Of many files nobody can say which one it was.
    this.#analysing = busy && uris.length === 1 ? uris : [];
    const [suspect] = this.#analysing;
    if (suspect === undefined) return;
    this.#watchdog = setTimeout(() => {
      void this.#enqueue(async () => {
        if (connection !== this.#connection) return;
        await this.#follow({ ready: true, suspect }, `the server did not come back from ${suspect}`);
      });
    }, PATIENCE_MS);
  }

  async #drop(): Promise<void> {
    clearTimeout(this.#watchdog);
    this.#analysing = [];
    const connection = this.#connection;
    this.#connection = undefined;
    this.#setState({ kind: "stopped" });
    try {
      await connection?.dispose();
    } catch {
      // It never ran, or did not answer: its process is ended either way.
    }
  }

  #setState(state: ServerState): void {
    this.#state = state;
    this.#stateChanges.fire(state);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
