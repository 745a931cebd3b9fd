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
   * Whether a method uses a member that is a Python object, or destroys them all; or a function gives back such an object, or is given one, or
   * one that has such a member and uses it. `text` is the file's.
   */
  areHandledIn(extent: FunctionExtent, text: string): boolean {
    const { name, names, params, cplusplus, returns, body } = extent;
    if (cplusplus === undefined) return false;
    const { owner, scope } = cplusplus;
    const uses = (type: string): boolean =>
      names.some((field) => holdsPython(this.#methods.classes.fieldType(field, type) ?? ""));
    if (this.has(owner) && (name.startsWith("~") || uses(scope))) return true;
    const gives = typesIn(`${returns} ${text.slice(params.end, body.start)}`);
    if (gives.some((type) => pythonType(type) === "object" || this.has(lastOf(type)))) return true;
    const given = typesIn(text.slice(params.start, params.end));
    return given.some((type) => pythonType(type) !== null || (this.has(lastOf(type)) && uses(type)));
  }

  #find(): ReadonlySet<string> {
    const own = [...this.#methods.classes.all].filter(([, all]) =>
      all.some(({ bases, fields }) => [...bases, ...fields.map(({ type }) => type)].some(holdsPython)),
    );
    return this.#methods.classes.withHolders(own.map(([name]) => name));
  }
}

function typesIn(text: string): readonly string[] {
  return text.match(/\w+(?:::\w+)*/g) ?? [];
}
