// Who mentions what: the functions in whose bodies a name stands, itself or behind a macro.
import type { LexicalTraits } from "./lexical.ts";
import type { FunctionRef, Symbols } from "./symbols.ts";

/** Of functions, of pointers to them, of classes, and of macros that come down to something; other names are not asked for. */
export class Mentions {
  readonly #byName = new Map<string, Set<FunctionRef>>();
  readonly #symbols: Symbols;
  readonly #traits: LexicalTraits;

  constructor(symbols: Symbols, traits: LexicalTraits) {
    this.#symbols = symbols;
    this.#traits = traits;
    for (const ref of symbols.functions) this.#add(ref, ref.extent.names);
  }

  /** The functions that mention one of the names, in order. */
  of(names: ReadonlySet<string>): FunctionRef[] {
    const found = new Set<FunctionRef>();
    for (const name of this.#traits.withMacros(names)) for (const ref of this.#byName.get(name) ?? []) found.add(ref);
    return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Those of them in which a name stands before a parenthesis. */
  calling(names: ReadonlySet<string>): FunctionRef[] {
    const wanted = this.#traits.withMacros(names);
    return this.of(names).filter(({ extent }) => extent.calls.some((name) => wanted.has(name)));
  }

  /** After the body of a function has changed: `before` are the names that stood in it. */
  update(ref: FunctionRef, before: readonly string[]): void {
    for (const name of before) this.#byName.get(name)?.delete(ref);
    this.#add(ref, ref.extent.names);
  }

  #add(ref: FunctionRef, names: readonly string[]): void {
    for (const name of names) {
      const { methods } = this.#symbols;
      if (!this.#symbols.isCallable(name) && !methods.isClass(name) && !this.#traits.isMacro(name)) continue;
      const known = this.#byName.get(name);
      if (known === undefined) this.#byName.set(name, new Set([ref]));
      else known.add(ref);
    }
  }
}
