// The page of each rule, as Markdown: beside the bundle, or beside the rules in a checkout that runs from source.
import { readFileSync } from "node:fs";

/** The page without its front matter; undefined if the rule has none. */
export function rulePage(rule: string): string | undefined {
  const text = readNear(`./rules/${rule}.md`) ?? readNear(`../core/rules/${rule}.md`);
  return text?.replaceAll("\r\n", "\n").replace(/^---\n.*?\n---\n+/s, "");
}

function readNear(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}
