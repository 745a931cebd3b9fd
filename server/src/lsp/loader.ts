// Brings what projects are made of from the machine: configuration, lists of files, texts. In slices, between which requests are answered.
import type { Connection, WorkDoneProgressReporter } from "vscode-languageserver";
import { inBackground } from "./guard.ts";
import type { Configuration, Host, ReadDocument } from "./host.ts";
import type { Project } from "./project.ts";
import { speaksOfPython } from "./python-source.ts";
import { uriInside } from "./uris.ts";
import type { UserSettingsSource } from "./user-settings.ts";

/** Files read at the same time, and prepared for analysis in one go. */
const SLICE = 16;
/** Reading fewer files is over before anybody could see its progress. */
const MANY = 64;

/** How far a project is. `asleep`: listed, and nothing in it has to do with Python. */
type Phase = "configuring" | "indexing" | "asleep" | "loaded";

export class Loader {
  readonly #connection: Connection;
  readonly #host: Host;
  readonly #user: UserSettingsSource;
  readonly #owner: (uri: string) => Project | undefined;
  readonly #open: ReadDocument;
  readonly #listeners: ((project: Project) => void)[] = [];
  readonly #phases = new Map<Project, Phase>();
  /** The sources each project's folder holds, as far as they are wanted. */
  readonly #listed = new Map<Project, ReadonlySet<string>>();
  readonly #failures = new Map<Project, string>();
  readonly #configured = new Map<Project, Promise<void>>();
  /** Reads of single files under way, by URI: only the last one begun for a file counts. */
  readonly #reads = new Map<string, Promise<void>>();
  /** The load that counts for each project: a newer one makes an older one stop. */
  readonly #loads = new Map<Project, symbol>();

  /** `owner` knows which of several nested folders a file belongs to. */
  constructor(
    connection: Connection,
    host: Host,
    user: UserSettingsSource,
    owner: (uri: string) => Project | undefined,
    open: ReadDocument,
  ) {
    this.#connection = connection;
    this.#host = host;
    this.#user = user;
    this.#owner = owner;
    this.#open = open;
  }

  /** Called after every change of a project's configuration or files that did not come from a document. */
  onLoaded(listener: (project: Project) => void): void {
    this.#listeners.push(listener);
  }

  /** Whether a project's files are still being read. */
  isIndexing(project: Project): boolean {
    const phase = this.#phases.get(project);
    return phase === "configuring" || phase === "indexing";
  }

  /** Why a project's files could not be read, if they could not. */
  failure(project: Project): string | undefined {
    return this.#failures.get(project);
  }

  /** Reads a folder's configuration and files, for the first time or again. */
  load(project: Project): void {
    inBackground(this.#connection, `loading ${project.folder}`, () => this.#load(project));
  }

  /** Reads a folder's configuration again, and no files: for a configuration that is being typed. */
  reconfigure(project: Project): void {
    inBackground(this.#connection, `configuration of ${project.folder}`, async () => {
      await this.#configure(project, this.#host.configure(project.folder, this.#open));
      this.#tell(project);
    });
  }

  /** A project without a folder: only the user's settings are asked for. */
  loadSingle(project: Project): void {
    inBackground(this.#connection, `loading ${project.folder}`, async () => {
      const configured = this.#configure(project, Promise.resolve(project.configuration));
      this.#configured.set(project, configured);
      await configured;
      this.#tell(project);
    });
  }

  /** A file was written, made or deleted by somebody, or its document was closed. */
  reread(project: Project, paths: readonly string[]): void {
    inBackground(this.#connection, "reading files", async () => {
      const listed = this.#listed.get(project);
      // Whether a new file is wanted depends on more than its name: on files that say what to ignore, for one.
      if (listed !== undefined && paths.some((path) => !listed.has(path))) await this.#list(project);
      await Promise.all(paths.map((path) => this.#read(project, path)));
      this.#tell(project);
      this.wake(project);
    });
  }

  /** Loads the rest of a project in which something has turned out to have to do with Python. */
  wake(project: Project): void {
    if (project.active && this.#phases.get(project) === "asleep") this.load(project);
  }

  /** Until what is known of a file is not about to change without the client's doing. */
  async settled(project: Project, path: string): Promise<void> {
    await this.#configured.get(project);
    await this.#reads.get(uriInside(project.folder, path));
  }

  forget(project: Project): void {
    this.#loads.delete(project);
    this.#phases.delete(project);
    this.#listed.delete(project);
    this.#failures.delete(project);
    this.#configured.delete(project);
  }

  async #load(project: Project): Promise<void> {
    const load = Symbol();
    this.#loads.set(project, load);
    const counts = (): boolean => this.#loads.get(project) === load;
    this.#phases.set(project, "configuring");
    const configured = this.#configure(project, this.#host.configure(project.folder, this.#open));
    if (!this.#configured.has(project)) this.#configured.set(project, configured);
    await configured;
    if (!counts()) return;
    this.#tell(project);
    this.#phases.set(project, "indexing");
    this.#failures.delete(project);
    try {
      const phase = await this.#index(project, counts);
      if (counts()) this.#phases.set(project, phase);
    } catch (error) {
      this.#failures.set(project, `the sources in ${project.folder} cannot be listed: ${String(error)}`);
      this.#phases.set(project, "loaded");
    }
    if (counts()) this.#tell(project);
  }

  async #configure(project: Project, reading: Promise<Configuration>): Promise<void> {
    const [configuration, user] = await Promise.all([reading, this.#user.of(project.folder)]);
    project.configure(configuration, user);
  }

  async #index(project: Project, counts: () => boolean): Promise<Phase> {
    if (!project.user.enable) return "asleep";
    const listed = await this.#list(project);
    if (!counts()) return "asleep";
    for (const path of project.paths) if (!listed.has(path)) project.setDiskText(path, undefined);
    const paths = [...listed];
    if (!project.active && !(await this.#mentionsPython(project, paths, counts))) return "asleep";
    await this.#readAll(project, paths, counts);
    return "loaded";
  }

  async #list(project: Project): Promise<ReadonlySet<string>> {
    const all = await project.configuration.list();
    const listed = new Set(all.filter((path) => this.#owner(uriInside(project.folder, path)) === project));
    this.#listed.set(project, listed);
    return listed;
  }

  /** Reads until the first file that has to do with Python, keeping nothing. */
  async #mentionsPython(project: Project, paths: readonly string[], counts: () => boolean): Promise<boolean> {
    for (const slice of slices(paths)) {
      const texts = await Promise.all(slice.map((path) => this.#host.read(uriInside(project.folder, path))));
      if (!counts()) return false;
      if (project.active || texts.some((text) => text !== undefined && speaksOfPython(text))) return true;
    }
    return false;
  }

  async #readAll(project: Project, paths: readonly string[], counts: () => boolean): Promise<void> {
    const progress = paths.length < MANY ? undefined : this.#connection.window.createWorkDoneProgress();
    // Not awaited: a client slow to show progress does not hold up the work.
    const show = (update: (reporter: WorkDoneProgressReporter) => void): void =>
      inBackground(this.#connection, "progress", async () => {
        if (progress !== undefined) update(await progress);
      });
    show((reporter) => reporter.begin("gilint: reading sources", 0));
    let read = 0;
    for (const slice of slices(paths)) {
      await Promise.all(slice.map((path) => this.#read(project, path)));
      if (!counts()) break;
      project.prepare(slice);
      read += slice.length;
      const done = read;
      show((reporter) => reporter.report(Math.round((100 * done) / paths.length), `${done} of ${paths.length} files`));
    }
    show((reporter) => reporter.done());
  }

  #read(project: Project, path: string): Promise<void> {
    const uri = uriInside(project.folder, path);
    const read = this.#host.read(uri).then((text) => {
      if (this.#reads.get(uri) !== read) return;
      this.#reads.delete(uri);
      project.setDiskText(path, this.#listed.get(project)?.has(path) === true ? text : undefined);
    });
    this.#reads.set(uri, read);
    return read;
  }

  #tell(project: Project): void {
    for (const listener of this.#listeners) listener(project);
  }
}

function* slices(paths: readonly string[]): Generator<readonly string[]> {
  for (let i = 0; i < paths.length; i += SLICE) yield paths.slice(i, i + SLICE);
}
