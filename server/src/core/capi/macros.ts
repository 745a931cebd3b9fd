// Macros of libraries whose headers lie outside of the workspaces that use them: what they amount to.
import { macros } from "./generated/macros.ts";
import { factTable } from "./packed-table.ts";

export interface LibraryMacro {
  readonly name: string;
  /** `...` is the last name of those that take any number of arguments. */
  readonly params: readonly string[];
  readonly body: string;
}

export function* libraryMacros(): Iterable<LibraryMacro> {
  for (const name of facts.names()) yield* facts.all(name);
}

const facts = factTable(
  macros,
  ({ name, parameters, body }): LibraryMacro => ({ name, params: parameters.split(", "), body }),
);
