// The bench, in its parts.
import { measureChecks, measureScaling } from "./checks.ts";
import type { Line } from "./lines.ts";
import { makeTrees } from "./trees.ts";
import { measureTyping } from "./typing.ts";

export interface Bench {
  /** The folder whose C files are the work. */
  readonly source: string;
  /** The file that is typed in. */
  readonly edited: string;
  readonly helper: { readonly file: string; readonly function: string };
  /** Of each program; medians are taken. */
  readonly rounds: number;
  readonly edits: number;
  /** The largest number of copies of the tree. */
  readonly scale: number;
  readonly parts: readonly string[];
}

export async function bench({ source, edited, helper, rounds, edits, scale, parts }: Bench): Promise<readonly Line[]> {
  const trees = makeTrees(source);
  const lines: Line[] = [];
  try {
    if (parts.includes("typing"))
      lines.push(...(await measureTyping({ folder: trees.single, file: edited, helper, edits })));
    if (parts.includes("checks")) lines.unshift(...(await measureChecks({ trees, edited, rounds })));
    if (parts.includes("scaling")) lines.push(...(await measureScaling({ trees, edited, rounds }, scale)));
    return lines;
  } finally {
    trees.remove();
  }
}
