// Writing files so that nobody ever sees half of one.
import { randomBytes } from "node:crypto";
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Replaces a file or makes it. A link stays a link, and the mode stays as it was. */
export function writeAtomically(file: string, data: string | Uint8Array): void {
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isFile()) {
    // A terminal or a pipe: there is nothing to replace.
    writeFileSync(file, data);
    return;
  }
  const target = existing === undefined ? file : realpathSync(file);
  const temporary = `${target}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, data);
    if (existing !== undefined) chmodSync(temporary, existing.mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
