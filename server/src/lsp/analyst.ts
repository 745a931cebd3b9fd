// When analyses happen: at once where an answer needs one, else shortly after a change; and who is told afterwards: of what is open
// first, of everything once nobody has typed for a moment.
import type { Connection } from "vscode-languageserver";
import type { ClientFeatures } from "./client-features.ts";
import { inBackground } from "./guard.ts";
import type { Project } from "./project.ts";
import { type Analysing, AnalysingNotification } from "./protocol.ts";
import type { View } from "./view.ts";

/** After an analysis the server rests at least as long as it took (within these bounds, in milliseconds), so that typing never keeps it busy. */
const REST = { least: 5, most: 500 };
/**
 * So long after the last change, in milliseconds, those are told who ask for the whole workspace: several times as long as telling
 * them took last, since the next character may come meanwhile and would have to wait.
 */
const PAUSE = { least: 100, most: 2_000, times: 4 };
/** More changed files than this are not one edit: naming them helps no watchdog. */
const NAMED = 4;

export type Listener = (project: Project, view: View | undefined) => void | Promise<void>;

/** Of what a listener wants to hear: of open documents at once, or of the whole workspace in a pause. */
export type Scope = "open documents" | "workspace";

export class Analyst {
  readonly #connection: Connection;
  readonly #client: ClientFeatures;
  readonly #listeners: Record<Scope, Listener[]> = { "open documents": [], workspace: [] };
  readonly #due = new Map<Project, ReturnType<typeof setTimeout>>();
  readonly #pausing = new Map<Project, ReturnType<typeof setTimeout>>();
  #took = 0;
  #tookInPause = 0;
  #generation = 0;

  constructor(connection: Connection, client: ClientFeatures) {
    this.#connection = connection;
    this.#client = client;
  }

  /** How many analyses there were. */
  get generation(): number {
    return this.#generation;
  }

  /** Called after a change has been analysed, in the order of registration. */
  onAnalysed(scope: Scope, listener: Listener): void {
    this.#listeners[scope].push(listener);
  }

  /** The analysis of the texts as they are now; undefined where the project is not active. */
  async view(project: Project): Promise<View | undefined> {
    const stale = project.active ? project.stale : undefined;
    if (stale === undefined) return project.view();
    const uris = stale.length > NAMED ? [] : stale.map((path) => project.uri(path));
    await this.#announce({ busy: true, uris });
    await project.ready();
    const begun = performance.now();
    const view = project.view();
    this.#took = performance.now() - begun;
    this.#generation += 1;
    await this.#announce({ busy: false, uris: [] });
    return view;
  }

  /** Something the project's analysis depends on has changed. */
  touch(project: Project): void {
    clearTimeout(this.#pausing.get(project));
    this.#pausing.delete(project);
    if (this.#due.has(project)) return;
    const timer = setTimeout(
      () => {
        this.#due.delete(project);
        inBackground(this.#connection, "analysis", async () => {
          await this.#tell("open documents", project, await this.view(project));
          this.#pause(project);
        });
      },
      within(this.#took, REST),
    );
    this.#due.set(project, timer);
  }

  #pause(project: Project): void {
    if (this.#due.has(project)) return;
    clearTimeout(this.#pausing.get(project));
    const timer = setTimeout(
      () => {
        this.#pausing.delete(project);
        inBackground(this.#connection, "analysis", async () => {
          const begun = performance.now();
          await this.#tell("workspace", project, await this.view(project));
          this.#tookInPause = performance.now() - begun;
        });
      },
      within(this.#tookInPause * PAUSE.times, PAUSE),
    );
    this.#pausing.set(project, timer);
  }

  /** The project is gone: listeners hear of it once more, as having nothing. */
  retire(project: Project): void {
    for (const timers of [this.#due, this.#pausing]) {
      clearTimeout(timers.get(project));
      timers.delete(project);
    }
    inBackground(this.#connection, "closing", async () => {
      await this.#tell("open documents", project, undefined);
      await this.#tell("workspace", project, undefined);
    });
  }

  async #tell(scope: Scope, project: Project, view: View | undefined): Promise<void> {
    for (const listener of this.#listeners[scope]) await listener(project, view);
  }

  async #announce(analysing: Analysing): Promise<void> {
    if (this.#client.notifications) await this.#connection.sendNotification(AnalysingNotification, analysing);
  }
}

function within(value: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return Math.min(Math.max(value, least), most);
}
