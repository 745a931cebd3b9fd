// The functions of a file after an edit that left in it the same functions.
import type { FunctionExtent, IndexedFile } from "../mask/file-index.ts";
import type { Program } from "./program.ts";
import type { FunctionRef } from "./symbols.ts";

/** A function and what it was before an edit. */
export interface Changed {
  readonly ref: FunctionRef;
  readonly before: FunctionExtent;
  /** Those it had before. */
  readonly traits: number;
  /** What stands before the body is as it was. */
  readonly sameHead: boolean;
}

/** Gives the functions of a file their new places; returns those whose text changed. */
export function moveFunctions(
  program: Pick<Program, "symbols" | "traits">,
  old: IndexedFile,
  file: IndexedFile,
): Changed[] {
  const changed: Changed[] = [];
  for (const [i, ref] of program.symbols.inFile(file.index.path).entries()) {
    const before = ref.extent;
    const extent = file.index.functions[i];
    if (extent === undefined) continue;
    const same =
      before.returns === extent.returns &&
      before.isStatic === extent.isStatic &&
      old.text.slice(before.params.start, before.body.end) === file.text.slice(extent.params.start, extent.body.end);
    const traits = same ? 0 : program.traits.of(ref);
    ref.extent = extent;
    if (same) continue;
    ref.answers = [];
    const [was, is] = [
      old.text.slice(before.span.start, before.body.start),
      file.text.slice(extent.span.start, extent.body.start),
    ];
    changed.push({ ref, before, traits, sameHead: was === is });
    program.symbols.repoint(before, ref);
  }
  return changed;
}
