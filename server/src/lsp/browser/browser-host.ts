// The machine as a browser's worker sees it: no files of its own, the editor hands them over. What else the server reads is part of
// its bundle.
import type { Connection } from "vscode-languageserver";
import { loadConfig } from "../../node/config.ts";
import { isMade, sourceFilter } from "../../node/discover.ts";
import { isSource } from "../../node/sources.ts";
import { wasmParser } from "../../node/wasm-engine.ts";
import type { Configuration, Host, ReadDocument } from "../host.ts";
import { ListFilesRequest, ReadFileRequest } from "../protocol.ts";
import { canonical, relativePath, uriInside } from "../uris.ts";

/** Put into the bundle by its build: the pages by rule, the parser's WASM files in base64. */
export interface Assets {
  readonly pages: Readonly<Record<string, string>>;
  readonly runtime: string;
  readonly c: string;
  readonly cpp: string;
}

/** A project's folder, as paths in its configuration see it. */
const ROOT = "/project";

export function browserHost(connection: Pick<Connection, "sendRequest">, { pages, runtime, c, cpp }: Assets): Host {
  const read = async (uri: string): Promise<string | undefined> => {
    const text = await connection.sendRequest<string | null>(ReadFileRequest, { uri });
    return text?.replace(/^\uFEFF/, "");
  };
  const list = (folder: string): Promise<readonly string[]> =>
    connection.sendRequest<readonly string[]>(ListFilesRequest, { folder });
  return {
    loadParser: (choice) => {
      if (choice === "native") throw new Error("there is no native parser in a browser");
      return wasmParser({ runtime: bytesOf(runtime), c: bytesOf(c), cpp: async () => bytesOf(cpp) });
    },
    configure: (folder, open) => configure(folder, open, read, list),
    read,
    page: (rule) => pages[rule],
  };
}

/** From the folder's own files: what is above the workspace cannot be seen from here. */
async function configure(
  folder: string,
  open: ReadDocument,
  read: Host["read"],
  list: (folder: string) => Promise<readonly string[]>,
): Promise<Configuration> {
  const texts = new Map<string, string>();
  for (const name of ["gilint.toml", "pyproject.toml"]) {
    const uri = uriInside(folder, name);
    const text = open(canonical(uri)) ?? (await read(uri));
    if (text !== undefined) texts.set(`${ROOT}/${name}`, text);
  }
  const config = loadConfig(ROOT, (file) => texts.get(file));
  const passes = sourceFilter(config);
  const accepts = (path: string): boolean => isSource(path) && passes(`${ROOT}/${path}`);
  return {
    settings: config.settings,
    problems: config.problems.map((problem) => ({
      ...problem,
      uri: uriInside(folder, problem.file.slice(ROOT.length + 1)),
    })),
    accepts,
    list: async () => {
      const paths = (await list(folder)).flatMap((uri) => relativePath(folder, uri) ?? []);
      return paths.filter((path) => accepts(path) && !path.split("/").slice(0, -1).some(isMade)).sort();
    },
  };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
