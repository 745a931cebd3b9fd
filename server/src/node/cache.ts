// What earlier runs found out, in `.gilint_cache/`. Losing it costs time only: whatever is wrong with it is ignored.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../core/findings/finding.ts";
import type { Settings } from "../core/settings.ts";
import { writeAtomically } from "./atomic-write.ts";
import type { FoundFile } from "./discover.ts";
import { readSealed, seal } from "./sealed.ts";

/** The last reports are kept, as many as people switch between. */
const KEPT_REPORTS = 16;
const LARGEST_REPORTS: number = 64 * 1024 * 1024;
/** Times of change are coarse on some systems: a file may change again without a new one for this long, in milliseconds. */
const COARSE_CLOCK = 1000;

export class Cache {
  readonly #folder: string;
  readonly #build: string;
  readonly #known: Map<string, KnownContent>;
  #learned = false;

  /** `root` is the project's folder; `build` names the program: another one's results are not used. */
  constructor(root: string, build: string) {
    this.#folder = path.join(root, ".gilint_cache");
    this.#build = build;
    this.#known = readKnown(path.join(this.#folder, "contents"));
  }

  /** The hash of a file's bytes; `read` is called only if the file changed since it was last hashed. */
  contentHash(file: FoundFile, read: () => Uint8Array): string {
    const known = this.#known.get(file.file);
    if (known?.stamp === file.stamp) return known.hash;
    const readAt = Date.now();
    const hash = createHash("sha256").update(read()).digest("hex");
    if (readAt - file.changed > COARSE_CLOCK) {
      this.#known.set(file.file, { stamp: file.stamp, hash });
      this.#learned = true;
    }
    return hash;
  }

  /** Equal for equal work: same program, settings, paths and contents. */
  reportKey(settings: Settings, files: readonly { readonly path: string; readonly hash: string }[]): string {
    const whole = createHash("sha256").update(JSON.stringify([this.#build, settings]));
    for (const { path: name, hash } of files) whole.update(`\0${name}\0${hash}`);
    return whole.digest("hex");
  }

  report(key: string): Report | undefined {
    const file = this.#reportFile(key);
    const bytes = readSealed(file);
    if (bytes === undefined) return undefined;
    touch(file);
    return JSON.parse(bytes.toString()) as Report;
  }

  setReport(key: string, report: Report): void {
    this.#write(this.#reportFile(key), seal(JSON.stringify(report)));
    this.#prune();
  }

  /** Writes what was learned. */
  save(): void {
    if (!this.#learned) return;
    const known = [...this.#known].slice(-100_000).map(([file, { stamp, hash }]) => [file, stamp, hash]);
    this.#write(path.join(this.#folder, "contents"), seal(JSON.stringify(known)));
    this.#learned = false;
  }

  #reportFile(key: string): string {
    return path.join(this.#folder, "reports", key);
  }

  /** A folder that cannot be written is a project without a cache. */
  #write(file: string, data: Uint8Array): void {
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      for (const [name, text] of MARKS) writeOnce(path.join(this.#folder, name), text);
      writeAtomically(file, data);
    } catch {
      // Nothing to do: the next run works it out again.
    }
  }

  #prune(): void {
    const folder = path.join(this.#folder, "reports");
    try {
      const files = readdirSync(folder).map((name) => ({
        file: path.join(folder, name),
        ...ageAndSize(path.join(folder, name)),
      }));
      files.sort((a, b) => b.used - a.used);
      let bytes = 0;
      for (const [index, { file, size }] of files.entries()) {
        bytes += size;
        if (index >= KEPT_REPORTS || bytes > LARGEST_REPORTS) rmSync(file, { force: true });
      }
    } catch {
      // Another run prunes at the same time.
    }
  }
}

interface KnownContent {
  readonly stamp: string;
  readonly hash: string;
}

/** Keeps the folder out of the repository and out of backups. */
const MARKS: readonly (readonly [string, string])[] = [
  [".gitignore", "*\n"],
  [
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of gilint. It can be deleted at any time.\n",
  ],
];

function readKnown(file: string): Map<string, KnownContent> {
  const bytes = readSealed(file);
  if (bytes === undefined) return new Map();
  const rows = JSON.parse(bytes.toString()) as [string, string, string][];
  return new Map(rows.map(([name, stamp, hash]) => [name, { stamp, hash }]));
}

function ageAndSize(file: string): { used: number; size: number } {
  const stat = statSync(file);
  return { used: stat.mtimeMs, size: stat.size };
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Read-only: then nothing is pruned either.
  }
}

function writeOnce(file: string, text: string): void {
  if (!existsSync(file)) writeFileSync(file, text);
}
