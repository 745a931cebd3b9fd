// Who calls a function, as far as its name tells: Python, through a table or a slot; the workspace; or whoever was handed a pointer.
import { callbackRegistrations } from "../capi/control.ts";
import { playsRole } from "../capi/roles.ts";
import type { FileIndex } from "../mask/file-index.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";

/** `tp_dealloc`, `nb_add`, `m_free`: fields through which Python calls functions. */
const SLOT = /^(?:tp|nb|sq|mp|bf|am|ml|m)_[a-z]\w*$/;

export class EntryPoints {
  readonly #symbols: Symbols;
  /** Names in tables that Python reads, and in all others. */
  readonly #byPython = new Set<string>();
  readonly #inTables = new Set<string>();
  readonly #mentioning: (name: string) => readonly FunctionRef[];

  /** `mentioning`: the functions in whose bodies a name stands, itself or behind a macro. */
  constructor(files: readonly FileIndex[], symbols: Symbols, mentioning: (name: string) => readonly FunctionRef[]) {
    this.#symbols = symbols;
    this.#mentioning = mentioning;
    for (const { type, entries } of files.flatMap(({ tables }) => tables)) {
      const isPython = (type.match(/\w+/g) ?? []).some((word) => playsRole(word, "python-table"));
      for (const { name } of entries) (isPython ? this.#byPython : this.#inTables).add(name);
    }
    for (const { target, value } of files.flatMap(({ assignments }) => assignments))
      if (SLOT.test(target)) this.#byPython.add(value);
  }

  /** With the GIL held, through a table of methods or slots, or by a function of the C-API that it is handed to. */
  isCalledByPython({ extent, path }: FunctionRef, text: string): boolean {
    const { name, returns, params } = extent;
    if (this.#byPython.has(name)) return true;
    if (/\bPy\w*Object\b/.test(returns) && /^\s*(?:struct\s+)?_?Py\w+\s*\*/.test(text.slice(params.start, params.end)))
      return true;
    // Slots filled one by one, with casts: `type->tp_dealloc = (destructor)f;`; registrations whose callee Python calls.
    const used = new RegExp(
      `(?:->|\\.)\\s*(\\w+)\\s*=\\s*(?:\\([^()]*\\)\\s*)?&?${name}\\s*;|(\\w+)\\s*\\([^;{}]*\\b${name}\\b[^;{}]*;`,
      "g",
    );
    const all = this.#symbols.inFile(path).filter((ref) => ref.extent.names.includes(name));
    return all.some((ref) =>
      [...text.slice(ref.extent.body.start, ref.extent.body.end).matchAll(used)].some(
        ([, field, callee]) =>
          (field !== undefined && SLOT.test(field)) ||
          (callee !== undefined && callbackRegistrations(callee).some(({ state }) => state === "held")),
      ),
    );
  }

  /** By a pointer only, and not one that Python was given: nobody in the workspace calls it by its name. */
  isOnlyHandedOver({ extent }: FunctionRef): boolean {
    const { name, returns } = extent;
    if (/\bPy\w*Object\b/.test(returns)) return false;
    if (!this.#symbols.isPointedTo(name) && !this.#inTables.has(name)) return false;
    return !this.#mentioning(name).some((ref) => ref.extent.calls.includes(name));
  }
}
