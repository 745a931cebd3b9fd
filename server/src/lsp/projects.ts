// Which project a document belongs to.
import type { Project } from "./project.ts";
import { canonical, splitUri } from "./uris.ts";

export interface Place {
  readonly project: Project;
  readonly path: string;
}

/** The workspace's folders, and the documents outside them: each of those is a project of its own. */
export class Projects {
  readonly #folders = new Map<string, Project>();
  readonly #singles = new Map<string, Project>();
  readonly #create: (folder: string, name: string | undefined) => Project;

  /** `create` makes the project of a folder, or of the one file `name` in it. */
  constructor(create: (folder: string, name: string | undefined) => Project) {
    this.#create = create;
  }

  get all(): readonly Project[] {
    return [...this.#folders.values(), ...this.#singles.values()];
  }

  get folders(): readonly Project[] {
    return [...this.#folders.values()];
  }

  /** Whether a project is one document outside all folders. */
  isSingle(project: Project): boolean {
    return !this.folders.includes(project);
  }

  addFolder(folder: string): Project {
    const project = this.#create(folder, undefined);
    this.#folders.set(canonical(folder), project);
    return project;
  }

  removeFolder(folder: string): Project | undefined {
    const project = this.#folders.get(canonical(folder));
    this.#folders.delete(canonical(folder));
    return project;
  }

  /** The innermost folder that holds a document, else the document's own project if there is one. */
  find(uri: string): Place | undefined {
    let best: Place | undefined;
    for (const project of this.#folders.values()) {
      const path = project.path(uri);
      if (path !== undefined && (best === undefined || path.length < best.path.length)) best = { project, path };
    }
    if (best !== undefined) return best;
    const single = this.#singles.get(canonical(uri));
    return single === undefined ? undefined : { project: single, path: splitUri(uri).name };
  }

  /** Like `find`, and makes a project where there is none. */
  place(uri: string): Place {
    const found = this.find(uri);
    if (found !== undefined) return found;
    const { folder, name } = splitUri(uri);
    const project = this.#create(folder, name);
    this.#singles.set(canonical(uri), project);
    return { project, path: name };
  }

  /** Forgets the project a document outside all folders had. */
  forget(uri: string): Project | undefined {
    const single = this.#singles.get(canonical(uri));
    this.#singles.delete(canonical(uri));
    return single;
  }
}
