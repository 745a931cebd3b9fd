// The workspace's classes whose objects hold Python objects, as far as the names of their members' types tell.
import { holdsPython } from "../capi/cplusplus.ts";
import type { FunctionExtent } from "../mask/file-index.ts";
import type { Methods } from "./methods.ts";

export class Holders {
  readonly #methods: Methods;
  #names: ReadonlySet<string> | null = null;

  constructor(methods: Methods) {
    this.#methods = methods;
  }

  has(name: string): boolean {
    this.#names ??= this.#find();
    return this.#names.has(name);
  }

  /** Whether a method uses a member that is a Python object, or destroys them all. */
  areHandledIn({ name, names, cplusplus }: FunctionExtent): boolean {
    if (cplusplus === undefined || !this.has(cplusplus.owner)) return false;
    const { scope } = cplusplus;
    return name.startsWith("~") || names.some((field) => holdsPython(this.#methods.fieldType(field, scope) ?? ""));
  }

  #find(): ReadonlySet<string> {
    const own = [...this.#methods.declared].filter(([, all]) =>
      all.some(({ bases, fields }) => [...bases, ...fields.map(({ type }) => type)].some(holdsPython)),
    );
    return this.#methods.withHolders(own.map(([name]) => name));
  }
}
