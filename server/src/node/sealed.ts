// Files that carry a checksum of their content, so that a damaged one is seen as none at all.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const LENGTH = 32;

export function seal(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([createHash("sha256").update(bytes).digest(), bytes]);
}

/** The content; undefined if there is no such file or it is damaged. */
export function readSealed(file: string): Buffer | undefined {
  try {
    const whole = readFileSync(file);
    const content = whole.subarray(LENGTH);
    const sum = createHash("sha256").update(content).digest();
    return whole.length >= LENGTH && sum.equals(whole.subarray(0, LENGTH)) ? content : undefined;
  } catch {
    return undefined;
  }
}
