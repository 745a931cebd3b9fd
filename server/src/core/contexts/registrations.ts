// Who hands which functions over, to be called without the GIL: to a registrar, to a hook, to a guard of a binding, or said in a comment.
import { apiFact } from "../capi/api.ts";
import { type CallbackFact, callbackRegistrations } from "../capi/control.ts";
import type { CallEffect } from "../effects/effect.ts";
import { keeps } from "../summaries/net.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed, perFunction, those } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { isLambda } from "../text/names.ts";
import { assignedCallbacks } from "./assigned.ts";
import type { Chains } from "./chains.ts";
import { bindingGuard, constructorsNamed, familyOf, functionsNamed, isKept, registrarOf } from "./registrars.ts";
import { Siblings } from "./siblings.ts";
import { takesGilItself } from "./takers.ts";

/** Who calls a function without the GIL. */
export interface Registration {
  readonly callee: FunctionRef;
  /** Where it is handed over; null for an annotation. */
  readonly from: FunctionRef | null;
  readonly use: Use | null;
  readonly registrar: string;
  readonly note: string;
  /** Another thread calls it for certain, not only a library that may be used while the GIL is released. */
  readonly certain: boolean;
  /** A lambda handed to something unknown where the GIL is released: it may be called there, or elsewhere, or never. */
  readonly isGuess?: boolean;
}

export class Registrations {
  /** One for each function, in order. */
  readonly all: readonly Registration[];
  /** By id: functions that a library calls before some call returns, in a state that may be with the GIL. */
  readonly calledInPlace: Set<string> = new Set();
  readonly #program: Program;
  readonly #needs: Chains;

  constructor(program: Program, needs: Chains, seeds: readonly Analysed[]) {
    this.#program = program;
    this.#needs = needs;
    this.all = this.#find(seeds);
  }

  #find(seeds: readonly Analysed[]): readonly Registration[] {
    const families = this.#releasedFamilies(seeds);
    const result = new Map<string, Registration>();
    const add = (registration: Registration): void => {
      const known = result.get(registration.callee.id);
      if (known === undefined || (!known.certain && registration.certain))
        result.set(registration.callee.id, registration);
    };
    for (const ref of registering(this.#program)) {
      if (this.#program.annotations(ref).some(({ kind }) => kind === "called-without-gil"))
        add({
          callee: ref,
          from: null,
          use: null,
          registrar: "annotation",
          note: "a comment says that it is called without the GIL",
          certain: true,
        });
      if (!mayRegister(ref, this.#program)) continue;
      for (const use of handingIn(this.#program.analysed(ref), this.#program))
        for (const registration of this.#registrationsAt(ref, use, families)) add(registration);
    }
    for (const registration of this.#assigned(families)) add(registration);
    for (const handed of new Siblings(this.#program, this.#needs, families, seeds).all())
      if (!result.has(handed.callee.id)) add({ ...handed, certain: false });
    for (const analysed of seeds)
      if (this.#isHandedOver(analysed))
        add({
          callee: analysed.ref,
          from: null,
          use: null,
          registrar: "",
          note: "it takes the GIL itself",
          certain: false,
        });
    return [...result.values()].sort((a, b) => (a.callee.id < b.callee.id ? -1 : 1));
  }

  /** Takes the GIL that it has not given up, gives it back, and is used as a pointer: a callback, whoever it is handed to. */
  #isHandedOver(analysed: Analysed): boolean {
    if (!keeps(analysed.net) || !takesGilItself(analysed)) return false;
    return this.#program.symbols.isPointedTo(analysed.ref.extent.name);
  }

  *#registrationsAt(ref: FunctionRef, use: Use<CallEffect>, families: ReadonlySet<string>): Iterable<Registration> {
    const { args, pointer } = use.effect;
    if (use.effect.cplusplus !== undefined) yield* this.#boundAt(ref, use);
    const registrar = registrarOf(use.effect, this.#program);
    if (pointer !== null && registrar === pointer.slot) return;
    for (const { argument, state, note } of factsOf(registrar, this.#program)) {
      // A destructor runs where the thing goes, which is mostly while Python holds the GIL, and in the call that replaces it.
      const inPlace = use.entry.length + use.held.length + use.unknown.length;
      const destroys = state === "caller" && /destruct|destroy/i.test(note) && argument === (args?.length ?? 0) - 1;
      if (state === "held" || (destroys && (inPlace > 0 || use.released.length === 0))) continue;
      for (const callee of functionsNamed(args?.[argument]?.text ?? "", ref, this.#program)) {
        const registration = { callee, from: ref, use, registrar, note };
        if (state === "released") yield { ...registration, certain: true };
        else if (!isKept(registrar)) {
          // Called back before the call returns: in the state of the call.
          if (inPlace > 0) this.calledInPlace.add(callee.id);
          if (use.released.length > 0) yield { ...registration, certain: inPlace === 0 };
        } else if (takesGilItself(this.#program.analysed(callee))) yield { ...registration, certain: true };
        else if (families.has(familyOf(registrar))) yield { ...registration, certain: false };
      }
    }
  }

  /** Hooks, and fields of a library's structs: its functions call them, some of them where the GIL is released. */
  *#assigned(families: ReadonlySet<string>): Iterable<Registration> {
    for (const { callee, from, use, owner, state, note } of assignedCallbacks(this.#program))
      if (state === "released" || families.has(familyOf(owner)))
        yield { callee, from, use, registrar: owner, note, certain: state === "released" };
  }

  /** Functions bound with a guard that releases, and lambdas handed over where the GIL is released. */
  *#boundAt(ref: FunctionRef, use: Use<CallEffect>): Iterable<Registration> {
    const { callee, pointer, args } = use.effect;
    const registrar = pointer?.slot ?? callee;
    const guard = bindingGuard(use.effect);
    if (guard !== null)
      for (const { text } of args ?? [])
        for (const bound of [
          ...functionsNamed(text, ref, this.#program),
          ...constructorsNamed(text, use.effect, ref, this.#program),
        ])
          yield { callee: bound, from: ref, use, registrar, note: `bound with ${guard}`, certain: true };
    const target = this.#program.target(use.effect, ref.path);
    if (use.released.length === 0 || target.kind === "functions") return;
    // Whether and when it is called is not known: most likely at once.
    for (const { text } of args ?? [])
      if (isLambda(text))
        for (const lambda of functionsNamed(text, ref, this.#program))
          yield {
            callee: lambda,
            from: ref,
            use,
            registrar,
            note: "called where the GIL is released",
            certain: false,
            isGuess: true,
          };
  }

  /** Libraries that the project calls where the GIL is released: their callbacks may run there. */
  #releasedFamilies(seeds: readonly Analysed[]): ReadonlySet<string> {
    const families = new Set<string>();
    for (const seed of seeds) for (const family of familiesReleasedIn(seed, this.#program)) families.add(family);
    families.delete("");
    return families;
  }
}

/** The functions that may hand a callback over, or that a comment says are one. */
const registering = those((ref, program) => mayRegister(ref, program) || program.annotations(ref).length > 0);

function mayRegister(ref: FunctionRef, program: Program): boolean {
  const traits = program.traits.of(ref);
  if ((traits & Trait.registration) !== 0) return handsOver(ref, program);
  // A lambda made where the GIL is released may be handed to something unknown.
  return (traits & Trait.transition) !== 0 && (ref.extent.cplusplus?.lambdas.length ?? 0) > 0;
}

/** What settings or tables say of what a function does with a callback it is given. */
function factsOf(registrar: string, { settings }: Program): readonly Omit<CallbackFact, "name" | "source">[] {
  const configured = settings.callbacks.filter((callback) => callback.function === registrar);
  return configured.length > 0
    ? configured.map((callback) => ({ ...callback, note: "configured" }))
    : callbackRegistrations(registrar);
}

/** The calls of a function that may hand something over. */
const handingIn = perAnalysed(({ uses }, program: Program): readonly Use<CallEffect>[] =>
  uses
    .filter(isCallUse)
    .filter(
      ({ effect }) =>
        effect.args !== null &&
        (effect.cplusplus !== undefined || factsOf(registrarOf(effect, program), program).length > 0),
    ),
);

/** Whether it names a function without calling it there, or a table of them, as far as the text tells. */
const handsOver = perFunction((ref, program: Program): boolean => {
  const { path, extent } = ref;
  const { symbols } = program;
  const body = program.text(path).slice(extent.body.start, extent.body.end);
  const isNamed = (name: string): boolean =>
    symbols.handed(name, ref) !== undefined && new RegExp(`\\b${name}\\b(?!\\s*\\()`).test(body);
  return (
    extent.cplusplus !== undefined || extent.names.some((name) => symbols.table(name, path).length > 0 || isNamed(name))
  );
});

/** The libraries that a function calls where the GIL is released. */
const familiesReleasedIn = perAnalysed(({ ref, released }, program: Program): readonly string[] =>
  released.flatMap(({ effect }) =>
    effect.kind === "call" &&
    effect.callee !== "" &&
    apiFact(effect.callee) === undefined &&
    program.target(effect, ref.path).kind === "external"
      ? [familyOf(effect.callee)]
      : [],
  ),
);
