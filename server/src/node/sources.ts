// Sources on disk: which names are sources, and what a file's bytes say.
import { languageOf } from "../core/text/language.ts";

/** Larger files are generated or hostile, and nobody reads findings in them. */
export const LARGEST_SOURCE: number = 8 * 1024 * 1024;

/** By its name: of C or C++. */
export function isSource(file: string): boolean {
  return languageOf(file) !== undefined;
}

/** The text of a file without a byte order mark, as editors show it. What is not UTF-8 is replaced. */
export function decodeSource(bytes: Buffer): string {
  return bytes.toString("utf8", startsWithMark(bytes) ? 3 : 0);
}

/** The bytes of a changed text, in the form its file had; undefined where the file was not UTF-8, and would be damaged. */
export function encodeChanged(changed: string, original: Buffer): Buffer | undefined {
  const mark = startsWithMark(original) ? "\uFEFF" : "";
  if (!Buffer.from(mark + decodeSource(original)).equals(original)) return undefined;
  return Buffer.from(mark + changed);
}

function startsWithMark(bytes: Buffer): boolean {
  return bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
