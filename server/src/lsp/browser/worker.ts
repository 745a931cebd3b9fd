// The language server in a worker of a browser: the entry of its bundle.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { serve } from "../serve.ts";
import { type Assets, browserHost } from "./browser-host.ts";

declare const GILINT_ASSETS: Assets;

/** The worker itself, as the end of a channel to the one who made it. */
const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(port),
  new BrowserMessageWriter(port),
);
serve(connection, browserHost(connection, GILINT_ASSETS));
