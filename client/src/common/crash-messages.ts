// What the user is told when the server has ended by itself.
import { type LogOutputChannel, l10n, Uri, window, workspace } from "vscode";
import type { Crash, Server } from "./server.ts";

export function tellOfCrash(crash: Crash, server: Server, output: LogOutputChannel): void {
  output.error(crash.message);
  const { verdict } = crash;
  const said = sentence(crash);
  if (verdict.action === "restart" && verdict.because !== "document") {
    output.warn(said);
    return;
  }
  output.error(said);
  const show = l10n.t("Show Output");
  const again = l10n.t("Restart Server");
  const ask = verdict.action === "restart" ? window.showWarningMessage : window.showErrorMessage;
  void ask(said, show, again).then((choice) => {
    if (choice === show) output.show();
    if (choice === again) void server.restart();
  });
}

function sentence({ verdict, suspect, message }: Crash): string {
  if (verdict.action === "give-up") {
    return verdict.because === "start"
      ? l10n.t("gilint: the server does not start: {0}", message)
      : l10n.t("gilint: the server ended too often and is not started again.");
  }
  switch (verdict.because) {
    case "parser":
      return l10n.t("The server did not start with the native parser; it is started again with the WASM one.");
    case "document": {
      const name = suspect === undefined ? "" : workspace.asRelativePath(Uri.parse(suspect));
      return l10n.t("gilint: the server ended while it analysed {0}. It runs again without that file.", name);
    }
    case "unknown":
      return l10n.t("The server ended unexpectedly; it is started again.");
  }
}
