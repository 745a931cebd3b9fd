// Who calls a function, as far as its name tells: Python, through a table or a slot; the workspace; or whoever was handed a pointer.
import { callbackRegistrations } from "../capi/control.ts";
import type { FileIndex } from "../mask/file-index.ts";
import { perFunctionAndName } from "./remembered.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";
import { TableNames } from "./table-names.ts";

/** `tp_dealloc`, `nb_add`, `m_free`: fields through which Python calls functions. */
const SLOT = /^(?:tp|nb|sq|mp|bf|am|ml|m)_[a-z]\w*$/;

export class EntryPoints {
  readonly #symbols: Symbols;
  readonly #files: readonly FileIndex[];
  /** Given to the slots of a type, one by one. */
  readonly #slots: ReadonlySet<string>;
  readonly #mentioning: (name: string) => readonly FunctionRef[];

  /** `mentioning`: the functions in whose bodies a name stands, itself or behind a macro. */
  constructor(files: readonly FileIndex[], symbols: Symbols, mentioning: (name: string) => readonly FunctionRef[]) {
    this.#symbols = symbols;
    this.#mentioning = mentioning;
    this.#files = files;
    const assignments = files.flatMap((file) => file.assignments);
    this.#slots = new Set(assignments.flatMap(({ target, value }) => (SLOT.test(target) ? [value] : [])));
  }

  #tables: TableNames | null = null;

  get #inTables(): TableNames {
    this.#tables ??= new TableNames(this.#files);
    return this.#tables;
  }

  /** In a table, where whoever reads it may call it, at any time but at import. */
  isInTable({ extent }: FunctionRef): boolean {
    return this.#inTables.later.has(extent.name);
  }

  /** By an import alone: while it runs, nobody has the module. */
  isCalledAtImport({ extent: { name, returns } }: FunctionRef): boolean {
    return this.#inTables.atImport.has(name) || /^PyInit_\w+$/.test(name) || /\bPyMODINIT_FUNC\b/.test(returns);
  }

  /** With the GIL held, through a table of methods or slots, or by a function of the C-API that it is handed to. */
  isCalledByPython({ extent, path }: FunctionRef, text: string): boolean {
    const { name, returns, params } = extent;
    if (this.#slots.has(name) || this.#inTables.byPython.has(name)) return true;
    if (/\bPy\w*Object\b/.test(returns) && /^\s*(?:struct\s+)?_?Py\w+\s*\*/.test(text.slice(params.start, params.end)))
      return true;
    return this.#mentioning(name).some((ref) => ref.path === path && givesToPython(ref, name, text));
  }

  /** By a pointer only, and not one that Python was given: nobody in the workspace calls it by its name. */
  isOnlyHandedOver({ extent }: FunctionRef): boolean {
    const { name, returns } = extent;
    if (/\bPy\w*Object\b/.test(returns)) return false;
    if (!this.#symbols.isPointedTo(name) && !this.#inTables.byOthers.has(name)) return false;
    return !this.#mentioning(name).some((ref) => ref.extent.calls.includes(name));
  }
}

/** Whether a function's text puts another one into a slot (`type->tp_dealloc = (destructor)f;`), or hands it to what Python calls it by. */
const givesToPython = perFunctionAndName(({ extent }, name, text: string): boolean => {
  const used = new RegExp(
    `(?:->|\\.)\\s*(\\w+)\\s*=\\s*(?:\\([^()]*\\)\\s*)?&?${name}\\s*;|(\\w+)\\s*\\([^;{}]*\\b${name}\\b[^;{}]*;`,
    "g",
  );
  return [...text.slice(extent.body.start, extent.body.end).matchAll(used)].some(
    ([, field, callee]) =>
      (field !== undefined && SLOT.test(field)) ||
      (callee !== undefined && callbackRegistrations(callee).some(({ state }) => state === "held")),
  );
});
