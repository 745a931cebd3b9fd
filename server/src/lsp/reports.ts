// The diagnostics of a file as the client gets them, with an id that changes when they do.
import type { Diagnostic } from "vscode-languageserver";
import type { Project } from "./project.ts";
import { type Dialect, toDiagnostic, toSetAsideDiagnostic } from "./to-lsp.ts";
import { canonical } from "./uris.ts";
import type { View } from "./view.ts";

export interface Report {
  readonly uri: string;
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Equal ids, equal diagnostics. Never repeated by another run of the server. */
  readonly id: string;
}

export class Reports {
  readonly #dialect: Dialect;
  readonly #run = Date.now().toString(36);
  readonly #known = new Map<string, { readonly json: string; readonly id: string }>();
  #made = 0;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  of(project: Project, view: View | undefined, path: string): Report {
    const uri = project.uri(path);
    const diagnostics = view === undefined ? [] : this.#diagnostics(project, view, path);
    return { uri, version: project.document(path)?.version ?? null, diagnostics, id: this.#id(uri, diagnostics) };
  }

  /** The reports of all files of a project that have something to report. */
  all(project: Project, view: View | undefined): readonly Report[] {
    if (view === undefined) return [];
    return [...new Set([...view.allReported(), ...project.setAside.keys()])].map((path) =>
      this.of(project, view, path),
    );
  }

  /** The report of a file that has nothing to report, or is in no project. */
  nothing(uri: string): Report {
    return { uri, version: null, diagnostics: [], id: this.#id(uri, []) };
  }

  #diagnostics(project: Project, view: View, path: string): readonly Diagnostic[] {
    const reason = project.setAside.get(path);
    if (reason !== undefined) return [toSetAsideDiagnostic(reason)];
    return view.findings(path).map((finding) => toDiagnostic(project, this.#dialect, finding));
  }

  #id(uri: string, diagnostics: readonly Diagnostic[]): string {
    if (diagnostics.length === 0) return `${this.#run}-0`;
    const key = canonical(uri);
    const json = JSON.stringify(diagnostics);
    const known = this.#known.get(key);
    if (known?.json === json) return known.id;
    this.#made += 1;
    const id = `${this.#run}-${this.#made}`;
    this.#known.set(key, { json, id });
    return id;
  }
}
