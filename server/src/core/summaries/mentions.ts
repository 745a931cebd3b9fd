// Who mentions what: the functions in whose bodies a name stands, itself or behind a macro.
import { isOverrideLookup } from "../capi/cplusplus.ts";
import type { FunctionExtent } from "../mask/file-index.ts";
import { type MacroTable, namesIn } from "../mask/macro-table.ts";
import type { LexicalTraits } from "./lexical.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";

/** Of functions, of pointers to them, of classes, of what looks for overrides, and of macros that come down to something; other names are not asked for. */
export class Mentions {
  /** Null for names that are not asked for. */
  readonly #byName = new Map<string, Set<FunctionRef> | null>();
  /** By path: all that stands in the bodies of a file's functions. */
  readonly #words = new Map<string, ReadonlySet<string>>();
  readonly #symbols: Symbols;
  readonly #traits: LexicalTraits;
  readonly #macros: MacroTable;

  constructor(symbols: Symbols, traits: LexicalTraits, macros: MacroTable) {
    this.#symbols = symbols;
    this.#traits = traits;
    this.#macros = macros;
    for (const ref of symbols.functions) this.#add(ref, ref.extent.names);
  }

  /** The functions that mention one of the names, in order. */
  of(names: ReadonlySet<string>): FunctionRef[] {
    return inOrder(this.#unordered(this.#traits.withMacros(names)));
  }

  #unordered(names: ReadonlySet<string>): Set<FunctionRef> {
    const found = new Set<FunctionRef>();
    for (const name of names) for (const ref of this.#byName.get(name) ?? []) found.add(ref);
    return found;
  }

  /** The functions that call one of these by its name, or through a macro that they see, in order. */
  callersOf(...callees: readonly FunctionRef[]): FunctionRef[] {
    const wanted = new Set(callees);
    const names = this.#traits.withMacros(new Set(callees.map(({ extent }) => extent.name)));
    // The functions of a file see the same macros; without one, a name of C++ may mean any function that has it.
    const known = new Map<string, Map<string, boolean>>();
    const means = (name: string, caller: FunctionRef): boolean => {
      const isAnywhere = caller.extent.cplusplus !== undefined && !this.#traits.isMacro(name);
      const place = isAnywhere ? "" : caller.path;
      const here = known.get(place) ?? new Map<string, boolean>();
      known.set(place, here);
      const answer = here.get(name) ?? this.#means(name, caller, wanted, names);
      here.set(name, answer);
      return answer;
    };
    const isCaller = (ref: FunctionRef): boolean =>
      ref.extent.calls.some((name) => names.has(name) && means(name, ref));
    return inOrder([...this.#unordered(names)].filter(isCaller));
  }

  /** Whether a name in a function means one of the wanted functions, or a macro that comes down to a call of one. `names` are all that may. */
  #means(name: string, caller: FunctionRef, wanted: ReadonlySet<FunctionRef>, names: ReadonlySet<string>): boolean {
    const behind = new Set([name]);
    for (const called of behind) {
      const callee = caller.extent.cplusplus === undefined ? this.#symbols.resolve(called, caller.path) : undefined;
      const possible = callee === undefined ? this.#symbols.byName(called) : [callee];
      if (possible.some((ref) => wanted.has(ref))) return true;
      if (!this.#traits.isMacro(called)) continue;
      const seen = this.#macros.variants(called, caller.path);
      const [first = this.#macros.scope(caller.path).get(called)] = seen;
      for (const definition of [...seen.slice(1), ...(first === undefined ? [] : [first])])
        for (const inner of namesIn(definition)) if (inner.isCalled && names.has(inner.name)) behind.add(inner.name);
    }
    return false;
  }

  /** Whether two versions of a function mention and call the same, of what is asked for. */
  areSame(a: FunctionExtent, b: FunctionExtent): boolean {
    const known = (names: readonly string[]): string => names.filter((name) => this.#isAskedFor(name)).join();
    return known(a.names) === known(b.names) && known(a.calls) === known(b.calls);
  }

  /** After the body of a function has changed: `before` are the names that stood in it. */
  update(ref: FunctionRef, before: readonly string[]): void {
    this.#words.delete(ref.path);
    for (const name of before) this.#byName.get(name)?.delete(ref);
    this.#add(ref, ref.extent.names);
  }

  /** Whether a name stands in some body, or stood in one before an edit. */
  isKnown(name: string): boolean {
    return this.#byName.has(name);
  }

  /** The functions in whose bodies a name stands itself, whether it is asked for or not; in order. */
  users(name: string): readonly FunctionRef[] {
    if (!this.isKnown(name)) return [];
    return [...this.#symbols.paths].flatMap((path) =>
      this.#wordsIn(path).has(name)
        ? this.#symbols.inFile(path).filter(({ extent }) => extent.names.includes(name))
        : [],
    );
  }

  #wordsIn(path: string): ReadonlySet<string> {
    let words = this.#words.get(path);
    if (words === undefined) {
      words = new Set(this.#symbols.inFile(path).flatMap(({ extent }) => extent.names));
      this.#words.set(path, words);
    }
    return words;
  }

  /** After an edit that made something else of a name. */
  redeclare(name: string): void {
    if (this.isKnown(name)) this.#byName.set(name, this.#isAskedFor(name) ? new Set(this.users(name)) : null);
  }

  #add(ref: FunctionRef, names: readonly string[]): void {
    for (const name of names) {
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, this.#isAskedFor(name) ? new Set([ref]) : null);
      else known?.add(ref);
    }
  }

  #isAskedFor(name: string): boolean {
    const { methods } = this.#symbols;
    return (
      this.#symbols.isCallable(name) ||
      methods.classes.has(name) ||
      this.#traits.isMacro(name) ||
      isOverrideLookup(name)
    );
  }
}

function inOrder(refs: Iterable<FunctionRef>): FunctionRef[] {
  return [...refs].sort((a, b) => (a.id < b.id ? -1 : 1));
}
