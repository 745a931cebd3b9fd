// One folder of the workspace (or one document outside any): its texts as they are now, and what the analysis says of them.
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Settings } from "../core/settings.ts";
import type { Parser } from "../core/syntax/parser.ts";
import { LineIndex } from "../core/text/line-index.ts";
import { Workspace } from "../workspace/workspace.ts";
import { analyseCarefully } from "./careful-analysis.ts";
import type { Configuration } from "./host.ts";
import type { UserSettings } from "./protocol.ts";
import { speaksOfPython } from "./python-source.ts";
import { relativePath, uriInside } from "./uris.ts";
import { View } from "./view.ts";

/** Knows no disk and no connection. Open documents win over what was read from disk. */
export class Project {
  /** As the client spells it. */
  readonly folder: string;
  readonly #parser: Parser;
  readonly #workspace: Workspace;
  readonly #open = new Map<string, TextDocument>();
  /** Files that make this a project of Python's. */
  readonly #witnesses = new Set<string>();
  /** Files whose analysis failed, with the reason: left out until their text changes. */
  readonly #failed = new Map<string, string>();
  /** Files that killed an earlier server: left out for good. */
  readonly #condemned = new Set<string>();
  readonly #touched = new Set<string>();
  readonly #lines = new Map<string, { readonly text: string; readonly index: LineIndex }>();
  #configuration: Configuration;
  #user: UserSettings;
  #view: View | undefined;
  /** Whether the view is of the texts and settings as they are now. */
  #fresh = false;

  constructor(folder: string, parser: Parser, configuration: Configuration, user: UserSettings) {
    this.folder = folder;
    this.#parser = parser;
    this.#configuration = configuration;
    this.#user = user;
    this.#workspace = new Workspace(parser, this.#settings());
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  get user(): UserSettings {
    return this.#user;
  }

  configure(configuration: Configuration, user: UserSettings): void {
    this.#configuration = configuration;
    this.#user = user;
    this.#workspace.settings = this.#settings();
    this.#fresh = false;
  }

  /** Whether anything here has to do with Python, and the user wants to hear about it. Otherwise nothing is analysed. */
  get active(): boolean {
    return this.#user.enable && this.#witnesses.size > 0;
  }

  /** A document was opened or edited. False if that changes no text. */
  setDocument(path: string, document: TextDocument): boolean {
    this.#open.set(path, document);
    return this.#set(path, document.getText());
  }

  /** The text stays until the disk's is known. */
  closeDocument(path: string): void {
    this.#open.delete(path);
  }

  /** In no particular order. */
  get openPaths(): readonly string[] {
    return [...this.#open.keys()];
  }

  document(path: string): TextDocument | undefined {
    return this.#open.get(path);
  }

  /** What the disk holds, `undefined` for no such file; ignored while the document is open. */
  setDiskText(path: string, text: string | undefined): void {
    if (this.#open.has(path)) return;
    if (text === undefined) this.#remove(path);
    else this.#set(path, text);
  }

  /** Does some of the next analysis' work ahead of it. A file it fails on fails again then, and is dealt with there. */
  prepare(paths: readonly string[]): void {
    for (const path of paths) {
      try {
        this.#workspace.prepare(path);
      } catch {
        return;
      }
    }
  }

  /** Leaves a file out until the server ends. */
  condemn(path: string): void {
    this.#condemned.add(path);
    this.#workspace.removeFile(path);
    this.#fresh = false;
  }

  /** Files that are left out, with the reason. */
  get setAside(): ReadonlyMap<string, string> {
    const condemned = [...this.#condemned].map(
      (path) => [path, "the server died while it analysed this file"] as const,
    );
    return new Map([...this.#failed, ...condemned]);
  }

  get paths(): readonly string[] {
    return this.#workspace.paths;
  }

  text(path: string): string {
    return this.#workspace.text(path) ?? this.#open.get(path)?.getText() ?? "";
  }

  lines(path: string): LineIndex {
    const text = this.text(path);
    const known = this.#lines.get(path);
    if (known?.text === text) return known.index;
    const index = new LineIndex(text);
    this.#lines.set(path, { text, index });
    return index;
  }

  /** In the client's own spelling where the document is open. */
  uri(path: string): string {
    return this.#open.get(path)?.uri ?? uriInside(this.folder, path);
  }

  /** Undefined for a document outside the folder. */
  path(uri: string): string | undefined {
    return relativePath(this.folder, uri);
  }

  /** Files whose text changed since the last analysis; undefined when the analysis is as new as the texts. */
  get stale(): readonly string[] | undefined {
    return this.#fresh ? undefined : [...this.#touched];
  }

  /** Has to be waited for before `view`. */
  async ready(): Promise<void> {
    if (this.#workspace.hasCplusplus) await this.#parser.prepareCplusplus();
  }

  /** The analysis of the texts as they are now; undefined where the project is not active. Does not throw. */
  view(): View | undefined {
    if (!this.active) return undefined;
    if (this.#view === undefined || !this.#fresh) {
      this.#view = this.#analyse();
      this.#fresh = true;
    }
    return this.#view;
  }

  #analyse(): View {
    const workspace = this.#workspace;
    const alone = (path: string): void => {
      const single = new Workspace(this.#parser, this.#settings());
      single.setFile(path, this.text(path));
      single.analysis();
    };
    const { analysis, failed } = analyseCarefully(
      {
        paths: workspace.paths,
        analysis: () => workspace.analysis(),
        removeFile: (path) => workspace.removeFile(path),
        alone,
      },
      [...this.#touched],
    );
    for (const { path, reason } of failed) this.#failed.set(path, reason);
    this.#touched.clear();
    return new View(analysis);
  }

  #settings(): Settings {
    const { settings } = this.#configuration;
    const { minConfidence, cython } = this.#user;
    const generated: Settings["generated"] = cython ? [...settings.generated, "cython"] : settings.generated;
    return { ...settings, generated, ...(minConfidence === "" ? {} : { minConfidence }) };
  }

  #set(path: string, text: string): boolean {
    if (speaksOfPython(text)) this.#witnesses.add(path);
    else this.#witnesses.delete(path);
    if (this.#condemned.has(path) || this.#workspace.text(path) === text) return false;
    this.#failed.delete(path);
    this.#workspace.setFile(path, text);
    this.#touched.add(path);
    this.#fresh = false;
    return true;
  }

  #remove(path: string): void {
    this.#witnesses.delete(path);
    this.#lines.delete(path);
    this.#touched.delete(path);
    this.#failed.delete(path);
    this.#workspace.removeFile(path);
    this.#fresh = false;
  }
}
