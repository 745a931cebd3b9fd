// `npm run screenshots`: the pictures of the documentation, as the end-to-end tests have just taken them.
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";

const SHOTS = "test/e2e/shots";
const IMAGES = "docs/images";

/** Which shot becomes which picture. */
const PICTURES = { problems: "finding", hover: "region" };

process.chdir(path.resolve(import.meta.dirname, ".."));
mkdirSync(IMAGES, { recursive: true });
for (const [shot, picture] of Object.entries(PICTURES)) {
  copyFileSync(path.join(SHOTS, `${shot}.png`), path.join(IMAGES, `${picture}.png`));
}
