// A function, read and followed: each effect with the states it is reached in.
import type { Solution, Visit } from "../dataflow/solution.ts";
import { gilState } from "../dataflow/status.ts";
import type { CallEffect, Effect, FunctionEffects, StoreEffect } from "../effects/effect.ts";
import type { Net } from "./net.ts";
import type { FunctionRef } from "./symbols.ts";

/** One effect with the states it is reached in. */
export interface Use<E extends Effect = Effect> {
  readonly effect: E;
  readonly block: number;
  readonly index: number;
  /** In the state the function was entered in; with the GIL held, released, or in a state that cannot be told. */
  readonly entry: readonly Visit[];
  readonly held: readonly Visit[];
  readonly released: readonly Visit[];
  readonly unknown: readonly Visit[];
}

/** All ways it is reached, in whichever state. */
export function visitsOf({ entry, held, released, unknown }: Use): readonly Visit[] {
  return [...entry, ...held, ...released, ...unknown];
}

/** Whether it is reached with the GIL released, and in no other state. */
export function isOnlyReleased({ entry, held, released, unknown }: Use): boolean {
  return released.length > 0 && entry.length + held.length + unknown.length === 0;
}

export function isCallUse(use: Use): use is Use<CallEffect> {
  return use.effect.kind === "call";
}

export function isStoreUse(use: Use): use is Use<StoreEffect> {
  return use.effect.kind === "store";
}

export interface Analysed {
  readonly ref: FunctionRef;
  readonly effects: FunctionEffects;
  readonly solution: Solution;
  readonly net: Net;
  readonly uses: readonly Use[];
  /** Those of them that are reached with the GIL released in this function. */
  readonly released: readonly Use[];
  /** Its returns, its end, and the exceptions that leave it. */
  readonly ends: readonly Use[];
  /** How many regions begin in it. */
  readonly regions: number;
  /** What was found of it, by question. */
  readonly answers: unknown[];
}

export function analysedOf(ref: FunctionRef, effects: FunctionEffects, solution: Solution, net: Net): Analysed {
  const uses = usesOf(effects, solution);
  return {
    ref,
    effects,
    solution,
    net,
    uses,
    released: uses.filter(({ released }) => released.length > 0),
    ends: uses.filter(({ effect }) => isExit(effect)),
    regions: releaseSites(solution).size,
    answers: [],
  };
}

function usesOf(effects: FunctionEffects, solution: Solution): Use[] {
  const unwinding = unwindingOf(effects);
  const uses = new Map<
    Effect,
    { effect: Effect; block: number; index: number; entry: Visit[]; held: Visit[]; released: Visit[]; unknown: Visit[] }
  >();
  for (const visit of solution.visits) {
    const { effect, block, index, before } = visit;
    if (unwinding.has(block)) continue;
    let use = uses.get(effect);
    if (use === undefined) {
      use = { effect, block, index, entry: NONE, held: NONE, released: NONE, unknown: NONE };
      uses.set(effect, use);
    }
    const state = gilState(before.status);
    if (use[state] === NONE) use[state] = [visit];
    else use[state].push(visit);
  }
  return [...uses.values()].sort(
    (a, b) => a.effect.span.start - b.effect.span.start || a.block - b.block || a.index - b.index,
  );
}

/** Most effects are reached in one state. */
const NONE: Visit[] = [];

/** The blocks in which objects die because of an exception: what their destructors use is told of at the end of their scope. */
function unwindingOf({ blocks }: FunctionEffects): ReadonlySet<number> {
  return new Set(blocks.flatMap(({ edges }) => edges.flatMap(({ to, raises }) => (raises === undefined ? [] : [to]))));
}

function isExit({ kind }: Effect): boolean {
  return kind === "return" || kind === "fall" || kind === "throw";
}

/** The sites of the releases that some path begins here. */
export function releaseSites({ visits }: Solution): ReadonlySet<number> {
  const sites = new Set<number>();
  for (const { before } of visits)
    for (const { kind, site } of before.status.frames) if (kind === "released") sites.add(site);
  return sites;
}
