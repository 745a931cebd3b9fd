// What the server needs from the machine it runs on. Node stands behind it today; a browser can.
import { DEFAULT_SETTINGS, type Settings } from "../core/settings.ts";
import type { Parser } from "../core/syntax/parser.ts";
import type { Position } from "../core/text/line-index.ts";

/** Something wrong in a configuration file. */
export interface ConfigurationProblem {
  readonly uri: string;
  readonly start: Position;
  readonly end: Position;
  readonly message: string;
}

/** One project's configuration, as its files say it now. */
export interface Configuration {
  readonly settings: Settings;
  readonly problems: readonly ConfigurationProblem[];
  /** Whether a path (relative to the folder, with "/") is a source the project wants checked. */
  accepts(path: string): boolean;
  /** The sources in the folder, relative to it, in any order. */
  list(): Promise<readonly string[]>;
}

/** The text of an open document by its canonical URI. */
export type ReadDocument = (uri: string) => string | undefined;

export interface Host {
  loadParser(choice: "auto" | "native" | "wasm"): Promise<Parser>;
  /** Never rejects: what cannot be read is a problem, and the defaults hold. Open documents win over the disk. */
  configure(folder: string, open: ReadDocument): Promise<Configuration>;
  /** The text of a file without a byte order mark, as editors show it; undefined if it cannot be read. */
  read(uri: string): Promise<string | undefined>;
  /** A rule's page as Markdown. */
  page(rule: string): string | undefined;
}

/** Holds until a folder's own is read, and for documents outside any folder. */
export const NO_CONFIGURATION: Configuration = {
  settings: DEFAULT_SETTINGS,
  problems: [],
  accepts: () => true,
  list: async () => [],
};
