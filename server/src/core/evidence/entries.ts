// What Python calls, from any thread: at once, where there is no GIL. And what runs only while a module is imported.

import { playsRole } from "../capi/roles.ts";
import type { FileIndex, Table } from "../mask/file-index.ts";
import type { MacroTable } from "../mask/macro-table.ts";
import type { Program } from "../summaries/program.ts";
import { perMentions } from "../summaries/remembered.ts";
import type { FunctionRef, Symbols } from "../summaries/symbols.ts";
import { wordsOf } from "../text/names.ts";

/** A function in a table of methods or slots. */
export interface Entry {
  readonly ref: FunctionRef;
  readonly path: string;
  /** Which of the file's tables; the table itself moves with the text around it. */
  readonly ordinal: number;
  /** While it runs, no other thread has the object: it is being made, or nobody is left who knows it. */
  readonly alone: boolean;
}

export const entriesOf: (program: Program) => PythonEntries = perMentions(
  ({ files, symbols, macros }) =>
    new PythonEntries(
      [...files.values()].map(({ index }) => index),
      symbols,
      macros,
    ),
);

/** Told by names alone: nothing is parsed for it. */
export class PythonEntries {
  readonly #symbols: Symbols;
  readonly #macros: MacroTable;
  readonly #entries = new Map<string, Entry>();
  /** By the function reached: the one it was first reached from; null for entries. */
  readonly #callers = new Map<string, FunctionRef | null>();
  readonly #allCallers = new Map<string, FunctionRef[]>();

  /** `files` in order of path. */
  constructor(files: Iterable<FileIndex>, symbols: Symbols, macros: MacroTable) {
    this.#symbols = symbols;
    this.#macros = macros;
    for (const { path, tables } of files) for (const [i, table] of tables.entries()) this.#addTable(path, table, i);
    this.#reach();
  }

  get all(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** The table through which Python calls the function itself. */
  entry(ref: FunctionRef): Entry | undefined {
    return this.#entries.get(ref.id);
  }

  /** Whether Python can come to the function other than by importing the module. */
  isReached(ref: FunctionRef): boolean {
    return this.#callers.has(ref.id);
  }

  /** From the function that Python calls down to this one. */
  wayTo(ref: FunctionRef): readonly FunctionRef[] {
    const way: FunctionRef[] = [];
    for (let at: FunctionRef | null | undefined = ref; at !== null && at !== undefined; at = this.#callers.get(at.id))
      way.unshift(at);
    return way;
  }

  /** The functions that Python can come to and that call this one, by name. */
  callersOf(ref: FunctionRef): readonly FunctionRef[] {
    return this.#allCallers.get(ref.id) ?? [];
  }

  #addTable(path: string, table: Table, ordinal: number): void {
    if (!wordsOf(table.type).some((word) => playsRole(word, "python-table"))) return;
    let slot = "";
    for (const { field, name } of table.entries) {
      // Casts and the like stand between a slot and its function.
      slot = field ?? (SLOT.test(name) || playsRole(name, "alone-with-object") ? name : slot);
      const callees = this.#namesIn(name, path).filter((callee) => this.#symbols.isFunction(callee));
      for (const callee of callees) {
        const alone = playsRole(slot, "alone-with-object") || ALONE.test(callee);
        for (const ref of this.#functionsNamed(callee, path)) {
          const known = this.#entries.get(ref.id);
          if (known === undefined || (known.alone && !alone)) this.#entries.set(ref.id, { ref, path, ordinal, alone });
        }
      }
      if (callees.length > 0) slot = "";
    }
  }

  /** The function meant; all of that name where each platform has a file with its own. */
  #functionsNamed(name: string, path: string): readonly FunctionRef[] {
    const ref = this.#symbols.resolve(name, path);
    return ref !== undefined ? [ref] : this.#symbols.byName(name).filter(({ extent }) => !extent.isStatic);
  }

  /** The name itself, or those in the macro that it is. */
  #namesIn(name: string, path: string): readonly string[] {
    return this.#symbols.isFunction(name) ? [name] : this.#macros.namesBehind(name, path);
  }

  #reach(): void {
    const queue: FunctionRef[] = [];
    const reach = (ref: FunctionRef, caller: FunctionRef | null): void => {
      if (this.#callers.has(ref.id)) return;
      this.#callers.set(ref.id, caller);
      queue.push(ref);
    };
    for (const { ref } of this.#entries.values()) reach(ref, null);
    for (const ref of queue)
      for (const name of ref.extent.calls.flatMap((called) => this.#namesIn(called, ref.path))) {
        const callee = this.#symbols.resolve(name, ref.path);
        if (callee === undefined) continue;
        this.#allCallers.set(callee.id, [...(this.#allCallers.get(callee.id) ?? []), ref]);
        reach(callee, ref);
      }
  }
}

/** The number of a slot, as `Py_tp_new`. */
const SLOT = /^Py_[a-z]+_\w+$/;

/** What slots without a designator are mostly given. */
const ALONE = /(?:^|_)(?:de?alloc|free|del|traverse|clear|finalize|new|init|tp_\w*(?:new|init|dealloc))$/;
