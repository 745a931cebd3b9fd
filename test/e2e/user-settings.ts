// The user's settings, for the tests of one file.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";

/** For windows opened from now on. Gives what brings the settings back. */
export function withUserSettings(more: Readonly<Record<string, unknown>>): () => void {
  const file = path.join(inject("vscodeData"), "User/settings.json");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), ...more }));
  return () => writeFileSync(file, before);
}
