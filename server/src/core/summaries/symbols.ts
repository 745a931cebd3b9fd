// Names to functions and variables of the workspace, the way a linker would do it without a build.
import type { FileIndex, FunctionExtent, StaticVariable } from "../mask/file-index.ts";
import { commonFolders, type IncludeGraph } from "../mask/macro-table.ts";
import { Methods } from "./methods.ts";

/** A function definition in the workspace. `id` is unique and orders functions by path, then position. */
export interface FunctionRef {
  readonly id: string;
  readonly path: string;
  /** Moves with the text around it: an edit elsewhere in the file replaces it, and nothing else of the function. */
  extent: FunctionExtent;
}

export interface VariableRef {
  readonly path: string;
  readonly variable: StaticVariable;
}

export class Symbols {
  readonly functions: readonly FunctionRef[];
  readonly #byName = new Map<string, FunctionRef[]>();
  #pointed: ReadonlySet<string> | null = null;
  /** An edit of a body that changes what it points to makes for new symbols. */
  #pointing: readonly FunctionRef[] | null = null;
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

  /** `files` sorted by path. */
  constructor(files: readonly FileIndex[], includes: IncludeGraph) {
    this.#includes = includes;
    const all: FunctionRef[] = [];
    for (const file of files) {
      this.#files.set(file.path, file);
      for (const [ordinal, extent] of file.functions.entries()) {
        const ref = { id: `${file.path}\u0000${String(ordinal).padStart(6, "0")}`, path: file.path, extent };
        all.push(ref);
        push(this.#byName, extent.name, ref);
        push(this.#byPath, file.path, ref);
      }
      for (const variable of file.variables) push(this.#variables, variable.name, { path: file.path, variable });
    }
    for (const file of files) {
      this.#fillSlots(file);
      for (const field of file.pointerFields) this.#pointerFields.set(field, (this.#pointerFields.get(field) ?? 0) + 1);
    }
    this.functions = all;
    this.methods = new Methods(
      files,
      (name) => this.byName(name),
      (among, from) => this.#find(among, from),
    );
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
    const linked = all.filter(({ path, extent }) => !extent.isStatic || this.#includes.reachable(path).has(from));
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

  /** The functions a file defines, in order. */
  inFile(path: string): readonly FunctionRef[] {
    return this.#byPath.get(path) ?? [];
  }

  /** Whether a function of this name is mentioned somewhere without being called: handed over, stored, compared. */
  isPointedTo(name: string): boolean {
    this.#pointed ??= new Set(this.functions.flatMap(({ extent }) => this.pointedIn(extent)));
    return this.#pointed.has(name);
  }

  /** Whether two versions of a function mention the same functions without calling them. */
  pointsAlike(a: FunctionExtent, b: FunctionExtent): boolean {
    return [...this.pointedIn(a)].sort().join() === [...this.pointedIn(b)].sort().join();
  }

  /** The functions that mention another one without calling it. */
  get pointing(): readonly FunctionRef[] {
    this.#pointing ??= this.functions.filter(({ extent }) => this.pointedIn(extent).length > 0);
    return this.#pointing;
  }

  /** The functions that a function mentions without calling them. */
  pointedIn(extent: FunctionExtent): readonly string[] {
    let pointed = this.#pointedOf.get(extent);
    if (pointed === undefined) {
      const called = new Set(extent.calls);
      pointed = extent.names.filter((name) => this.isFunction(name) && !called.has(name));
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
    const visible = this.#includes.reachable(from);
    return all.find(({ path, variable }) => visible.has(path) && !variable.isStatic);
  }

  /** Whether a variable of this name can change, in whichever file. */
