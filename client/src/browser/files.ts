// What a server without files asks of the editor that has them.
import { FileType, RelativePattern, Uri, workspace } from "vscode";
import type { ListFilesParams, ReadFileParams } from "../../../server/src/lsp/protocol.ts";

const LARGEST = 8 * 1024 * 1024;

export async function readFile({ uri }: ReadFileParams): Promise<string | null> {
  try {
    const file = Uri.parse(uri);
    const { size } = await workspace.fs.stat(file);
    return size > LARGEST ? null : new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
}

/** C and C++, by searching, where the file system can be searched; by walking through it otherwise. */
export async function listFiles({ folder }: ListFilesParams): Promise<readonly string[]> {
  const root = Uri.parse(folder);
  const found = await workspace.findFiles(
    new RelativePattern(root, "**/*.{c,h,cc,cpp,cxx,c++,hh,hpp,hxx,h++,ipp,tpp}"),
  );
  return found.length > 0 ? found.map(String) : walk(root, 0);
}

const DEEPEST = 20;

async function walk(folder: Uri, depth: number): Promise<string[]> {
  const files: string[] = [];
  for (const [name, type] of await entries(folder)) {
    const uri = Uri.joinPath(folder, name);
    if (type === FileType.File && /\.(?:[ch]|cc|cpp|cxx|hh|hpp|hxx)$/.test(name)) files.push(uri.toString());
    const isFolder = type === FileType.Directory && !name.startsWith(".") && name !== "node_modules";
    if (isFolder && depth < DEEPEST) files.push(...(await walk(uri, depth + 1)));
  }
  return files;
}

async function entries(folder: Uri): Promise<readonly [string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
