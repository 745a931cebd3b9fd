// Names to functions and variables of the workspace, the way a linker would do it without a build.
import { takesAsMany } from "../capi/blocking.ts";
import type { FileIndex, FunctionExtent, StaticVariable } from "../mask/file-index.ts";
import { commonFolders, type IncludeGraph } from "../mask/include-graph.ts";
import { Classes } from "./classes.ts";
import { Holders } from "./holders.ts";
import { Methods } from "./methods.ts";
import { addTo, pushTo } from "./multimap.ts";
import { NameIndex } from "./name-index.ts";

/** A function definition in the workspace. `id` is unique and orders functions by path, then position. */
export interface FunctionRef {
  readonly id: string;
  readonly path: string;
  /** Moves with the text around it: an edit elsewhere in the file replaces it, and nothing else of the function. */
  extent: FunctionExtent;
  /** What was found of its text, by question; emptied when that changes. */
  answers: unknown[];
}

/** An initialised table, and the file it stands in. */
export interface TableRef {
  readonly path: string;
  readonly table: FileIndex["tables"][number];
}

export interface VariableRef {
  readonly path: string;
  readonly variable: StaticVariable;
}

export class Symbols {
  readonly functions: readonly FunctionRef[];
  readonly #byName = new Map<string, FunctionRef[]>();
  #pointed: ReadonlySet<string> | null = null;
  #pointing: readonly FunctionRef[] | null = null;
  #pointingTo: NameIndex<FunctionRef> | null = null;
  #tablesByEntry: NameIndex<TableRef> | null = null;
  readonly #pointedOf = new WeakMap<FunctionExtent, readonly string[]>();
  readonly #byPath = new Map<string, FunctionRef[]>();
  readonly #variables = new Map<string, VariableRef[]>();
  readonly #pointerFields = new Map<string, number>();
  readonly #tables = new Map<string, Set<string>>();
  readonly #slots = new Map<string, Set<string>>();
  #slotsByFunction: Map<string, string[]> | null = null;
  readonly #files = new Map<string, FileIndex>();
  readonly #includes: IncludeGraph;
  readonly #resolved = new Map<string, FunctionRef | undefined>();
  readonly methods: Methods;
  readonly holders: Holders;

  /** `files` sorted by path. */
  constructor(files: readonly FileIndex[], includes: IncludeGraph) {
    this.#includes = includes;
    const all: FunctionRef[] = [];
    for (const file of files) {
      this.#files.set(file.path, file);
      for (const [ordinal, extent] of file.functions.entries()) {
        const ref = {
          id: `${file.path}\u0000${String(ordinal).padStart(6, "0")}`,
          path: file.path,
          extent,
          answers: [],
        };
        all.push(ref);
        pushTo(this.#byName, extent.name, ref);
        pushTo(this.#byPath, file.path, ref);
      }
      for (const variable of file.variables) pushTo(this.#variables, variable.name, { path: file.path, variable });
    }
    for (const file of files) {
      this.#fillSlots(file);
      for (const field of file.pointerFields) this.#pointerFields.set(field, (this.#pointerFields.get(field) ?? 0) + 1);
    }
    this.functions = all;
    this.methods = new Methods(
      new Classes(files),
      (name) => this.byName(name),
      (among, from) => this.#find(among, from),
    );
    this.holders = new Holders(this.methods);
  }

  /** The function a name in `from` means: of the file itself, of what it includes, or by linkage; undefined if that cannot be told. */
  resolve(name: string, from: string): FunctionRef | undefined {
    const all = this.#byName.get(name);
    if (all === undefined) return undefined;
    const key = `${from}\u0000${name}`;
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#find(all.filter(isFree), from));
    return this.#resolved.get(key);
  }

  /** The function an argument of a call in `by` names. */
  handed(name: string, { path, extent: { cplusplus } }: FunctionRef): FunctionRef | undefined {
    return cplusplus === undefined ? this.resolve(name, path) : this.methods.named(name, cplusplus.scope, path);
  }

  #find(all: readonly FunctionRef[], from: string): FunctionRef | undefined {
    const own = all.filter(({ path }) => path === from);
    if (own.length > 0) return own[0];
    const visible = this.#includes.reachable(from);
    const included = all.find(({ path }) => visible.has(path));
    if (included !== undefined) return included;
    // A `.c` file that is included by another one shares its statics; else only what is not static can be linked.
    const linked = all
      .filter(({ path, extent }) => !extent.isStatic || this.#includes.reachable(path).has(from))
      .filter((ref) => !isHidden(ref, from));
    return this.#closest(linked, from);
  }

  /** The definition that shares most folders; none if two unrelated modules are equally near. */
  #closest(candidates: readonly FunctionRef[], from: string): FunctionRef | undefined {
    const [first] = candidates;
    if (candidates.length < 2 || first === undefined) return first;
    const scored = candidates.map((ref) => ({ ref, score: commonFolders(from, ref.path) }));
    const most = Math.max(...scored.map(({ score }) => score));
    const nearest = scored.filter(({ score }) => score === most);
    const paths = new Set(nearest.map(({ ref }) => ref.path));
    return paths.size === 1 ? nearest[0]?.ref : undefined;
  }

  /** Of the files with functions, in order. */
  get paths(): Iterable<string> {
    return this.#byPath.keys();
  }

  /** The functions a file defines, in order. */
  inFile(path: string): readonly FunctionRef[] {
    return this.#byPath.get(path) ?? [];
  }

  /** Whether a function of this name is mentioned somewhere without being called: handed over, stored, compared. */
  isPointedTo(name: string): boolean {
    this.#pointed ??= new Set(this.functions.flatMap(({ extent }) => this.pointedIn(extent)));
    return this.#pointed.has(name);
  }

  /** After an edit of a function: `before` is what it was. */
  repoint(before: FunctionExtent, { extent }: FunctionRef): void {
    const sorted = (one: FunctionExtent): string => [...this.pointedIn(one)].sort().join();
    if (sorted(before) === sorted(extent)) return;
    this.#pointed = null;
    this.#pointing = null;
    this.#pointingTo = null;
  }

  /** Whether a function of this name is in a table, or mentioned without being called: it may be called by whoever has the pointer. */
  isHeld(name: string): boolean {
    return this.isPointedTo(name) || this.tables.withAtLeast(1, [name]).length > 0;
  }

  /** The functions that mention another one without calling it. */
  get pointing(): readonly FunctionRef[] {
    this.#pointing ??= this.functions.filter(({ extent }) => this.pointedIn(extent).length > 0);
    return this.#pointing;
  }

  /** By the functions they mention without calling them: the functions that do. */
  get pointingTo(): NameIndex<FunctionRef> {
    this.#pointingTo ??= new NameIndex(this.pointing, ({ extent }) => this.pointedIn(extent));
    return this.#pointingTo;
  }

  /** By the names in them: the initialised tables. */
  get tables(): NameIndex<TableRef> {
    this.#tablesByEntry ??= new NameIndex(
      [...this.#files].flatMap(([path, { tables }]) => tables.map((table) => ({ path, table }))),
      ({ table }) => table.entries.map(({ name }) => name),
    );
    return this.#tablesByEntry;
  }

  /** The functions that a function mentions without calling them. */
  pointedIn(extent: FunctionExtent): readonly string[] {
    let pointed = this.#pointedOf.get(extent);
    if (pointed === undefined) {
      pointed = extent.names.filter((name) => this.isFunction(name) && !extent.calls.includes(name));
      this.#pointedOf.set(extent, pointed);
    }
    return pointed;
  }

  isFunction(name: string): boolean {
    return this.#byName.has(name);
  }

  byName(name: string): readonly FunctionRef[] {
    return this.#byName.get(name) ?? [];
  }

  /** The variable with static storage that a name in `from` means. */
  variable(name: string, from: string): VariableRef | undefined {
    const all = this.#variables.get(name);
    if (all === undefined) return undefined;
    const own = all.find(({ path }) => path === from);
    if (own !== undefined) return own;
    // A static variable of a header is one of each file that includes it; a part of a file sees what stands before it there.
    const visible = this.#includes.unit(from);
    return all.find(({ path }) => visible.has(path));
  }

  /** After an edit that made these names variables of a file, or no longer, or other ones; and declared functions otherwise. */
  redeclare({ path, variables }: FileIndex, names: ReadonlySet<string>, functions: ReadonlySet<string>): void {
    if (functions.size > 0) this.#resolved.clear();
    for (const name of names) {
      const others = (this.#variables.get(name) ?? []).filter((known) => known.path !== path);
      const own = variables.filter((variable) => variable.name === name).map((variable) => ({ path, variable }));
      const all = [...others, ...own].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
      if (all.length === 0) this.#variables.delete(name);
      else this.#variables.set(name, all);
    }
  }

  /** Whether some struct has a field of this name that is a pointer to a function. */
  isPointerField(name: string): boolean {
    return this.#pointerFields.has(name);
  }

  /** Whether a variable of this name can change, in whichever file. */
  isVariable(name: string): boolean {
    return this.#variables.get(name)?.some(({ variable }) => !isConstant(variable)) ?? false;
  }

  /** The functions an initialised table of this name holds. */
  table(name: string, from: string): readonly FunctionRef[] {
    return this.#resolveAll(this.#tables.get(name), from);
  }

  /** Whether a function of this name is no method: it may be meant wherever its name stands alone. */
  isFree(name: string): boolean {
    return this.byName(name).some(({ extent: { cplusplus } }) => !this.methods.classes.has(cplusplus?.owner ?? ""));
  }

  /** The functions a pointer variable, field or table slot of this name is given in the workspace. */
  slot(name: string, from: string): readonly FunctionRef[] {
    const refs = this.#resolveAll(this.#slots.get(name), from);
    const declared = this.#pointerFields.get(name) ?? 0;
    // A field name that several structs share says nothing of which of them is meant.
    if (declared > 1) return [];
    return declared === 1 || refs.every(({ path }) => path === from) ? refs : [];
  }

  /** A function, or a pointer that one is assigned to. */
  isCallable(name: string): boolean {
    return this.#byName.has(name) || this.#slots.has(name);
  }

  /** The functions that are assigned to a pointer of this name, in whichever file. */
  assignedTo(name: string): readonly FunctionRef[] {
    return [...(this.#slots.get(name) ?? [])].flatMap((value) => this.byName(value));
  }

  /** The names a function is called by: its own (a destructor's is its class's), and those of the pointers it is assigned to. */
  namesOf({ extent }: FunctionRef): readonly string[] {
    if (this.#slotsByFunction === null) {
      this.#slotsByFunction = new Map();
      for (const [slot, values] of this.#slots) for (const value of values) pushTo(this.#slotsByFunction, value, slot);
    }
    return [extent.name.replace(/^~/, ""), ...(this.#slotsByFunction.get(extent.name) ?? [])];
  }

  #resolveAll(names: Iterable<string> | undefined, from: string): readonly FunctionRef[] {
    const result: FunctionRef[] = [];
    for (const name of names ?? []) {
      const ref = this.resolve(name, from);
      if (ref !== undefined) result.push(ref);
    }
    return result;
  }

  #fillSlots(file: FileIndex): void {
    for (const { target, value } of file.assignments) if (this.isFunction(value)) addTo(this.#slots, target, value);
    for (const { variable, entries } of file.tables) {
      const functions = entries.filter(({ name }) => this.isFunction(name));
      for (const { name } of functions) addTo(this.#tables, variable, name);
      for (const { field, name } of functions) if (field !== null) addTo(this.#slots, field, name);
    }
  }
}

/** Not a method of C++: what C can call by its name alone. */
function isFree({ extent: { cplusplus } }: FunctionRef): boolean {
  return cplusplus === undefined || cplusplus.scope === "" || cplusplus.isLambda;
}

/** C means the function of the system's library by its name: one of C++ that takes other arguments is hidden from it. */
function isHidden({ extent: { name, cplusplus } }: FunctionRef, from: string): boolean {
  return cplusplus !== undefined && from.endsWith(".c") && !takesAsMany(name, cplusplus.arity.most);
}

function isConstant({ type }: StaticVariable): boolean {
  return type.includes("*") ? /\*\s*const$/.test(type) : /\bconst\b/.test(type);
}
