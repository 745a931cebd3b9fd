// Functions handed over by assignment: to a hook that Python or a library calls, or to a field of a struct that a library declares.
import { callbackRegistrations, fieldRegistrations } from "../capi/control.ts";
import type { StoreEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perFunction, perFunctionAndName, those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import type { Use } from "../summaries/uses.ts";

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
  const foreign = new ForeignTypes(program);
  return assigning(program)
    .filter((ref) => mayHandOver(program, foreign, ref))
    .flatMap((ref) => program.analysed(ref).uses.flatMap((use) => handedOver(program, foreign, ref, use)));
}

const assigning = those((ref, program) => assignmentsIn(ref, program).length > 0);

/** Whether the text assigns a function that may use Python to something that may be a library's: few do, and only they are read. */
function mayHandOver(program: Program, foreign: ForeignTypes, ref: FunctionRef): boolean {
  return assignmentsIn(ref, program).some(
    ({ target, callee }) =>
      (program.traits.of(callee) & (Trait.api | Trait.transition)) !== 0 &&
      (hookOf(target) !== undefined || fieldOf(target, callee, program) !== undefined || foreign.mayOwn(ref, target)),
  );
}

interface Assignment {
  /** A name, or a field of one. */
  readonly target: string;
  readonly callee: FunctionRef;
}

/** The functions whose names stand behind a `=` as all there is, but for a cast. */
const assignmentsIn = perFunction(({ path, extent }, program: Program): readonly Assignment[] => {
  const pointed = new Set(program.symbols.pointedIn(extent));
  if (pointed.size === 0) return [];
  const body = program.text(path).slice(extent.body.start, extent.body.end);
  return [...body.matchAll(GIVES)].flatMap(({ 1: name = "", index }) => {
    const callee = pointed.has(name) ? program.symbols.resolve(name, path) : undefined;
    const target = callee === undefined ? undefined : TARGET.exec(body.slice(Math.max(0, index - LONGEST), index))?.[0];
    return callee === undefined || target === undefined ? [] : [{ target: target.replace(/\s+/g, ""), callee }];
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

function handedOver(program: Program, foreign: ForeignTypes, ref: FunctionRef, use: Use): AssignedCallback[] {
  const { effect } = use;
  if (effect.kind !== "store" || effect.from === null) return [];
  const callee = program.symbols.resolve(effect.from.replace(/^&/, ""), ref.path);
  if (callee === undefined) return [];
  const handed = { callee, from: ref, use: use as Use<StoreEffect> };
  if (effect.through === "name") {
    const hook = hookOf(effect.target);
    return hook === undefined ? [] : [{ ...handed, owner: effect.target, state: hook.state, note: hook.note }];
  }
  const field = effect.through === "field" ? fieldOf(effect.target, callee, program) : undefined;
  if (field !== undefined && field.state !== "held")
    return [{ ...handed, owner: `${field.owner}.${field.field}`, state: field.state, note: field.note }];
  const type = effect.through === "field" ? foreign.of(ref, effect) : null;
  return type === null ? [] : [{ ...handed, owner: type, state: "caller", note: `a field of ${type}` }];
}

/** Types of variables that nothing in the workspace declares the insides of: a library's. */
class ForeignTypes {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** The type of the struct that is stored to; null where it is the workspace's own, Python's, or not known. */
  of(ref: FunctionRef, { base, target }: StoreEffect): string | null {
    if (base === null || !FIELD.test(target)) return null;
    const local = this.#program.effects(ref).locals[base];
    const type = local?.type ?? this.#program.symbols.variable(base, ref.path)?.variable.type ?? "";
    const name = type.replace(/\b(?:const|static|struct|volatile|register|extern)\b|\*/g, " ").trim();
    return this.#isForeign(name) ? name : null;
  }

  /** The same by the text, where one cannot be sure. */
  mayOwn(ref: FunctionRef, target: string): boolean {
    const base = FIELD.exec(target)?.[1];
    if (base === undefined) return false;
    const declared = typesOf(ref, base, this.#program);
    return declared.length === 0 || declared.some((type) => this.#isForeign(type));
  }

  #isForeign(name: string): boolean {
    return /^[A-Za-z_]\w*$/.test(name) && !/^_?Py/.test(name) && this.#program.types.definers(name).length === 0;
  }
}

/** What stands where the type of a declaration of this variable would. */
const typesOf = perFunctionAndName(({ path, extent }, name, program: Program): readonly string[] => {
  const text = program.text(path).slice(extent.span.start, extent.body.end);
  return [...text.matchAll(new RegExp(`\\b([A-Za-z_]\\w*)[\\s*]+${name}\\b`, "g"))]
    .map(([, type = ""]) => type)
    .filter((type) => !/^(?:return|else|case|const|sizeof)$/.test(type));
});

const FIELD = /^(\w+)(?:->|\.)\w+$/;
