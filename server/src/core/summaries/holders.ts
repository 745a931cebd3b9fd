// The workspace's classes whose objects hold Python objects, as far as the names of their members' types tell.
import { holdsPython, pythonType } from "../capi/cplusplus.ts";
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

  /** Whether a method uses a member that is a Python object, or destroys them all; or a function is given one. `text` is the file's. */
  areHandledIn(extent: FunctionExtent, text: string): boolean {
    const { name, names, cplusplus } = extent;
    if (takesObjects(extent, text)) return true;
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

/** Whether a function of C++ is given Python objects, whose methods it may call; a lambda copies one where it does nothing but return it. */
function takesObjects({ params, cplusplus }: FunctionExtent, text: string): boolean {
  if (cplusplus === undefined || params.start === params.end) return false;
  const types = text.slice(params.start, params.end).match(/\b\w+::[\w:]+/g) ?? [];
  return types.some((type) => pythonType(type) === "object");
}
