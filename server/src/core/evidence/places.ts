// What an lvalue reaches: a field of which struct, behind which variable, and whether other threads can have that object too.
import { isObjectHead } from "../capi/objects.ts";
import { aliasesIn } from "../effects/aliases.ts";
import type { Effect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed, perTypes } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { wordsOf } from "../text/names.ts";
import { type Struct, Structs } from "./structs.ts";

/** A field of a struct that a variable leads to. */
export interface Place {
  /** The last object of Python's on the way, else the struct the variable points to. */
  readonly owner: Struct;
  /** From the owner on, as `connection` or `state.handle`. */
  readonly field: string;
  /** The owner in canonical text, as `self` or `self->conn`. */
  readonly object: string;
  /** The variable it starts from, where a local one is only another name for it: what that was made of. */
  readonly root: string;
  readonly text: string;
  /** Where the place was copied into a local variable of its own; -1 where it was not. */
  readonly copied: number;
}

const MAX_ALIASES = 4;

/** They stand as long as types do. */
export const placesOf: (program: Program) => Places = perTypes((program) => new Places(new Structs(program)));

export class Places {
  readonly #structs: Structs;
  readonly #known = new WeakMap<Analysed, Map<string, Place | null>>();
  readonly #touching = new WeakMap<Analysed, readonly Use[]>();

  constructor(structs: Structs) {
    this.#structs = structs;
  }

  /** `text` is a canonical lvalue, or its address; null where it is no field of a known struct. */
  of(analysed: Analysed, text: string): Place | null {
    const places = this.#known.get(analysed) ?? new Map<string, Place | null>();
    this.#known.set(analysed, places);
    let place = places.get(text);
    if (place === undefined) {
      place = this.#follow(analysed, text, -1, 0);
      places.set(text, place);
    }
    return place;
  }

  /** The stores and calls of a function by name that are about a field of a known struct, or are handed one. */
  touchingIn(analysed: Analysed): readonly Use[] {
    let touching = this.#touching.get(analysed);
    if (touching === undefined) {
      touching = reachingIn(analysed).flatMap(({ use, texts }) =>
        texts.some((text) => this.of(analysed, text) !== null) ? [use] : [],
      );
      this.#touching.set(analysed, touching);
    }
    return touching;
  }

  #follow(analysed: Analysed, text: string, copied: number, depth: number): Place | null {
    const [, root, path] = PATH.exec(text) ?? [];
    if (root === undefined || path === undefined || depth > MAX_ALIASES) return null;
    if (path !== "") return this.#walk(analysed, root, path, copied);
    const alias = aliasesOf(analysed).get(root);
    return alias?.from === undefined || alias.from === null
      ? null
      : this.#follow(analysed, alias.from, alias.span.start, depth + 1);
  }

  #walk(analysed: Analysed, root: string, path: string, copied: number): Place | null {
    const steps = path.match(/(?:->|\.)\w+/g) ?? [];
    const local = analysed.effects.locals[root];
    let struct = local === undefined ? null : this.#structs.of(local.type, analysed.ref.path);
    let owner: { readonly struct: Struct; readonly steps: number } | null = null;
    for (let i = 0; i < steps.length && struct !== null; i++) {
      if (struct.isObject || owner === null) owner = { struct, steps: i };
      const type: string | undefined = struct.fields.get(steps[i]?.replace(/^\W+/, "") ?? "");
      struct = type === undefined ? null : this.#structs.of(type, analysed.ref.path);
    }
    if (owner === null) return null;
    const field = steps.slice(owner.steps).join("").replace(/^\W+/, "").replaceAll("->", ".");
    const object = root + steps.slice(0, owner.steps).join("");
    return { owner: owner.struct, field, object, root: this.original(analysed, root), text: root + path, copied };
  }

  /** Whether a field of what a type names or points to is declared by the workspace itself, in a struct that is no object of Python's. */
  isOwnField(type: string, field: string, path: string): boolean {
    if (wordsOf(type).some(isObjectHead)) return false;
    const struct = this.#structs.of(type, path);
    return struct !== null && !struct.isObject && struct.fields.has(field);
  }

  /** Whether the name of a place's struct means the same struct in a function's file. */
  canSee({ path }: FunctionRef, { owner }: Place): boolean {
    return this.#structs.of(owner.name, path)?.path === owner.path;
  }

  /** The variable a local one is another name for: `self` for `Engine *e = (Engine *)self`. */
  original(analysed: Analysed, name: string): string {
    let root = name;
    for (let i = 0; i < MAX_ALIASES; i++) {
      const from = aliasesOf(analysed).get(root)?.from;
      if (from === undefined || from === null || !/^\w+$/.test(from) || analysed.effects.locals[from] === undefined)
        break;
      root = from;
    }
    return root;
  }
}

/** The stores and calls by name in which something stands, as a target or an argument, that may be a place by its text. */
const reachingIn = perAnalysed((analysed): readonly { readonly use: Use; readonly texts: readonly string[] }[] =>
  analysed.uses.flatMap((use) => {
    const texts = textsOf(use.effect).filter((text) => {
      const [, root = "", path = ""] = PATH.exec(text) ?? [];
      return (
        analysed.effects.locals[root] !== undefined && (path !== "" || aliasesOf(analysed).get(root)?.from != null)
      );
    });
    return texts.length === 0 ? [] : [{ use, texts }];
  }),
);

function textsOf(effect: Effect): readonly string[] {
  if (effect.kind === "store") return effect.through === "name" ? [] : [effect.target];
  return effect.kind === "call" && effect.pointer === null ? (effect.args ?? []).map(({ text }) => text) : [];
}

const PATH = /^[&*]*([A-Za-z_]\w*)((?:(?:->|\.)\w+)*)$/;

const aliasesOf = perAnalysed(({ effects }) => aliasesIn(effects));

export function samePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}

/** Equal for the same field of the same struct: structs of unrelated modules may have one name. */
export function placeKey({ owner, field }: Place): string {
  return `${owner.path}\u0000${owner.name}\u0000${field}`;
}
