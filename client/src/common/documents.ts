// Which documents the extension has something to say about.
import { type TextDocument, type TextEditor, window } from "vscode";

const LANGUAGES = ["c", "cpp"];
/** Not `git` and the like: a diff's left side is not a source of the project. */
const SCHEMES = ["file", "untitled", "vscode-vfs"];

export const DOCUMENTS: readonly { readonly language: string; readonly scheme: string }[] = LANGUAGES.flatMap(
  (language) => SCHEMES.map((scheme) => ({ language, scheme })),
);

export function isSource(document: TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

export function activeSourceEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor !== undefined && isSource(editor.document) ? editor : undefined;
}
