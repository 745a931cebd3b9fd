// The language server as a process of its own, for tests.
import { startServer } from "../../server/src/lsp/server.ts";

startServer();
