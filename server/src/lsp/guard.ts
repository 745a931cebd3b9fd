// A mistake in the server costs one answer, never the server.
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/**
 * A handler of requests whose exceptions are logged to the client and answered with `fallback`. A request without
 * parameters brings nothing but the token.
 */
export function answering<P, R>(
  connection: Connection,
  what: string,
  fallback: R,
  handler: (params: P, token: CancellationToken) => Promise<R>,
): (first: P | CancellationToken, second?: CancellationToken) => Promise<R> {
  return async (first, second) => {
    const token = second ?? (first as CancellationToken);
    let answer = fallback;
    try {
      answer = await handler(first as P, token);
    } catch (error) {
      if (!token.isCancellationRequested) report(connection, what, error);
    }
    stopIfCancelled(token);
    return answer;
  };
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
