// What the server's code lenses run: its locations, in the editor's own references view.
import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient";
import { toLocation, toPosition } from "../convert.ts";

export async function showReferences(uri: string, position: Position, locations: readonly Location[]): Promise<void> {
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    toPosition(position),
    locations.map(toLocation),
  );
}
