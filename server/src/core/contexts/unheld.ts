// What functions do that are called without the GIL: those that take it themselves, and helpers that release it first.

import { gilState } from "../dataflow/status.ts";
import type { CallEffect } from "../effects/effect.ts";
import { swapsOut } from "../summaries/meanings.ts";
import type { Program } from "../summaries/program.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { isAskedFirst } from "./asked.ts";
import { type Chains, callsAtEntry, type Link } from "./chains.ts";
import type { Contexts } from "./contexts.ts";
import { type Bare, bareUses } from "./entered.ts";

export class Unheld {
  readonly #program: Program;
  readonly #needs: Chains;
  readonly #releases: Chains;
  readonly #contexts: Contexts;
  readonly #releasesFirst = new Map<string, boolean>();
  readonly #bare = new WeakMap<Analysed, readonly Bare[]>();

  constructor(
    program: Program,
    { needs, releases }: { readonly needs: Chains; readonly releases: Chains },
    contexts: Contexts,
  ) {
    this.#program = program;
    this.#needs = needs;
    this.#releases = releases;
    this.#contexts = contexts;
  }

  /** The calls of a function that takes the GIL itself, outside of where it has it. */
  of(analysed: Analysed): readonly Bare[] {
    let known = this.#bare.get(analysed);
    if (known === undefined) {
      known = bareUses(this.#program, analysed, this.#contexts.isCalledInPlace(analysed.ref));
      this.#bare.set(analysed, known);
    }
    return known;
  }

  /** Of those, the first that needs the GIL and the first that releases it, for each call that takes it: it stands in the wrong place. */
  firstOf(analysed: Analysed): readonly Bare[] {
    const first = new Map<string, Bare>();
    for (const bare of this.of(analysed)) {
      const demand = this.#demand(analysed, bare);
      // What was not taken is given back: part of the same mistake.
      if (bare.when === "failed" && demand === "release" && this.#givesBack(analysed, bare.use.effect)) continue;
      const key = `${demand} ${bare.when} ${bare.call.span.start}`;
      if (demand !== null && !first.has(key)) first.set(key, bare);
    }
    return [...first.values()];
  }

  /** Whether a chain ends in such a call: it is told of there. */
  endsBare(chain: readonly Link[]): boolean {
    const last = chain.at(-1);
    if (last === undefined || this.#contexts.isRegistered(last.ref)) return false;
    return this.of(this.#program.analysed(last.ref)).some(({ use }) => use.effect === last.use.effect);
  }

  /** Whether a function that is called without the GIL releases it on every path before it uses the C-API. */
  releasesFirst(ref: FunctionRef): boolean {
    const release = this.#releases.of(ref);
    const need = this.#needs.of(ref);
    if (release === null || need === null) return release !== null;
    // The comment of a function that says that it needs the GIL speaks of all of it.
    if (need.callee === null && need.use.effect === release.use.effect) return false;
    let known = this.#releasesFirst.get(ref.id);
    if (known === undefined) {
      known = !this.#needsFirst(ref);
      this.#releasesFirst.set(ref.id, known);
    }
    return known;
  }

  /** Whether some path comes to a use of the C-API before a release, also in what the function calls. */
  #needsFirst(root: FunctionRef): boolean {
    const entered = new Map([[root.id, root]]);
    for (const ref of entered.values())
      for (const use of callsUntil(this.#program.analysed(ref), (call) => this.#mayRelease(ref, call))) {
        const target = this.#program.target(use.effect, ref.path);
        if (target.kind === "declared" && target.needs) return true;
        if (target.kind === "api" && !isAskedFirst(this.#program, ref, use)) return true;
        if (target.kind !== "functions") continue;
        for (const callee of target.refs) {
          if (this.#needs.of(callee) === null) continue;
          if (this.#releases.of(callee) === null) return true;
          entered.set(callee.id, callee);
        }
      }
    return false;
  }

  #mayRelease(ref: FunctionRef, { effect }: Use<CallEffect>): boolean {
    const target = this.#program.target(effect, ref.path);
    if (target.kind !== "functions") return this.#program.releases(ref, effect);
    return target.refs.some((callee) => this.#releases.of(callee) !== null);
  }

  #givesBack({ ref }: Analysed, call: CallEffect): boolean {
    return this.#program.may(ref, call, (done) => done.op === "release" && done.saved === null);
  }

  #demand({ ref }: Analysed, { use: { effect: call }, starts }: Bare): "gil" | "release" | null {
    // Whoever is called without the GIL and takes it with another thread state may swap out what is not there.
    if (swapsOut(call) && !starts) return null;
    const target = this.#program.target(call, ref.path);
    if (target.kind === "api") return "gil";
    if (target.kind === "declared") return target.needs ? "gil" : null;
    if (target.kind !== "functions") return this.#program.releases(ref, call) ? "release" : null;
    if (target.refs.some((callee) => this.releasesFirst(callee))) return "release";
    const needy = target.refs.find((callee) => this.#needs.of(callee) !== null);
    return needy === undefined || this.endsBare(this.#needs.chain(needy)) ? null : "gil";
  }
}

/** The calls some path comes to in the state the function was entered in, up to the first on it that `ends` it. */
function callsUntil(analysed: Analysed, ends: (use: Use<CallEffect>) => boolean): readonly Use<CallEffect>[] {
  const { effects, solution } = analysed;
  const entered = new Set(
    solution.nodes.filter(({ state }) => gilState(state.status) === "entry").map((at) => at.block),
  );
  const calls = callsAtEntry(analysed);
  const found: Use<CallEffect>[] = [];
  const blocks = new Set([0]);
  for (const block of blocks) {
    const here = calls.filter((use) => use.block === block).sort((a, b) => a.index - b.index);
    const last = here.findIndex(ends);
    found.push(...(last < 0 ? here : here.slice(0, last + 1)));
    if (last >= 0) continue;
    for (const { to } of effects.blocks[block]?.edges ?? []) if (entered.has(to)) blocks.add(to);
  }
  return found;
}
