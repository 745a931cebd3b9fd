// Which documents the extension has something to say about.
import { type TextDocument, type TextEditor, window } from "vscode";

const LANGUAGES = ["c", "cpp"];
/** Not `git` and the like: a diff's left side is not a source of the project. */
const SCHEMES = ["file", "untitled", "vscode-vfs", "vscode-remote", "vscode-test-web"];

interface DocumentFilter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/** What the server is told of: sources, and the files a project's configuration is in. */
export const DOCUMENTS: readonly DocumentFilter[] = SCHEMES.flatMap((scheme) => [
  ...LANGUAGES.map((language) => ({ scheme, language })),
  { scheme, pattern: "**/{gilint,pyproject}.toml" },
]);

export function isSource(document: TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

export function activeSourceEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor !== undefined && isSource(editor.document) ? editor : undefined;
}
