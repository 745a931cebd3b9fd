// Functions handed over by assignment: to a hook that Python or a library calls, or to a field of a struct that a library declares.
import { callbackRegistrations } from "../capi/knowledge.ts";
import type { StoreEffect } from "../effects/effect.ts";
import type { FunctionExtent } from "../mask/file-index.ts";
import { Trait } from "../summaries/lexical.ts";
import { perFile } from "../summaries/per-file.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
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
  return program.symbols.pointing
    .filter((ref) => mayHandOver(program, ref))
    .flatMap((ref) => program.analysed(ref).uses.flatMap((use) => handedOver(program, foreign, ref, use)));
}

/** Whether the text assigns a function that may use Python: few do, and only they are read. */
function mayHandOver(program: Program, ref: FunctionRef): boolean {
  const pointed = program.symbols
    .pointedIn(ref.extent)
    .filter((name) => program.symbols.byName(name).some(usesPython(program)));
  if (pointed.length === 0) return false;
  const assigned = assignedIn(ref.extent, program.text(ref.path));
  return pointed.some((name) => assigned.has(name));
}

/** The names that stand behind a `=` as all there is, but for a cast. */
function assignedIn(extent: FunctionExtent, text: string): ReadonlySet<string> {
  let names = assignedNames.get(extent);
  if (names === undefined) {
    const body = text.slice(extent.body.start, extent.body.end);
    names = new Set([...body.matchAll(/=\s*(?:\([^()]*\)\s*)?&?\s*(\w+)\s*;/g)].map(([, name = ""]) => name));
    assignedNames.set(extent, names);
  }
  return names;
}

/** An extent goes when its file is read again. */
const assignedNames = new WeakMap<FunctionExtent, ReadonlySet<string>>();

function usesPython(program: Program): (ref: FunctionRef) => boolean {
  return (ref) => (program.traits.of(ref) & (Trait.api | Trait.transition)) !== 0;
}

function handedOver(program: Program, foreign: ForeignTypes, ref: FunctionRef, use: Use): AssignedCallback[] {
  const { effect } = use;
  if (effect.kind !== "store" || effect.from === null) return [];
  const callee = program.symbols.resolve(effect.from.replace(/^&/, ""), ref.path);
  if (callee === undefined) return [];
  const handed = { callee, from: ref, use: use as Use<StoreEffect> };
  if (effect.through === "name") {
    const hook = callbackRegistrations(effect.target).find(({ argument }) => argument < 0);
    return hook === undefined || hook.state === "held"
      ? []
      : [{ ...handed, owner: effect.target, state: hook.state, note: hook.note }];
  }
  const type = effect.through === "field" ? foreign.of(ref, effect) : null;
  return type === null ? [] : [{ ...handed, owner: type, state: "caller", note: `a field of ${type}` }];
}

/** Types of variables that nothing in the workspace declares the insides of: a library's. */
class ForeignTypes {
  readonly #program: Program;
  readonly #known = new Map<string, boolean>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The type of the struct that is stored to; null where it is the workspace's own, Python's, or not known. */
  of(ref: FunctionRef, { base, target }: StoreEffect): string | null {
    if (base === null || !/^\w+(?:->|\.)\w+$/.test(target)) return null;
    const local = this.#program.effects(ref).locals[base];
    const type = local?.type ?? this.#program.symbols.variable(base, ref.path)?.variable.type ?? "";
    const name = type.replace(/\b(?:const|static|struct|volatile|register|extern)\b|\*/g, " ").trim();
    return /^[A-Za-z_]\w*$/.test(name) && !/^_?Py/.test(name) && this.#isForeign(name) ? name : null;
  }

  #isForeign(name: string): boolean {
    let known = this.#known.get(name);
    if (known === undefined) {
      known = ![...this.#program.files.values()].some((file) => declares(file, name));
      this.#known.set(name, known);
    }
    return known;
  }
}

/** Whether a file says what is in the struct, or gives the name to a type. */
const declares = perFile(
  ({ text }, name) =>
    text.includes(name) &&
    new RegExp(`\\bstruct\\s+${name}\\s*\\{|\\}\\s*${name}\\s*[;,]|\\btypedef\\b[^;{}]*\\b${name}\\s*;`).test(text),
);
