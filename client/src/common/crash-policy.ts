// What follows when the server ends without having been asked to: start it again, differently if need be, or give up.

/** How the server is to be started. */
export interface Attempt {
  readonly parser: "auto" | "native" | "wasm";
  /** URIs of documents the server must not look at, because it ended while it did. */
  readonly setAside: readonly string[];
}

export interface Ending {
  /** Whether it had answered `initialize`. */
  readonly ready: boolean;
  /** The document it worked on, if that is known. */
  readonly suspect: string | undefined;
  /** Milliseconds, of any clock that only goes forward. */
  readonly at: number;
}

export type Verdict =
  | { readonly action: "restart"; readonly attempt: Attempt; readonly because: "parser" | "document" | "unknown" }
  | { readonly action: "give-up"; readonly because: "start" | "crashes" };

/** More endings than this within the window are not bad luck. */
const MOST_CRASHES = 5;
const WINDOW_MS = 180_000;

export class CrashPolicy {
  #attempt: Attempt;
  #crashes: readonly number[] = [];

  constructor(parser: Attempt["parser"]) {
    this.#attempt = { parser, setAside: [] };
  }

  get attempt(): Attempt {
    return this.#attempt;
  }

  judge(ending: Ending): Verdict {
    if (!ending.ready) return this.#judgeStart();
    this.#crashes = [...this.#crashes.filter((at) => ending.at - at < WINDOW_MS), ending.at];
    if (this.#crashes.length >= MOST_CRASHES) return { action: "give-up", because: "crashes" };
    const { suspect } = ending;
    if (suspect === undefined || this.#attempt.setAside.includes(suspect)) return this.#restart({}, "unknown");
    return this.#restart({ setAside: [...this.#attempt.setAside, suspect] }, "document");
  }

  /** A native binary can take the process down as it loads, which no `try` catches. */
  #judgeStart(): Verdict {
    if (this.#attempt.parser !== "auto") return { action: "give-up", because: "start" };
    return this.#restart({ parser: "wasm" }, "parser");
  }

  #restart(change: Partial<Attempt>, because: "parser" | "document" | "unknown"): Verdict {
    this.#attempt = { ...this.#attempt, ...change };
    return { action: "restart", attempt: this.#attempt, because };
  }
}
