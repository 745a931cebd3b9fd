// What functions do to the state behind Python's objects, and what keeps two threads from doing it at once.
import { freedMemory, type HandleFact, handleCall } from "../capi/sharing.ts";
import type { Visit } from "../dataflow/solution.ts";
import type { CallEffect, Effect } from "../effects/effect.ts";
import { knowsPython } from "../summaries/knows-python.ts";
import type { Program } from "../summaries/program.ts";
import { perFunction, those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse, type Use, visitsOf } from "../summaries/uses.ts";
import { isHeader } from "../text/language.ts";
import { Callers } from "./callers.ts";
import type { Evidence } from "./evidence.ts";
import { InUse } from "./in-use.ts";
import { type Place, type Places, placeKey, placesOf, samePlace } from "./places.ts";
import { type Exposure, exposureOf } from "./sharing.ts";

export interface Access {
  readonly analysed: Analysed;
  readonly use: Use;
  readonly place: Place;
  readonly does: "frees" | "uses" | "writes" | "reads";
  /** Set where a library's function works on it. */
  readonly handle: HandleFact | null;
}

const MAX_FUNCTIONS = 60;
const MAX_DEPTH = 8;

/** What a field points to: whoever is handed it may use it for as long as nobody frees it. */
const MEMORY: HandleFact = {
  name: "",
  handle: "piece of memory",
  argument: 0,
  sharing: "shared",
  effect: "uses",
  source: "ISO C17 6.2.4: memory that was freed is no object any more",
};

/** One for each evidence: what is found out for one rule serves the others, and their fixes. */
export function objectsOf(evidence: Evidence): Objects {
  const objects = known.get(evidence) ?? new Objects(evidence);
  known.set(evidence, objects);
  return objects;
}

const known = new WeakMap<Evidence, Objects>();

export class Objects {
  readonly places: Places;
  readonly #evidence: Evidence;
  readonly callers: Callers;
  readonly #inUse: InUse;
  readonly #accesses = new Map<string, readonly Access[]>();
  readonly #frees = new Map<string, readonly Access[]>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.places = placesOf(evidence.program);
    this.callers = new Callers(evidence.program);
    this.#inUse = new InUse(evidence.program, this.callers, this.places);
  }

  /** What an effect does to the state behind an object. */
  accessOf(analysed: Analysed, use: Use): Access | null {
    const { effect } = use;
    if (effect.kind === "store" && effect.through !== "name")
      return this.#access(analysed, use, effect.target, "writes");
    if (effect.kind === "field") {
      const text = `${effect.object}->${effect.field}`;
      return this.#access(analysed, use, text, "reads");
    }
    if (effect.kind !== "call" || effect.pointer !== null) return null;
    const handle = handleCall(effect.callee);
    const text = handle === undefined ? undefined : effect.args?.[handle.argument]?.text;
    if (handle === undefined || text === undefined) return null;
    if (this.#callee(analysed, effect) !== "library") return null;
    return this.#access(analysed, use, text, handle.effect, handle);
  }

  /** A library may be part of the workspace; a function of the same name that knows Python is another one. */
  #callee(analysed: Analysed, effect: CallEffect): "library" | "python" | "own" {
    const target = this.#evidence.program.target(effect, analysed.ref.path);
    if (target.kind === "api") return "python";
    const isLibrary = target.kind === "functions" && target.refs.every((ref) => this.#evidence.needs.of(ref) === null);
    return target.kind === "external" || isLibrary ? "library" : "own";
  }

  /** The memory behind fields of an object that a call is handed, where some function frees or moves it. */
  memoryHandedTo(analysed: Analysed, use: Use): readonly Access[] {
    const { effect } = use;
    if (effect.kind !== "call" || effect.pointer !== null || handleCall(effect.callee) !== undefined) return [];
    return (effect.args ?? []).flatMap(({ kind, text }, i): Access[] => {
      if (kind === "literal" || kind === "address") return [];
      const does = freedMemory(effect.callee) === i ? "frees" : "uses";
      const access = this.#access(analysed, use, text, does, MEMORY);
      if (access === null || !isPointer(access.place) || this.#callee(analysed, effect) === "own") return [];
      return this.freesOf(access.place).length > 0 ? [access] : [];
    });
  }

  /** Where the memory behind a field is freed or moved. */
  freesOf(place: Place): readonly Access[] {
    const key = placeKey(place);
    const known = this.#frees.get(key);
    if (known !== undefined) return known;
    const { program } = this.#evidence;
    const found = this.#freeingIn(place.owner.path)
      .filter((ref) => ref.extent.names.includes(place.field) && seemsToFree(program, ref, place.field))
      .filter((ref) => this.places.canSee(ref, place))
      .slice(0, MAX_FUNCTIONS)
      .flatMap((ref) => {
        const analysed = program.analysed(ref);
        return analysed.uses.filter(isCallUse).flatMap((use): Access[] => {
          const text = use.effect.args?.[freedMemory(use.effect.callee) ?? -1]?.text;
          const access = text === undefined ? null : this.#access(analysed, use, text, "frees", MEMORY);
          return access !== null && samePlace(access.place, place) ? [access] : [];
        });
      });
    this.#frees.set(key, found);
    return found;
  }

  /** The functions that free any memory, where a struct of that file is seen. */
  #freeingIn(path: string): readonly FunctionRef[] {
    const { program } = this.#evidence;
    return isHeader(path) ? freeing(program) : program.symbols.inFile(path).filter(frees);
  }

  #access(
    analysed: Analysed,
    use: Use,
    text: string,
    does: Access["does"],
    handle: HandleFact | null = null,
  ): Access | null {
    const place = this.places.of(analysed, text);
    return place === null ? null : { analysed, use, place, does, handle };
  }

  /** Every access to the same field, in the functions that mention it, or in those of them that know Python. */
  accessesTo(place: Place, who: "all" | "python" = "all"): readonly Access[] {
    const key = `${who} ${placeKey(place)}`;
    const known = this.#accesses.get(key);
    if (known !== undefined) return known;
    const word = /\w+$/.exec(place.field)?.[0] ?? "";
    const found: Access[] = [];
    let read = 0;
    const { program } = this.#evidence;
    for (const ref of program.mentions.users(word)) {
      if (!this.places.canSee(ref, place)) continue;
      if (who === "python" && !knowsPython(ref, program)) continue;
      if (read++ >= MAX_FUNCTIONS) break;
      const analysed = program.analysed(ref);
      for (const use of analysed.uses) {
        const access = mentions(use.effect, word) ? this.accessOf(analysed, use) : null;
        if (access !== null && samePlace(access.place, place)) found.push(access);
      }
    }
    this.#accesses.set(key, found);
    return found;
  }

  exposure({ analysed, use }: Access): Exposure | null {
    return exposureOf(this.#evidence, analysed, use);
  }

  /** Whether another thread can have the object: it comes from outside, and is not just being made or taken apart. */
  isShared({ analysed, place }: Access): boolean {
    const { locals, blocks } = analysed.effects;
    const local = locals[place.root];
    if (local === undefined || local.isStatic) return false;
    if (local.parameter >= 0) {
      const isOwn = local.parameter === 0 && place.object === place.root;
      return (
        (!isOwn || this.callers.rolesOf(analysed.ref).has("method")) &&
        this.#isSharedByCaller(analysed, local.parameter, 0)
      );
    }
    // Filled in by a call, as PyArg_ParseTuple fills in what the caller passes. A struct on the stack has only its fields filled in.
    if (!/[*&]/.test(local.type)) return false;
    return blocks.some(({ effects }) =>
      effects.some(
        (effect) =>
          effect.kind === "call" &&
          this.#evidence.program.target(effect, analysed.ref.path).kind === "api" &&
          (effect.args ?? []).some(({ kind, base }) => kind === "address" && base === place.root),
      ),
    );
  }

  /** Where it is a caller that has released the GIL: whether what that passes is shared. */
  #isSharedByCaller({ ref }: Analysed, parameter: number, depth: number): boolean {
    const caller = this.#evidence.contexts.released(ref)?.caller;
    if (caller === undefined || caller === null || depth > MAX_DEPTH) return true;
    const above = this.#evidence.program.analysed(caller.ref);
    const arg = caller.use.effect.args?.[parameter];
    if (arg === undefined || arg.base === null) return false;
    const local = above.effects.locals[this.places.original(above, arg.base)];
    if (local === undefined || local.parameter < 0) return false;
    if (local.parameter === 0 && !this.callers.rolesOf(caller.ref).has("method")) return false;
    return this.#isSharedByCaller(above, local.parameter, depth + 1);
  }

  /** The locks that may be held at an access, in words that hold in every function: a field of an object by its struct. */
  locksAt({ analysed, use }: Pick<Access, "analysed" | "use">): ReadonlySet<string> {
    const locks = new Set<string>();
    for (const { before } of visitsOf(use))
      for (const lock of before.mayLocks) locks.add(this.lockName(analysed, lock));
    for (const lock of this.#locksOfCallers(analysed, 0)) locks.add(lock);
    return locks;
  }

  lockName(analysed: Analysed, lock: string): string {
    const place = this.places.of(analysed, lock);
    return place === null ? lock : `${place.owner.name}.${place.field}`;
  }

  /** Locks that may be held at every known call of a helper. */
  #locksOfCallers({ ref }: Analysed, depth: number): ReadonlySet<string> {
    const annotated = this.#evidence.program.annotations(ref).some(({ kind }) => kind === "guarded-by");
    if (annotated) return new Set(["guarded-by"]);
    if (depth > 2 || this.callers.isPointedTo(ref)) return new Set();
    let common: ReadonlySet<string> | null = null;
    for (const caller of this.callers.of(ref).slice(0, MAX_FUNCTIONS)) {
      const analysed = this.#evidence.program.analysed(caller);
      const above = this.#locksOfCallers(analysed, depth + 1);
      for (const used of analysed.uses) {
        const { effect } = used;
        if (effect.kind !== "call" || effect.callee !== ref.extent.name) continue;
        const here = new Set(above);
        for (const { before } of visitsOf(used))
          for (const lock of before.mayLocks) here.add(this.lockName(analysed, lock));
        common = common === null ? here : new Set<string>([...common].filter((lock: string) => here.has(lock)));
        if (common.size === 0) return common;
      }
    }
    return common ?? new Set();
  }

  /** Whether a flag, a counter or the thread it is tied to keeps others from the object meanwhile. */
  isMarked({ analysed, place, use }: Access): boolean {
    return this.#inUse.isMarked(analysed, place, use);
  }
}

export function isMemory(handle: HandleFact): boolean {
  return handle === MEMORY;
}

/** A field of the object itself that is declared as a pointer. */
function isPointer({ owner, field }: Place): boolean {
  return owner.isObject && owner.fields.get(field)?.includes("*") === true;
}

/** The names by which a function frees memory. */
const freeingCalls = perFunction(({ extent }): readonly string[] =>
  extent.calls.filter((name) => freedMemory(name) !== undefined),
);

const frees = (ref: FunctionRef): boolean => freeingCalls(ref).length > 0;
/** The functions that free any memory. */
const freeing = those(frees);

/** Whether the field stands in a call that frees, or is copied for one, by the letters: functions are dear to read. */
function seemsToFree(program: Program, ref: FunctionRef, field: string): boolean {
  const { path, extent } = ref;
  const names = freeingCalls(ref);
  const body = program.text(path).slice(extent.body.start, extent.body.end);
  return new RegExp(`\\b(?:${names.join("|")})\\s*\\([^;]*\\b${field}\\b|=[\\s\\w.>-]*\\b${field}\\s*[;,]`).test(body);
}

function mentions(effect: Effect, word: string): boolean {
  if (effect.kind === "field") return effect.field === word;
  if (effect.kind === "store") return effect.target.includes(word);
  return effect.kind === "call";
}

/** Whether the GIL is held, or whatever the caller holds, on a visit. */
export function isUnderGil({ entry, held }: Use): Visit | undefined {
  return entry[0] ?? held[0];
}
