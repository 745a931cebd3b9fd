// From the protocol's shapes to the editor's, and back.
import * as vscode from "vscode";
import type { Location, Position, Range } from "vscode-languageclient";
import type { PositionParams } from "../../../server/src/lsp/protocol.ts";

export function toPosition(position: Position): vscode.Position {
  return new vscode.Position(position.line, position.character);
}

export function toRange(range: Range): vscode.Range {
  return new vscode.Range(toPosition(range.start), toPosition(range.end));
}

export function toLocation(location: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(location.uri), toRange(location.range));
}

/** Where an editor's cursor is. */
export function cursorOf(editor: vscode.TextEditor): PositionParams {
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}
