// The language server as the extension sees it: started, watched, and started again when it ends by itself.
import { type Disposable, type Event, EventEmitter, type LogOutputChannel } from "vscode";
import {
  type BaseLanguageClient,
  type CancellationToken,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  type RequestType,
  RevealOutputChannelOn,
} from "vscode-languageclient";
import {
  type Analysing,
  AnalysingNotification,
  type InitializationOptions,
  type Status,
  StatusNotification,
} from "../../../server/src/lsp/protocol.ts";
import { type Attempt, CrashPolicy, type Ending, type Verdict } from "./crash-policy.ts";

/** Makes a client that starts one server; on what, is the platform's business. */
export type Launch = (options: LanguageClientOptions) => BaseLanguageClient;

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
  readonly client: LanguageClientOptions;
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
  #client: BaseLanguageClient | undefined;
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
  async request<P, R>(type: RequestType<P, R, void>, params: P, token?: CancellationToken): Promise<R | undefined> {
    await this.#turn;
    if (this.#state.kind !== "running") return undefined;
    try {
      return await this.#client?.sendRequest<R>(type.method, params, token);
    } catch (error) {
      if (token?.isCancellationRequested !== true) this.#options.output.warn(`${type.method}: ${messageOf(error)}`);
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
    const client: BaseLanguageClient = this.#options.launch({
      ...this.#options.client,
      outputChannel: this.#options.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: this.#initializationOptions(),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          void this.#enqueue(() => this.#closed(client));
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    });
    this.#client = client;
    client.onNotification(StatusNotification, (status: Status) => {
      if (client === this.#client) this.#setState({ kind: "running", status });
    });
    client.onNotification(AnalysingNotification, (analysing: Analysing) => {
      if (client === this.#client) this.#watch(client, analysing);
    });
    try {
      await client.start();
    } catch (error) {
      return this.#follow({ ready: false, suspect: undefined }, messageOf(error));
    }
    if (this.#state.kind === "starting") this.#setState({ kind: "running", status: undefined });
  }

  #initializationOptions(): InitializationOptions {
    return { ...this.#policy.attempt, clientCommands: true, notifications: true };
  }

  async #closed(client: BaseLanguageClient): Promise<void> {
    if (client !== this.#client) return;
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
  #watch(client: BaseLanguageClient, { busy, uris }: Analysing): void {
    clearTimeout(this.#watchdog);
    // Of many files nobody can say which one it was.
    this.#analysing = busy && uris.length === 1 ? uris : [];
    const [suspect] = this.#analysing;
    if (suspect === undefined) return;
    this.#watchdog = setTimeout(() => {
      void this.#enqueue(async () => {
        if (client !== this.#client) return;
        await this.#follow({ ready: true, suspect }, `the server did not come back from ${suspect}`);
      });
    }, PATIENCE_MS);
  }

  async #drop(): Promise<void> {
    clearTimeout(this.#watchdog);
    this.#analysing = [];
    const client = this.#client;
    this.#client = undefined;
    this.#setState({ kind: "stopped" });
    try {
      await client?.dispose();
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
