// The analysis promises not to throw. Should it break the promise, the file that makes it throw is left out and the rest goes on.
import type { Analysis } from "../core/analyze.ts";

/** The part of a workspace that is needed; `alone` analyses one file by itself. */
export interface Analysable {
  readonly paths: readonly string[];
  analysis(): Analysis;
  removeFile(path: string): void;
  alone(this: void, path: string): void;
}

interface Failure {
  readonly path: string;
  readonly reason: string;
}

export interface Careful {
  readonly analysis: Analysis;
  /** Files that were taken out of the workspace. */
  readonly failed: readonly Failure[];
}

/** `touched` are the files whose text changed since an analysis that went well. */
export function analyseCarefully(workspace: Analysable, touched: readonly string[]): Careful {
  const failed: Failure[] = [];
  const suspicions = [() => failingAlone(workspace), () => touched, () => workspace.paths];
  for (;;) {
    try {
      return { analysis: workspace.analysis(), failed };
    } catch (error) {
      const suspects = suspicions.shift();
      if (suspects === undefined) throw error;
      for (const path of suspects()) {
        workspace.removeFile(path);
        failed.push({ path, reason: messageOf(error) });
      }
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function failingAlone({ paths, alone }: Analysable): readonly string[] {
  return paths.filter((path) => {
    try {
      alone(path);
      return false;
    } catch {
      return true;
    }
  });
}
