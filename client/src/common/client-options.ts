// What the language client is told, in the desktop and in a browser alike.
import type { CloseAction, ErrorAction, LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { DOCUMENTS } from "./documents.ts";
import type { ConnectionOptions } from "./server.ts";

/** The enumerations of the client's package, of which there is one for each platform. */
export interface Enumerations {
  readonly CloseAction: typeof CloseAction;
  readonly ErrorAction: typeof ErrorAction;
  readonly RevealOutputChannelOn: typeof RevealOutputChannelOn;
}

export function clientOptions(options: ConnectionOptions, values: Enumerations): LanguageClientOptions {
  return {
    documentSelector: [...DOCUMENTS],
    outputChannel: options.output,
    revealOutputChannelOn: values.RevealOutputChannelOn.Never,
    initializationOptions: options.initializationOptions,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: values.ErrorAction.Continue, handled: true }),
      closed: () => {
        options.onClosed();
        return { action: values.CloseAction.DoNotRestart, handled: true };
      },
    },
  };
}
