// The project's folder, found from whichever bundle or test asks.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds the extension's manifest and the workspaces. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "tsconfig.base.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("not inside the project");
    folder = parent;
  }
  return folder;
}
