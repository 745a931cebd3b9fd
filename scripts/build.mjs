// Builds what is shipped: the server (command line and language server), then the extension around it.
import { buildClient } from "./build-client.mjs";
import { buildServer } from "./build-server.mjs";

await buildServer();
await buildClient();
