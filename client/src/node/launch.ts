// How the extension comes to a server where there is Node.
import type { Launch } from "../common/server.ts";

/** `module`: the server's bundle. */
export function launchFrom(module: string): Launch {
  return async (options) => {
    const { connect } = await import("./language-client.ts");
    return connect(module, options);
  };
}
