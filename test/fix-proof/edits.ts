// What must be true of the edits of a fix, whatever they are for.
import type { SourceFile } from "../../server/src/core/analyze.ts";
import type { Fix } from "../../server/src/core/findings/finding.ts";
import { applyEdits, conflict, invertEdits } from "../../server/src/core/text/edits.ts";

/** It can be undone, does nothing twice, and leaves no white space. */
export function editing(files: readonly SourceFile[], { edits }: Fix): string[] {
  const wrong: string[] = [];
  for (const { path, text } of files) {
    const own = edits.filter((edit) => edit.path === path);
    if (own.length === 0) continue;
    if (conflict(own)) wrong.push("its edits overlap");
    const changed = applyEdits(text, own);
    if (changed === text) wrong.push("it changes nothing");
    if (applyEdits(changed, invertEdits(text, own)) !== text) wrong.push("it cannot be undone");
    if (
      text.includes("\r\n") &&
      /(?<!\r)\n/.test(own.map(({ newText }) => newText).join("")) &&
      !/(?<!\r)\n/.test(text)
    )
      wrong.push("it mixes line ends");
  }
  return wrong;
}
