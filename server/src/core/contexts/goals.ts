// What chains look for: the C-API, a release of the GIL, a call that waits.
import { apiFact } from "../capi/api.ts";
import { lockCall } from "../capi/locks.ts";
import { transitionFact } from "../capi/transitions.ts";
import { type Operation, STARTED } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import { swapsOut } from "../summaries/meanings.ts";
import type { Program } from "../summaries/program.ts";
import { perMentions } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { Trait } from "../summaries/traits.ts";
import type { Use } from "../summaries/uses.ts";
import { isAskedFirst } from "./asked.ts";
import { callsAtEntry, type Goal } from "./chains.ts";
import { leadsToExit } from "./last-words.ts";
import { mayWait, waitOf } from "./waits.ts";

function callsIn(program: Program, ref: FunctionRef): readonly Use<CallEffect>[] {
  return callsAtEntry(program.analysed(ref));
}

/**
 * Whether, by the names they mention, a function or one it leads to has a trait, or is one that comments speak of: the others are not
 * read. One search from a function goes on until it finds something, and so do those on the way to it; if it does not, none of the functions
 * it came by leads to anything.
 */
function leadsTo(program: Program, trait: number): (ref: FunctionRef) => boolean {
  const known = leading(program).get(trait) ?? new Map<FunctionRef, boolean>();
  leading(program).set(trait, known);
  const has = (ref: FunctionRef): boolean =>
    (program.traits.of(ref) & trait) !== 0 || program.annotations(ref).length > 0;
  const search = (root: FunctionRef): boolean => {
    // Each with the one it was come to from.
    const seen = new Map<FunctionRef, FunctionRef | null>([[root, null]]);
    for (const ref of seen.keys()) {
      if (known.get(ref) ?? has(ref)) {
        for (let at: FunctionRef | null | undefined = ref; at; at = seen.get(at)) known.set(at, true);
        return true;
      }
      if (known.has(ref)) continue;
      for (const callee of mentionedIn(program, ref)) if (!seen.has(callee)) seen.set(callee, ref);
    }
    for (const ref of seen.keys()) known.set(ref, false);
    return false;
  };
  return (ref) => known.get(ref) ?? search(ref);
}

/** Whether a function leads, by the names that are mentioned, to more than so many functions: it runs a good part of the program. */
export function leadsToMany(program: Program, root: FunctionRef): boolean {
  const known = broad(program);
  let isBroad = known.get(root);
  if (isBroad === undefined) {
    isBroad = findsMany(program, root);
    known.set(root, isBroad);
  }
  return isBroad;
}

function findsMany(program: Program, root: FunctionRef): boolean {
  const seen = new Set([root]);
  for (const ref of seen) {
    if (seen.size > MANY) return true;
    for (const callee of mentionedIn(program, ref)) seen.add(callee);
  }
  return false;
}

const MANY = 400;

const broad = perMentions(() => new Map<FunctionRef, boolean>());

/** By trait: the functions of which that is known. */
const leading = perMentions(() => new Map<number, Map<FunctionRef, boolean>>());

function* mentionedIn({ symbols }: Program, { extent, path }: FunctionRef): Iterable<FunctionRef> {
  for (const name of extent.names) {
    if (!symbols.isCallable(name) || apiFact(name) !== undefined) continue;
    const callee = extent.cplusplus === undefined ? symbols.resolve(name, path) : undefined;
    if (callee === undefined) yield* symbols.byName(name);
    else yield callee;
    yield* symbols.slot(name, path);
  }
}

const PYTHON = Trait.api | Trait.transition | Trait.holder;

/** A use of the C-API before the function takes the GIL itself. */
export function needsGil(program: Program): Goal {
  const declared = (ref: FunctionRef): boolean | undefined => declaredNeed(program, ref);
  return {
    declared,
    // Whoever ends the process says what went wrong, as well as that can be said.
    follows: (ref, use) => !leadsToExit(program, program.analysed(ref), use),
    worthReading: leadsTo(program, PYTHON),
    direct: (ref) => {
      const said = declared(ref) === true;
      if (!said && (program.traits.of(ref) & PYTHON) === 0) return null;
      const calls = callsIn(program, ref);
      const found = calls.flatMap((use) => apiUse(program, ref, use) ?? []);
      const best = found.find(({ certain }) => certain) ?? found[0];
      if (best !== undefined) return best;
      const [first] = calls;
      return said && first !== undefined ? { use: first, name: ref.extent.name, certain: true } : null;
    },
  };
}

/** What the configuration or a comment says about a function; undefined for nothing. */
function declaredNeed(program: Program, ref: FunctionRef): boolean | undefined {
  const { free, needy } = program.configured;
  if (free.has(ref.extent.name)) return false;
  if (needy.has(ref.extent.name)) return true;
  for (const { kind } of program.annotations(ref)) {
    if (kind === "gil-free" || kind === "acquires-gil") return false;
    if (kind === "needs-gil") return true;
  }
  return program.nets.isHeldByParts(ref) ? false : undefined;
}

function apiUse(program: Program, ref: FunctionRef, use: Use<CallEffect>): ReturnType<Goal["direct"]> {
  const target = program.target(use.effect, ref.path);
  if (target.kind === "declared" && target.needs) return { use, name: target.name, certain: true };
  if (target.kind !== "api") return null;
  if (isAskedFirst(program, ref, use) || isSwappedIn(program, ref, use)) return null;
  // Where the GIL may have been taken on another path, the need is in doubt.
  return { use, name: target.name, certain: target.certain && use.held.length + use.unknown.length === 0 };
}

/** Whether the function has made a thread state of its own choice the current one before. */
function isSwappedIn(program: Program, ref: FunctionRef, { entry }: Use): boolean {
  const { effects } = program.analysed(ref);
  const swaps = (at: number, until?: number): boolean =>
    (effects.blocks[at]?.effects ?? [])
      .slice(0, until)
      .some((effect) => effect.kind === "call" && transitionFact(effect.callee)?.op === "swap" && !swapsOut(effect));
  return entry.every(({ node, index }) => {
    if (swaps(node.block, index)) return true;
    for (let at = node.parent; at !== null; at = at.node.parent) if (swaps(at.node.block)) return true;
    return false;
  });
}

/** A release of the GIL that was held when the function was entered. */
export function releasesGil(program: Program): Goal {
  return {
    declared: () => undefined,
    worthReading: leadsTo(program, Trait.transition),
    direct: (ref) => {
      if ((program.traits.of(ref) & Trait.transition) === 0) return null;
      for (const use of callsIn(program, ref))
        if (program.releases(ref, use.effect) && !isAskedFirst(program, ref, use))
          return { use, name: calledAs(use.effect), certain: true };
      return null;
    },
  };
}

/** A taking of the GIL: whoever calls the function without it waits for it there. */
export function takesGil(program: Program): Goal {
  return {
    declared: () => undefined,
    worthReading: leadsTo(program, Trait.transition),
    direct: (ref) => {
      if ((program.traits.of(ref) & Trait.transition) === 0) return null;
      for (const use of callsIn(program, ref)) {
        if (program.may(ref, use.effect, waitsForGil)) return { use, name: calledAs(use.effect), certain: true };
      }
      return null;
    },
  };
}

/** Starting Python takes a GIL that nobody else can have yet. */
function waitsForGil(operation: Operation): boolean {
  return operation.op === "ensure" || (operation.op === "acquire" && operation.from !== STARTED);
}

/** A call, in a function that knows nothing of Python (`unaware`, by id), that waits for callbacks which take the GIL. */
export function waitsForCallbacks(
  program: Program,
  unaware: Pick<ReadonlySet<string>, "has">,
  waitsIn: (call: CallEffect, ref: FunctionRef) => boolean,
): Goal {
  return {
    declared: (ref) => (unaware.has(ref.id) ? undefined : false),
    worthReading: (ref) => unaware.has(ref.id),
    direct: (ref) => {
      if ((program.traits.of(ref) & Trait.callbackWait) === 0) return null;
      const use = callsIn(program, ref).find(({ effect }) => waitsIn(effect, ref));
      return use === undefined ? null : { use, name: calledAs(use.effect), certain: true };
    },
  };
}

/** What a call is named by where it stands. */
function calledAs({ macro, callee, pointer }: CallEffect): string {
  return macro ?? (callee === "" ? (pointer?.text ?? "") : callee);
}

/** A wait in a function that knows nothing of Python (`unaware`, by id): its caller has to release the GIL. */
export function waits(program: Program, unaware: Pick<ReadonlySet<string>, "has">, longOnly: boolean): Goal {
  const isWaitedFor = (ref: FunctionRef, use: Use): boolean => !leadsToExit(program, program.analysed(ref), use);
  return {
    follows: isWaitedFor,
    // Whoever gives a lock back waits for nobody, however a project makes up for a function that a system lacks.
    declared: (ref) => (unaware.has(ref.id) && lockCall(ref.extent.name)?.op !== "unlock" ? undefined : false),
    worthReading: (ref) => unaware.has(ref.id),
    direct: (ref) => {
      if ((program.traits.of(ref) & Trait.blocking) === 0) return null;
      const analysed = program.analysed(ref);
      for (const use of callsIn(program, ref)) {
        if (!mayWait(use.effect, program) || !isWaitedFor(ref, use)) continue;
        const wait = waitOf(analysed, use.effect, program);
        if (wait !== null && (!longOnly || wait.weight === "high")) return { use, name: wait.name, certain: true };
      }
      return null;
    },
  };
}
