// The macros of a workspace, with those of libraries whose headers lie outside of it.
import { apiFact } from "../capi/api.ts";
import { libraryMacros } from "../capi/macros.ts";
import type { FileIndex, MacroDefinition } from "../mask/file-index.ts";
import type { IncludeGraph } from "../mask/include-graph.ts";
import { MacroTable } from "../mask/macro-table.ts";

export function macrosOf(files: readonly FileIndex[], includes: IncludeGraph): MacroTable {
  return new MacroTable(files, includes, (name) => apiFact(name) !== undefined, fromLibraries());
}

let library: ReadonlyMap<string, MacroDefinition> | null = null;

/** By name. */
export function fromLibraries(): ReadonlyMap<string, MacroDefinition> {
  const elsewhere = { span: { start: 0, end: 0 }, alive: true, isConditional: false, renewed: false };
  library ??= new Map([...libraryMacros()].map((macro) => [macro.name, { ...macro, ...elsewhere }]));
  return library;
}
