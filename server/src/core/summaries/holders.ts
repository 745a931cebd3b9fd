// The workspace's classes whose objects hold Python objects, as far as the names of their members' types tell.
import { holdsPython, pythonType } from "../capi/cplusplus.ts";
import type { FunctionExtent } from "../mask/file-index.ts";
import type { Methods } from "./methods.ts";
import { lastOf } from "./type-names.ts";

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

  /**
   * Whether a method uses a member that is a Python object, or destroys them all; or a function is given such an object, or one that has such
   * a member and uses it. `text` is the file's.
   */
  areHandledIn(extent: FunctionExtent, text: string): boolean {
    const { name, names, params, cplusplus } = extent;
    if (cplusplus === undefined) return false;
    const { owner, scope } = cplusplus;
    const uses = (type: string): boolean =>
      names.some((field) => holdsPython(this.#methods.classes.fieldType(field, type) ?? ""));
    if (this.has(owner) && (name.startsWith("~") || uses(scope))) return true;
    if (params.start === params.end) return false;
    const given = text.slice(params.start, params.end).match(/\w+(?:::\w+)*/g) ?? [];
    return given.some((type) => pythonType(type) !== null || (this.has(lastOf(type)) && uses(type)));
  }

  #find(): ReadonlySet<string> {
    const own = [...this.#methods.classes.all].filter(([, all]) =>
      all.some(({ bases, fields }) => [...bases, ...fields.map(({ type }) => type)].some(holdsPython)),
    );
    return this.#methods.classes.withHolders(own.map(([name]) => name));
  }
}
