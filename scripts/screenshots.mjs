// `npm run screenshots`: the pictures of the documentation, as the end-to-end tests have just taken them.
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const SHOTS = "test/e2e/shots";
const IMAGES = "docs/images";

/** Of each there is one of a light and one of a dark window. */
const PICTURES = ["region"];

process.chdir(path.resolve(import.meta.dirname, ".."));
mkdirSync(IMAGES, { recursive: true });
for (const picture of PICTURES) {
  for (const theme of ["light", "dark"]) {
    const name = `${picture}-${theme}.png`;
    copyFileSync(path.join(SHOTS, name), path.join(IMAGES, name));
  }
}
