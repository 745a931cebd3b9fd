// What functions reach in the state they are entered in: the C-API, a release of the GIL, a wait. Each with the shortest chain of
// calls that proves it.
import type { CallEffect } from "../effects/effect.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";

/** One link of a chain: the use in `ref`, and the function called there (null for the last link). */
export interface Link {
  readonly ref: FunctionRef;
  readonly use: Use<CallEffect>;
  readonly callee: FunctionRef | null;
  /** The name that is used in the end. */
  readonly name: string;
  /** Links down to it, 1 for a direct use. */
  readonly length: number;
  /** No name that no table knows and no pointer that was followed is part of it. */
  readonly certain: boolean;
}

/** So many calls down it can only be guessed whether anybody comes there: each on the way is one that may be made. */
export const REMOTE = 6;

/** What a chain looks for. */
export interface Goal {
  /** The use in the function itself; null if there is none. */
  direct(ref: FunctionRef): { readonly use: Use<CallEffect>; readonly name: string; readonly certain: boolean } | null;
  /** False ends a chain: the function is known not to count. Undefined: look. */
  declared(ref: FunctionRef): boolean | undefined;
  /** Whether a function is worth reading for it. */
  worthReading(ref: FunctionRef): boolean;
  /** Whether it counts what a call of the function leads to; without it, always. */
  readonly follows?: (ref: FunctionRef, use: Use) => boolean;
}

/** Calls of project functions in the state the caller was entered in. */
export class CallGraph {
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  /** In order of position. */
  from(ref: FunctionRef): readonly Call[] {
    return callsFrom(this.#program.analysed(ref), this.#program);
  }
}

const callsFrom = perAnalysed((analysed, program: Program): readonly Call[] =>
  callsAtEntry(analysed).flatMap((use) => {
    const target = program.target(use.effect, analysed.ref.path);
    if (target.kind !== "functions") return [];
    const { throughPointer } = target;
    return target.refs.map((callee) => ({ use, callee, throughPointer }));
  }),
);

/** Calls in the state the function was entered in. */
export function callsAtEntry(analysed: Analysed): readonly Use<CallEffect>[] {
  return entered(analysed);
}

const entered = perAnalysed(({ uses }) => uses.filter(isCallUse).filter(({ entry }) => entry.length > 0));

export interface Call {
  readonly use: Use<CallEffect>;
  readonly callee: FunctionRef;
  readonly throughPointer: boolean;
}

const MAX_REACH = 3_000;
const MAX_CHAIN = 40;

export class Chains {
  readonly #calls: CallGraph;
  readonly #goal: Goal;
  readonly #links = new Map<string, Link | null>();
  readonly #followed = new Map<string, readonly Call[]>();

  constructor(calls: CallGraph, goal: Goal) {
    this.#calls = calls;
    this.#goal = goal;
  }

  /** The first link from a function; null if nothing is known to be reached. */
  of(ref: FunctionRef): Link | null {
    if (!this.#links.has(ref.id) && !this.#goal.worthReading(ref)) return null;
    if (!this.#links.has(ref.id)) this.#settle(this.#reachable(ref));
    return this.#links.get(ref.id) ?? null;
  }

  /** Whether the first link is in the function itself. Looks into no other. */
  isDirect(ref: FunctionRef): boolean {
    const known = this.#links.get(ref.id);
    if (known !== undefined) return known?.length === 1;
    return this.#goal.declared(ref) !== false && this.#goal.direct(ref) !== null;
  }

  /** The functions that were looked into, by id. */
  get settled(): Iterable<string> {
    return this.#links.keys();
  }

  /** All links from `ref` down. */
  chain(ref: FunctionRef): readonly Link[] {
    const links: Link[] = [];
    for (let at: FunctionRef | null = ref; at !== null && links.length < 20; ) {
      const link: Link | null = this.of(at);
      if (link === null) break;
      links.push(link);
      at = link.callee;
    }
    return links;
  }

  /** The functions that decide, not settled yet; those with a direct use are not gone into. */
  #reachable(root: FunctionRef): FunctionRef[] {
    const seen = new Map<string, FunctionRef>([[root.id, root]]);
    for (const ref of seen.values()) {
      if (this.#links.has(ref.id) || seen.size > MAX_REACH) continue;
      if (this.#goal.declared(ref) === false || this.#goal.direct(ref) !== null) continue;
      for (const { callee } of this.#callsFrom(ref))
        if (!seen.has(callee.id) && this.#goal.worthReading(callee)) seen.set(callee.id, callee);
    }
    return [...seen.values()].filter((ref) => !this.#links.has(ref.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #callsFrom(ref: FunctionRef): readonly Call[] {
    const { follows } = this.#goal;
    if (follows === undefined) return this.#calls.from(ref);
    const known = this.#followed.get(ref.id);
    if (known !== undefined) return known;
    const followed = this.#calls.from(ref).filter(({ use }) => follows(ref, use));
    this.#followed.set(ref.id, followed);
    return followed;
  }

  /** Breadth first from the functions with a direct use: the chains found are shortest, whatever was asked first. */
  #settle(refs: readonly FunctionRef[]): void {
    let rest: FunctionRef[] = [];
    for (const ref of refs) {
      const found = this.#goal.declared(ref) === false ? null : this.#goal.direct(ref);
      if (found !== null) this.#links.set(ref.id, { ref, ...found, callee: null, length: 1 });
      else if (this.#goal.declared(ref) === false) this.#links.set(ref.id, null);
      else rest.push(ref);
    }
    for (let length = 2; rest.length > 0 && length < MAX_CHAIN; length++) {
      const found: Link[] = [];
      for (const ref of rest) {
        const call = this.#callsFrom(ref).find(({ callee }) => this.#links.get(callee.id)?.length === length - 1);
        const next = call === undefined ? undefined : this.#links.get(call.callee.id);
        if (call !== undefined && next !== null && next !== undefined)
          found.push({
            ref,
            use: call.use,
            callee: call.callee,
            name: next.name,
            length,
            certain: next.certain && !call.throughPointer,
          });
      }
      for (const link of found) this.#links.set(link.ref.id, link);
      rest = rest.filter((ref) => !this.#links.has(ref.id));
    }
    for (const ref of rest) this.#links.set(ref.id, null);
  }
}
