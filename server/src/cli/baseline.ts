// `--baseline`: the findings a project lives with, so that only new ones are reported.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Finding, Report } from "../core/findings/finding.ts";
import { writeAtomically } from "../node/atomic-write.ts";
import { reportPath } from "../node/discover.ts";
import { InputError, reasonOf } from "../node/input-error.ts";
import { fingerprint } from "./fingerprint.ts";
import type { SourceMap } from "./source-map.ts";

/** Fingerprints with how often each may occur. Paths in them are relative to the baseline's folder. */
export class Baseline {
  readonly #file: string;
  readonly #cwd: string;

  constructor(file: string, cwd: string) {
    this.#file = path.resolve(cwd, file);
    this.#cwd = cwd;
  }

  /** The report without the findings the file holds. Of findings that are alike, the last ones are the new ones. */
  subtract(report: Report, sources: SourceMap): Report {
    const left = new Map(this.#read().map(({ fingerprint: print, count }) => [print, count]));
    const findings = report.findings.filter((finding) => {
      const print = this.#print(finding, sources);
      const allowed = left.get(print) ?? 0;
      left.set(print, allowed - 1);
      return allowed <= 0;
    });
    return { ...report, findings };
  }

  write(report: Report, sources: SourceMap): void {
    const entries = new Map<string, Entry>();
    for (const finding of report.findings) {
      const print = this.#print(finding, sources);
      const { rule, function: inside } = finding;
      const count = (entries.get(print)?.count ?? 0) + 1;
      entries.set(print, { rule, path: this.#path(finding), function: inside, fingerprint: print, count });
    }
    const document = { version: 1, findings: [...entries.values()] };
    try {
      writeAtomically(this.#file, `${JSON.stringify(document, null, 2)}\n`);
    } catch (error) {
      throw new InputError(`${this.#name}: cannot be written: ${reasonOf(error)}`);
    }
  }

  #print(finding: Finding, sources: SourceMap): string {
    return fingerprint(finding, sources, this.#path(finding));
  }

  #path(finding: Finding): string {
    return reportPath(path.dirname(this.#file), path.resolve(this.#cwd, finding.path));
  }

  get #name(): string {
    return reportPath(this.#cwd, this.#file);
  }

  #read(): readonly Entry[] {
    let text: string;
    try {
      text = readFileSync(this.#file, "utf8");
    } catch (error) {
      throw new InputError(`${this.#name}: ${reasonOf(error)}; --write-baseline makes one`);
    }
    const entries = parseEntries(text);
    if (entries === undefined) throw new InputError(`${this.#name}: is not a baseline of gilint`);
    return entries;
  }
}

/** Rule, path and function are for people who read the file, and for its history. */
interface Entry {
  readonly rule: string;
  readonly path: string;
  readonly function: string | null;
  readonly fingerprint: string;
  readonly count: number;
}

function parseEntries(text: string): readonly Entry[] | undefined {
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown };
    return version === 1 && Array.isArray(findings) && findings.every(isEntry) ? findings : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const { fingerprint: print, count } = (value ?? {}) as Partial<Entry>;
  return typeof print === "string" && typeof count === "number";
}
