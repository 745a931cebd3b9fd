// Results kept between runs under a key of the caller's: many small ones in one file.
import { readSealed, seal } from "./sealed.ts";

/** `key` must name everything the value depends on but the program itself: a content hash, the settings that matter. */
export interface MemoStore {
  get(key: string): Uint8Array | string | undefined;
  set(key: string, value: Uint8Array | string): void;
}

const LARGEST: number = 64 * 1024 * 1024;

/** Read at the first `get`. Values that no run asked for go first when there are too many. */
export class FileMemoStore implements MemoStore {
  readonly #file: string;
  readonly #build: string;
  /** In order of use, the latest last. */
  #entries: Map<string, Entry> | undefined;
  #changed = false;

  constructor(file: string, build: string) {
    this.#file = file;
    this.#build = build;
  }

  get(key: string): Uint8Array | string | undefined {
    const entries = this.#load();
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    entries.set(key, entry);
    return entry.isText ? entry.bytes.toString() : entry.bytes;
  }

  set(key: string, value: Uint8Array | string): void {
    const entries = this.#load();
    entries.delete(key);
    entries.set(key, { isText: typeof value === "string", bytes: Buffer.from(value) });
    this.#changed = true;
  }

  /** What the file should hold; undefined if it holds it already. */
  changes(): Uint8Array | undefined {
    if (!this.#changed || this.#entries === undefined) return undefined;
    this.#changed = false;
    return seal(pack(this.#build, latest(this.#entries)));
  }

  #load(): Map<string, Entry> {
    this.#entries ??= unpack(this.#build, readSealed(this.#file));
    return this.#entries;
  }
}

interface Entry {
  readonly isText: boolean;
  readonly bytes: Buffer;
}

/** As many of the entries as may be kept, the latest ones, in order. */
function latest(entries: ReadonlyMap<string, Entry>): [string, Entry][] {
  const all = [...entries];
  let first = all.length;
  for (let bytes = 0; first > 0; first--) {
    bytes += all[first - 1]?.[1].bytes.length ?? 0;
    if (bytes > LARGEST) break;
  }
  return all.slice(first);
}

/** An index in JSON on the first line, then the values one after the other. */
function pack(build: string, entries: readonly [string, Entry][]): Buffer {
  const index = entries.map(([key, { isText, bytes }]) => [key, isText, bytes.length]);
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ build, index })}\n`),
    ...entries.map(([, entry]) => entry.bytes),
  ]);
}

function unpack(build: string, content: Buffer | undefined): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (content === undefined) return entries;
  const lineEnd = content.indexOf("\n");
  const head = JSON.parse(content.toString("utf8", 0, lineEnd)) as {
    build: string;
    index: [string, boolean, number][];
  };
  if (head.build !== build) return entries;
  let at = lineEnd + 1;
  for (const [key, isText, length] of head.index) {
    entries.set(key, { isText, bytes: content.subarray(at, at + length) });
    at += length;
  }
  return entries;
}
