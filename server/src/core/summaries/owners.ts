// Which Python objects a value of C++ holds: what its copy and its end do to them, by its type, its members and its bases.
import { heldBy, pythonType } from "../capi/cplusplus.ts";
import { withoutTemplates } from "../text/names.ts";
import type { Methods } from "./methods.ts";
import type { Namespaces } from "./namespaces.ts";
import type { FunctionRef } from "./symbols.ts";

/** What runs where a value is copied or destroyed. */
export interface Handling {
  /** The type of a Python object in it, as `py::object`; null where there is none that a table knows. */
  readonly python: string | null;
  /** The constructors or destructors of the workspace's classes that run, innermost of all their members last. */
  readonly refs: readonly FunctionRef[];
}

type When = "copy" | "destroy";

const NOTHING: Handling = { python: null, refs: [] };
const MAX_DEPTH = 5;
const NAME = /^(?:(?:class|struct) )?(?:::)?\w+(?:::\w+)*$/;

export class Owners {
  readonly #methods: Methods;
  readonly #namespaces: Namespaces;
  readonly #text: (path: string) => string;

  constructor(methods: Methods, namespaces: Namespaces, text: (path: string) => string) {
    this.#methods = methods;
    this.#namespaces = namespaces;
    this.#text = text;
  }

  /** Of a value of a type, in a function of a scope. Of pointers and references: nothing. */
  of(when: When, type: string, scope: string, path: string): Handling {
    return this.#of(when, type, scope, path, 0);
  }

  /** Of what a class holds, without what its own constructor or destructor does. */
  members(when: When, type: string, but: ReadonlySet<string>, path: string): Handling {
    return this.#members(when, type, but, path, 0);
  }

  #of(when: When, type: string, scope: string, path: string, depth: number): Handling {
    if (/[*&]\s*(?:const)?$/.test(type) || depth > MAX_DEPTH) return NOTHING;
    const written = type.replace(/\b(?:const|constexpr|mutable|typename|volatile) /g, "").trim();
    const plain = this.#namespaces.meant(written, path);
    if (/^(?:static|extern|thread_local) /.test(plain)) return NOTHING;
    const python = pythonType(plain);
    if (python !== null) return python === "object" ? { python: written, refs: [] } : NOTHING;
    const held = heldBy(plain, when);
    if (held.length > 0) return merged(held.map((part) => this.#of(when, part, scope, path, depth + 1)));
    if (!NAME.test(withoutTemplates(plain))) return NOTHING;
    const own = this.#own(when, plain, path);
    if (own !== undefined) return { python: null, refs: [own] };
    return this.#members(when, plain, new Set(), path, depth, scope);
  }

  #own(when: When, type: string, path: string): FunctionRef | undefined {
    return when === "destroy" ? this.#methods.destructor(type, path) : this.#copier(type);
  }

  /** The constructor that copies, where the class defines one. */
  #copier(type: string): FunctionRef | undefined {
    const name = withoutTemplates(type).replace(/^.*::/s, "");
    const takesOwn = new RegExp(`\\b${name}(?:<[^>]*>)?\\s*(?:const\\s*)?&(?!&)`);
    return this.#methods
      .constructors(type, 1)
      .find(({ path, extent: { params } }) => takesOwn.test(this.#text(path).slice(params.start, params.end)));
  }

  #members(
    when: When,
    type: string,
    but: ReadonlySet<string>,
    path: string,
    depth: number,
    scope: string = type.replace(/::\w+$/, ""),
  ): Handling {
    const [declared, ...others] = this.#methods.classes.meant(withoutTemplates(type), scope);
    if (declared === undefined || others.length > 0 || !this.#methods.classes.canMean(type, declared)) return NOTHING;
    const inside = declared.scope === "" ? declared.name : `${declared.scope}::${declared.name}`;
    const parts = [
      ...declared.bases,
      ...declared.fields.filter(({ name }) => !but.has(name)).map(({ type: field }) => field),
    ];
    return merged(parts.map((part) => this.#of(when, part, inside, path, depth + 1)));
  }
}

function merged(all: readonly Handling[]): Handling {
  return {
    python: all.find(({ python }) => python !== null)?.python ?? null,
    refs: all.flatMap(({ refs }) => refs),
  };
}
