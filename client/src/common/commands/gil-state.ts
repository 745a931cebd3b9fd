// GIL: Show GIL State Here, and GIL: Show Why This Function Needs the GIL.
import * as vscode from "vscode";
import { cursorOf } from "../convert.ts";
import { activeSourceEditor } from "../documents.ts";
import { gilStateAt, whyNeedsGil } from "../requests.ts";
import type { Server } from "../server.ts";
import { pickStep } from "./steps.ts";

export async function showGilState(server: Server): Promise<void> {
  const editor = sourceEditor();
  if (editor === undefined) return;
  const here = await server.request(gilStateAt, cursorOf(editor));
  if (here == null) return sayNothingKnown();
  await pickStep(here.reason, here.steps);
}

export async function showWhyNeedsGil(server: Server): Promise<void> {
  const editor = sourceEditor();
  if (editor === undefined) return;
  const why = await server.request(whyNeedsGil, cursorOf(editor));
  if (why == null) return sayNothingKnown();
  const { function: name, chain } = why;
  const title =
    chain === null
      ? vscode.l10n.t("{0} is not known to need the GIL.", name)
      : vscode.l10n.t("{0} needs the GIL, because:", name);
  await pickStep(title, chain ?? []);
}

function sourceEditor(): vscode.TextEditor | undefined {
  const editor = activeSourceEditor();
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Open a C or C++ file and put the cursor into a function."),
    );
  }
  return editor;
}

function sayNothingKnown(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t("gilint knows nothing about this place."));
}
