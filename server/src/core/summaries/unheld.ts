// What functions do that are called without the GIL: those that take it themselves, and helpers that release it first.
import type { CallEffect } from "../effects/effect.ts";
import type { Chains, Link } from "./chains.ts";
import type { Contexts } from "./contexts.ts";
import { type Bare, bareUses } from "./entered.ts";
import { toleratesNoGil } from "./goals.ts";
import { swapsOut } from "./meanings.ts";
import type { Program } from "./program.ts";
import type { FunctionRef } from "./symbols.ts";
import type { Analysed } from "./uses.ts";

export class Unheld {
  readonly #program: Program;
  readonly #needs: Chains;
  readonly #releases: Chains;
  readonly #contexts: Contexts;
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
      const demand = this.#demand(analysed, bare.use.effect);
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

  /** Whether a function that is called without the GIL fails by releasing it before it fails by using the C-API. */
  releasesFirst(ref: FunctionRef): boolean {
    const release = this.#releases.of(ref);
    const need = this.#needs.of(ref);
    if (release === null || need === null) return release !== null;
    if (release.use.effect === need.use.effect && release.callee !== null && release.callee === need.callee)
      return this.releasesFirst(release.callee);
    return release.use.effect.span.start < need.use.effect.span.start;
  }

  #givesBack({ ref }: Analysed, call: CallEffect): boolean {
    const outcomes = this.#program.meanings(ref).of(call)?.outcomes ?? [];
    return outcomes.some(({ operations }) => operations.some((done) => done.op === "release" && done.saved === null));
  }

  #demand({ ref }: Analysed, call: CallEffect): "gil" | "release" | null {
    // Whoever is called without the GIL and takes it with another thread state may swap out what is not there.
    if (swapsOut(call)) return null;
    const target = this.#program.target(call, ref.path);
    if (target.kind === "api") return toleratesNoGil(target.name) ? null : "gil";
    if (target.kind === "declared") return target.needs ? "gil" : null;
    if (target.kind !== "functions") return this.#program.releases(ref, call) ? "release" : null;
    if (target.refs.some((callee) => this.releasesFirst(callee))) return "release";
    const needy = target.refs.find((callee) => this.#needs.of(callee) !== null);
    return needy === undefined || this.endsBare(this.#needs.chain(needy)) ? null : "gil";
  }
}
