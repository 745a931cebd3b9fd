// Who uses a variable with static storage, under which locks: the GIL is one of them, and counts only where it is held.
import type { StoreEffect } from "../effects/effect.ts";
import type { Registration } from "./contexts.ts";
import { runsAtStartUp } from "./contexts.ts";
import type { Evidence } from "./evidence.ts";
import { knowsPython } from "./lexical.ts";
import { Objects } from "./objects.ts";
import type { Analysed, Use } from "./program.ts";
import { exposureOf, isStaticVariable } from "./sharing.ts";
import type { FunctionRef } from "./symbols.ts";

export interface VariableUse {
  readonly analysed: Analysed;
  readonly use: Use;
  readonly writes: boolean;
  /** Other locks than the GIL that may be held. */
  readonly locks: ReadonlySet<string>;
  /** Reached with the GIL held, and never without. */
  readonly underGil: boolean;
}

/** A use under the GIL alone of what others guard with a lock, since they run without the GIL. */
export interface ForgottenLock {
  readonly name: string;
  readonly lock: string;
  readonly forgotten: VariableUse;
  /** Runs without the GIL, and holds the lock. */
  readonly guarded: VariableUse;
}

const MAX_FUNCTIONS = 60;

export class Variables {
  readonly #evidence: Evidence;
  readonly #objects: Objects;
  readonly #uses = new Map<string, readonly VariableUse[]>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#objects = new Objects(evidence);
  }

  /** Every use of the variable that `name` means in a function. */
  usesOf(analysed: Analysed, name: string): readonly VariableUse[] {
    const { symbols } = this.#evidence.program;
    const variable = symbols.variable(name, analysed.ref.path)?.variable;
    if (variable === undefined || analysed.effects.locals[name] !== undefined) return [];
    const key = `${name}\u0000${analysed.ref.path}`;
    const known = this.#uses.get(key);
    if (known !== undefined) return known;
    const found: VariableUse[] = [];
    for (const ref of symbols.functions.filter(({ extent }) => extent.names.includes(name)).slice(0, MAX_FUNCTIONS)) {
      if (symbols.variable(name, ref.path)?.variable !== variable || runsAtStartUp(ref)) continue;
      const other = this.#evidence.program.analysed(ref);
      if (other.effects.locals[name] === undefined) found.push(...this.#usesIn(other, name));
    }
    this.#uses.set(key, found);
    return found;
  }

  *#usesIn(analysed: Analysed, name: string): Iterable<VariableUse> {
    for (const use of analysed.uses) {
      const { effect } = use;
      const writes =
        (effect.kind === "store" && effect.base === name && !effect.target.includes("->")) ||
        (effect.kind === "call" && (effect.args ?? []).some(({ kind, base }) => kind === "address" && base === name));
      if (!writes && !(effect.kind === "read" && effect.name === name)) continue;
      const isHeld = use.held.length > 0 || (use.entry.length > 0 && this.#knowsPython(analysed.ref));
      const underGil = isHeld && exposureOf(this.#evidence, analysed, use) === null;
      yield { analysed, use, writes, underGil, locks: this.#objects.locksAt({ analysed, use }) };
    }
  }

  #knowsPython(ref: FunctionRef): boolean {
    const { program } = this.#evidence;
    return knowsPython(ref, program.text(ref.path), program.traits);
  }

  /** What another function does to the variable with the GIL held, and no lock in common with a use without it. */
  underGilMeanwhile(analysed: Analysed, use: Use, name: string): VariableUse | null {
    const locks = this.#objects.locksAt({ analysed, use });
    const racing = this.usesOf(analysed, name).filter(
      (other) => other.underGil && other.analysed !== analysed && ![...other.locks].some((lock) => locks.has(lock)),
    );
    return racing.find(({ writes }) => writes) ?? racing[0] ?? null;
  }

  /** Uses that lack the lock which all uses without the GIL hold. One for each function and variable. */
  *forgottenLocks(): Iterable<ForgottenLock> {
    const seen = new Set<string>();
    for (const analysed of this.#evidence.functions)
      for (const name of this.#guardedWrites(analysed)) {
        const uses = this.usesOf(analysed, name);
        const outside = uses.filter(({ underGil }) => !underGil);
        const lock = [...(outside[0]?.locks ?? [])].find((held) => outside.every(({ locks }) => locks.has(held)));
        const guarded = outside.find(({ writes }) => writes);
        if (lock === undefined || guarded === undefined) continue;
        if (uses.filter(({ locks }) => locks.has(lock)).length < 2) continue;
        for (const forgotten of [...uses].sort((a, b) => Number(b.writes) - Number(a.writes))) {
          const key = `${name}\u0000${forgotten.analysed.ref.id}`;
          if (!forgotten.underGil || forgotten.locks.has(lock) || seen.has(key)) continue;
          seen.add(key);
          yield { name, lock, forgotten, guarded };
        }
      }
  }

  /** Variables a function writes under a lock where it may run without the GIL. */
  #guardedWrites(analysed: Analysed): ReadonlySet<string> {
    const names = new Set<string>();
    for (const use of analysed.uses) {
      const { effect } = use;
      if (effect.kind !== "store" || effect.base === null || !isStaticVariable(this.#evidence, analysed, effect.base))
        continue;
      if (exposureOf(this.#evidence, analysed, use)?.guarded === true) names.add(effect.base);
    }
    return names;
  }

  /** Whether who starts a thread also waits for its end: what it writes is read afterwards. */
  isJoined({ from }: Registration): boolean {
    if (from === null) return false;
    return this.#evidence.program
      .analysed(from)
      .uses.some(
        ({ effect }) =>
          effect.kind === "call" &&
          (/join|wait_?thread/i.test(effect.callee) || (effect.args ?? []).some(({ text }) => text === "INFINITE")),
      );
  }

  /**
   * Where a function that took the GIL for itself (it may be called without) changes a variable after it gave the GIL back: then
   * it holds nothing.
   */
  *outsideEnsure(): Iterable<{ readonly analysed: Analysed; readonly use: Use<StoreEffect>; readonly ensure: Use }> {
    for (const analysed of this.#evidence.functions) {
      const { ref, uses } = analysed;
      if (this.#evidence.contexts.released(ref) !== undefined) continue;
      const ensure = uses.find(
        ({ effect }) =>
          effect.kind === "call" &&
          this.#evidence.program
            .meanings(ref)
            .of(effect)
            ?.outcomes.some(({ operations }) => operations.some(({ op }) => op === "ensure")),
      );
      if (ensure === undefined || !this.#objects.callers.isPointedTo(ref)) continue;
      for (const use of uses)
        if (use.effect.kind === "store" && use.entry.length > 0 && use.held.length === 0 && isAfter(use, ensure))
          yield { analysed, use: use as Use<StoreEffect>, ensure };
    }
  }
}

function isAfter({ effect }: Use, { effect: other }: Use): boolean {
  return effect.span.start > other.span.start;
}
