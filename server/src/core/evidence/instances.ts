// What methods do to the fields of their object, here and in the functions they hand it to, and which fields move under their feet.
import type { Effect } from "../effects/effect.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { parametersOf } from "../syntax/parameters.ts";
import type { Evidence } from "./evidence.ts";

/** An access to a field, without a lock. */
export interface Access {
  readonly field: string;
  /** `modified`: from its own old value; `replaced`: a pointer, by another one. */
  readonly how: "read" | "modified" | "replaced";
  /** In the function asked about: the access, or the call that leads to it. */
  readonly use: Use;
  /** Where the access itself is. */
  readonly at: { readonly ref: FunctionRef; readonly use: Use };
}

export interface Method {
  readonly analysed: Analysed;
  /** The variable that is the object, and its type. */
  readonly object: string;
  readonly type: string;
  readonly accesses: readonly Access[];
}

const MAX_DEPTH = 3;

export class Instances {
  readonly #evidence: Evidence;
  readonly #types: ReadonlySet<string>;
  readonly #known = new Map<string, readonly Access[]>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#types = new Set(
      evidence.entries.all.flatMap(({ ref }) => structOf(parametersIn(evidence, ref)[0]?.type ?? "") ?? []),
    );
  }

  /** The functions that Python calls with an object other threads can have, in order. */
  methods(): Method[] {
    const entries = this.#evidence.entries.all.filter(({ alone }) => !alone);
    return entries
      .sort((a, b) => (a.ref.id < b.ref.id ? -1 : 1))
      .flatMap(({ ref }) => (this.#mentionsType(ref) ? this.#methodsOf(ref) : []));
  }

  #mentionsType(ref: FunctionRef): boolean {
    const parameters = parametersIn(this.#evidence, ref);
    return (
      parameters.some(({ type }) => this.#types.has(structOf(type) ?? "")) ||
      ref.extent.names.some((name) => this.#types.has(name))
    );
  }

  #methodsOf(ref: FunctionRef): Method[] {
    const analysed = this.#evidence.program.analysed(ref);
    return Object.entries(analysed.effects.locals).flatMap(([object, { type, parameter, isStatic }]): Method[] => {
      const struct = structOf(type);
      if (struct === null || isStatic || !this.#types.has(struct)) return [];
      if (parameter < 0 && !isHandedIn(analysed, object)) return [];
      return [{ analysed, object, type: struct, accesses: this.#accesses(ref, object, 0) }];
    });
  }

  #accesses(ref: FunctionRef, object: string, depth: number): readonly Access[] {
    const key = `${ref.id}\u0000${object}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, []);
    const { program } = this.#evidence;
    const analysed = program.analysed(ref);
    const body = program.text(ref.path).slice(ref.extent.body.start, ref.extent.body.end);
    const follows = ({ span, macro }: Effect): string => (macro === null ? body.slice(span.end, span.end + 8) : "");
    const found = analysed.uses.flatMap((use) => {
      const visits = [...use.entry, ...use.held];
      if (!visits.some(({ before }) => before.mayLocks.size === 0)) return [];
      const direct = accessIn(analysed, use, object, follows);
      return direct === null ? this.#inCallees(ref, use, object, depth) : [{ ...direct, use, at: { ref, use } }];
    });
    this.#known.set(key, found);
    return found;
  }

  #inCallees(ref: FunctionRef, use: Use, object: string, depth: number): Access[] {
    if (use.effect.kind !== "call" || depth >= MAX_DEPTH) return [];
    const position = use.effect.args?.findIndex(({ text }) => text === object) ?? -1;
    const target = position < 0 ? null : this.#evidence.program.target(use.effect, ref.path);
    if (target?.kind !== "functions" || target.throughPointer) return [];
    return target.refs.flatMap((callee) => {
      const parameter = parametersIn(this.#evidence, callee)[position]?.name;
      if (parameter === undefined || callee === ref) return [];
      return this.#accesses(callee, parameter, depth + 1).map((access) => ({ ...access, use }));
    });
  }
}

/** What an effect does to a field of the object, or to the memory a field points to. A pointer that is only compared is not used. */
function accessIn(
  { effects }: Analysed,
  { effect, block, index }: Use,
  object: string,
  follows: (effect: Effect) => string,
): Pick<Access, "field" | "how"> | null {
  const fieldOf = (text: string): string | undefined => new RegExp(`^${object}->(\\w+)(?!\\w|->)`).exec(text)?.[1];
  if (effect.kind === "field" && effect.object === object)
    return /^\s*(?:->|\[)/.test(follows(effect)) ? { field: effect.field, how: "read" } : null;
  if (effect.kind === "call") {
    const handed = effect.args?.map(({ text }) => text).find((text) => fieldOf(text) === text.slice(object.length + 2));
    return handed === undefined ? null : { field: fieldOf(handed) ?? "", how: "read" };
  }
  if (effect.kind !== "store" || effect.base !== object || effect.through === "name") return null;
  const field = fieldOf(effect.target);
  if (field === undefined) return null;
  // Between the call that gives the value and the store stands the field.
  const previous = effects.blocks[block]?.effects[index - 2];
  if (effect.target === `${object}->${field}` && isPointer(effect, previous, effects))
    return { field, how: "replaced" };
  return effect.modifies ? { field, how: "modified" } : null;
}

/** Whether what is stored is a pointer: what a call made, or a variable that is one. */
function isPointer(
  { from, target, value }: Extract<Effect, { kind: "store" }>,
  previous: Effect | undefined,
  { locals }: Analysed["effects"],
): boolean {
  if (value !== null) return false;
  if (from !== null) return locals[from]?.type.includes("*") ?? false;
  return previous?.kind === "call" && previous.result === target && /alloc|new|ref$|dup|create/i.test(previous.callee);
}

/** A local pointer that is only ever a parameter by another type. */
function isHandedIn({ effects }: Analysed, name: string): boolean {
  const stores = effects.blocks
    .flatMap((block) => block.effects)
    .filter((effect) => effect.kind === "store" && effect.target === name);
  return (
    stores.length > 0 &&
    stores.every((effect) => effect.kind === "store" && (effects.locals[effect.from ?? ""]?.parameter ?? -1) >= 0)
  );
}

function parametersIn({ program }: Evidence, { path, extent }: FunctionRef): ReturnType<typeof parametersOf> {
  return parametersOf(program.text(path).slice(extent.params.start, extent.params.end));
}

/** The struct that a type points to, if it is one of the project. */
function structOf(type: string): string | null {
  const name = /^(?:(?:const|struct) )*([A-Za-z_]\w*)\s*\*$/.exec(type.trim())?.[1];
  return name === undefined || /^(?:Py[A-Z_]\w*|_Py\w*|void|char|int|long|short|double|float|unsigned|FILE)$/.test(name)
    ? null
    : name;
}
