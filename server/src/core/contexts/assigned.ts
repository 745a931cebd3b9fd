// Functions handed over by assignment: to a hook that Python or a library calls, or to a field of a struct that a library declares.
import { callbackRegistrations, fieldRegistrations } from "../capi/control.ts";
import type { StoreEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perFunction, perNames, those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { isStoreUse, type Use } from "../summaries/uses.ts";

export interface AssignedCallback {
  readonly callee: FunctionRef;
  readonly from: FunctionRef;
  readonly use: Use<StoreEffect>;
  /** The hook, or the struct's type: whose functions call it. */
  readonly owner: string;
  /** As in the table of callbacks; a struct's functions are called in the state of some call into its library. */
  readonly state: "released" | "caller";
  readonly note: string;
}

/** In order of place. */
export function assignedCallbacks(program: Program): readonly AssignedCallback[] {
  // Few hand over a function that may use Python, and only they are read.
  const isWorthReading = ({ callee, types }: Assignment): boolean =>
    (program.traits.of(callee) & (Trait.api | Trait.transition)) !== 0 &&
    (types.length === 0 || types.some((type) => isForeign(type, program)));
  return handing(program)
    .filter((ref) => handedIn(ref, program).some(isWorthReading))
    .flatMap((ref) => storesIn(program.analysed(ref), program).flatMap((use) => handedOver(program, ref, use)));
}

const handing = those((ref, program) => handedIn(ref, program).length > 0);

/** The stores of functions. */
const storesIn = perNames(({ ref, uses }, { symbols }): readonly Handed[] =>
  uses.filter(isStoreUse).flatMap((use) => {
    const callee = use.effect.from === null ? undefined : symbols.resolve(use.effect.from.replace(/^&/, ""), ref.path);
    return callee === undefined ? [] : [{ use, callee }];
  }),
);

interface Handed {
  readonly use: Use<StoreEffect>;
  readonly callee: FunctionRef;
}

interface Assignment {
  readonly callee: FunctionRef;
  /** By the text, what may be the type of the struct that it is given to; empty where it is a hook, or cannot be told. */
  readonly types: readonly string[];
}

/** The functions whose names stand behind a `=` as all there is, but for a cast, to what may be a hook or a library's. */
const handedIn = perFunction((ref, program: Program): readonly Assignment[] => {
  const { path, extent } = ref;
  const pointed = new Set(program.symbols.pointedIn(extent));
  if (pointed.size === 0) return [];
  const body = program.text(path).slice(extent.body.start, extent.body.end);
  return [...body.matchAll(GIVES)].flatMap(({ 1: name = "", index }): Assignment[] => {
    const callee = pointed.has(name) ? program.symbols.resolve(name, path) : undefined;
    const before = callee === undefined ? "" : body.slice(Math.max(0, index - LONGEST), index);
    const target = TARGET.exec(before)?.[0].replace(/\s+/g, "");
    if (callee === undefined || target === undefined) return [];
    if (hookOf(target) !== undefined || fieldOf(target, callee, program) !== undefined) return [{ callee, types: [] }];
    const base = FIELD.exec(target)?.[1];
    return base === undefined ? [] : [{ callee, types: typesOf(ref, base, program) }];
  });
});

const GIVES = /=\s*(?:\([^()]*\)\s*)?&?\s*(\w+)\s*;/g;

/** At the end of what stands in front of a `=`. */
const TARGET = /\b[A-Za-z_]\w*(?:\s*(?:->|\.)\s*\w+)*\s*$/;

/** How much of it is looked at, in UTF-16 units. */
const LONGEST = 200;

/** A variable whose function Python or a library calls without the GIL, or in the state it is called in itself. */
function hookOf(target: string): { readonly state: "released" | "caller"; readonly note: string } | undefined {
  const hook = callbackRegistrations(target).find(({ argument }) => argument < 0);
  if (hook === undefined || hook.state === "held") return undefined;
  return { state: hook.state, note: hook.note };
}

/** A field whose functions a library calls, whoever declares its struct: such a function is given the struct itself. */
function fieldOf(
  target: string,
  { path, extent: { params } }: FunctionRef,
  program: Program,
): (ReturnType<typeof fieldRegistrations>[number] & { readonly field: string }) | undefined {
  const field = /(?:->|\.)(\w+)$/.exec(target)?.[1] ?? "";
  const given = program.text(path).slice(params.start, params.end);
  const found = fieldRegistrations(field).find(({ owner }) => new RegExp(`\\b${owner}\\s*\\*`).test(given));
  return found === undefined ? undefined : { ...found, field };
}

function handedOver(program: Program, ref: FunctionRef, { use, callee }: Handed): AssignedCallback[] {
  const { effect } = use;
  const handed = { callee, from: ref, use };
  if (effect.through === "name") {
    const hook = hookOf(effect.target);
    return hook === undefined ? [] : [{ ...handed, owner: effect.target, state: hook.state, note: hook.note }];
  }
  const field = effect.through === "field" ? fieldOf(effect.target, callee, program) : undefined;
  if (field !== undefined && field.state !== "held")
    return [{ ...handed, owner: `${field.owner}.${field.field}`, state: field.state, note: field.note }];
  const type = effect.through === "field" ? ownerOf(ref, effect, program) : null;
  return type === null ? [] : [{ ...handed, owner: type, state: "caller", note: `a field of ${type}` }];
}

/** The type of the struct that is stored to; null where it is the workspace's own, Python's, or not known. */
function ownerOf(ref: FunctionRef, { base, target }: StoreEffect, program: Program): string | null {
  if (base === null || !FIELD.test(target)) return null;
  const local = program.effects(ref).locals[base];
  const type = local?.type ?? program.symbols.variable(base, ref.path)?.variable.type ?? "";
  const name = type.replace(/\b(?:const|static|struct|volatile|register|extern)\b|\*/g, " ").trim();
  return isForeign(name, program) ? name : null;
}

/** A type that nothing in the workspace declares the insides of: a library's. */
function isForeign(name: string, { types }: Program): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !/^_?Py/.test(name) && types.definers(name).length === 0;
}

/** What stands where the type of a declaration of this variable would. */
function typesOf({ path, extent }: FunctionRef, name: string, program: Program): readonly string[] {
  const text = program.text(path).slice(extent.span.start, extent.body.end);
  return [...text.matchAll(new RegExp(`\\b([A-Za-z_]\\w*)[\\s*]+${name}\\b`, "g"))]
    .map(([, type = ""]) => type)
    .filter((type) => !/^(?:return|else|case|const|sizeof)$/.test(type));
}

const FIELD = /^(\w+)(?:->|\.)\w+$/;
