// A mistake in the server costs one answer, never the server.
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** A handler of requests whose exceptions are logged to the client and answered with `fallback`. */
export function answering<P, R>(
  connection: Connection,
  what: string,
  fallback: R,
  handler: (params: P, token: CancellationToken) => Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    let answer = fallback;
    try {
      answer = await handler(params, token);
    } catch (error) {
      if (!token.isCancellationRequested) report(connection, what, error);
    }
    stopIfCancelled(token);
    return answer;
  };
}

/** The same for requests without parameters: they bring nothing but the token, unless the client sends empty ones. */
export function answeringAlways<R>(
  connection: Connection,
  what: string,
  fallback: R,
  handler: () => Promise<R>,
): (first: unknown, second?: CancellationToken) => Promise<R> {
  const answer = answering(connection, what, fallback, handler);
  return (first, second) => answer(undefined, second ?? (first as CancellationToken));
}

/** Answers the request with "cancelled", if the client no longer wants to know. */
export function stopIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}

/** Work nobody waits for: its exceptions are logged to the client. */
export function inBackground(connection: Connection, what: string, work: () => Promise<void> | void): void {
  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report(connection, what, error);
    }
  };
  void run();
}

function report(connection: Connection, what: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  connection.console.error(`${what}: ${detail}`);
}
