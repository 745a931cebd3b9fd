// When analyses happen: at once where an answer needs one, else shortly after the last change; and who is told afterwards.
import type { Connection } from "vscode-languageserver";
import type { ClientFeatures } from "./client-features.ts";
import { inBackground } from "./guard.ts";
import type { Project } from "./project.ts";
import { type Analysing, AnalysingNotification } from "./protocol.ts";
import type { View } from "./view.ts";

/** After an analysis the server rests at least as long as it took (within these bounds), so that typing never keeps it busy. */
const REST = { least: 5, most: 500 };
/** More changed files than this are not one edit: naming them helps no watchdog. */
const NAMED = 4;

export type Listener = (project: Project, view: View | undefined) => void | Promise<void>;

export class Analyst {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  readonly #listeners: Listener[] = [];
  readonly #due = new Map<Project, ReturnType<typeof setTimeout>>();
  #took = 0;
  #generation = 0;

  constructor(connection: Connection, client: ClientFeatures) {
    this.#connection = connection;
    this.#client = client;
  }

  /** How many analyses there were. */
  get generation(): number {
    return this.#generation;
  }

  /** Called after each change has been analysed, in the order of registration. */
  onAnalysed(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** The analysis of the texts as they are now; undefined where the project is not active. */
  async view(project: Project): Promise<View | undefined> {
    const stale = project.active ? project.stale : undefined;
    if (stale === undefined) return project.view();
    const uris = stale.length > NAMED ? [] : stale.map((path) => project.uri(path));
    await this.#announce({ busy: true, uris });
    const begun = performance.now();
    const view = project.view();
    this.#took = performance.now() - begun;
    this.#generation += 1;
    await this.#announce({ busy: false, uris: [] });
    return view;
  }

  /** Something the project's analysis depends on has changed. */
  touch(project: Project): void {
    if (this.#due.has(project)) return;
    const rest = Math.min(Math.max(this.#took, REST.least), REST.most);
    const timer = setTimeout(() => {
      this.#due.delete(project);
      inBackground(this.#connection, "analysis", async () => this.#tell(project, await this.view(project)));
    }, rest);
    this.#due.set(project, timer);
  }

  /** The project is gone: listeners hear of it once more, as having nothing. */
  retire(project: Project): void {
    clearTimeout(this.#due.get(project));
    this.#due.delete(project);
    inBackground(this.#connection, "closing", () => this.#tell(project, undefined));
  }

  async #tell(project: Project, view: View | undefined): Promise<void> {
    for (const listener of this.#listeners) await listener(project, view);
  }

  async #announce(analysing: Analysing): Promise<void> {
    if (this.#client.notifications) await this.#connection.sendNotification(AnalysingNotification, analysing);
  }
}
