// Who uses a variable with static storage, under which locks: the GIL is one of them, and counts only where it is held.

import { runsAtStartUp } from "../contexts/contexts.ts";
import type { Effect, StoreEffect } from "../effects/effect.ts";
import { knowsPython } from "../summaries/knows-python.ts";
import type { Program } from "../summaries/program.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isStoreUse, type Use } from "../summaries/uses.ts";
import type { Evidence } from "./evidence.ts";
import { comesBefore } from "./in-use.ts";
import { type Objects, objectsOf } from "./objects.ts";
import { exposureOf, isStaticVariable } from "./sharing.ts";

export interface VariableUse {
  readonly analysed: Analysed;
  readonly use: Use;
  readonly writes: boolean;
  /** The variable, or the member of it. */
  readonly text: string;
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

/** The stores to what is no variable of the function's own. */
export const storesOutside: (analysed: Analysed) => readonly Use<StoreEffect>[] = perAnalysed(({ uses, effects }) =>
  uses.filter(isStoreUse).filter(({ effect: { base } }) => base !== null && effects.locals[base]?.isStatic !== false),
);

export class Variables {
  readonly #evidence: Evidence;
  readonly #objects: Objects;
  readonly #uses = new Map<string, readonly VariableUse[]>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
    this.#objects = objectsOf(evidence);
  }

  /** Every use of the variable that `name` means in a function. */
  usesOf(analysed: Analysed, name: string): readonly VariableUse[] {
    const { symbols, mentions } = this.#evidence.program;
    const variable = symbols.variable(name, analysed.ref.path)?.variable;
    if (variable === undefined || analysed.effects.locals[name] !== undefined) return [];
    const key = `${name}\u0000${analysed.ref.path}`;
    const known = this.#uses.get(key);
    if (known !== undefined) return known;
    const found: VariableUse[] = [];
    const mentioning = mentions.users(name).filter((ref) => symbols.variable(name, ref.path)?.variable === variable);
    for (const ref of mentioning.slice(0, MAX_FUNCTIONS)) {
      if (this.#isStartUp(ref)) continue;
      const other = this.#evidence.program.analysed(ref);
      if (other.effects.locals[name] === undefined) found.push(...this.#usesIn(other, name));
    }
    this.#uses.set(key, found);
    return found;
  }

  #isStartUp(ref: FunctionRef): boolean {
    const roles = this.#objects.callers.rolesOf(ref);
    return runsAtStartUp(ref) || (roles.has("constructor") && !roles.has("method"));
  }

  *#usesIn(analysed: Analysed, name: string): Iterable<VariableUse> {
    for (const use of analysed.uses) {
      const touched = touchedBy(use.effect, name);
      if (touched === null || (use.effect.kind === "read" && isReadForField(analysed, use, name))) continue;
      const isHeld = use.held.length > 0 || (use.entry.length > 0 && knowsPython(analysed.ref, this.#evidence.program));
      const underGil = isHeld && exposureOf(this.#evidence, analysed, use) === null;
      yield { analysed, use, ...touched, underGil, locks: this.#objects.locksAt({ analysed, use }) };
    }
  }

  /** What another function does to the variable with the GIL held, and no lock in common with a use without it. */
  underGilMeanwhile(analysed: Analysed, use: Use<StoreEffect>, name: string): VariableUse | null {
    const locks = this.#objects.locksAt({ analysed, use });
    const racing = this.usesOf(analysed, name).filter(
      (other) =>
        other.underGil &&
        other.analysed !== analysed &&
        overlap(other, use.effect.target, name) &&
        ![...other.locks].some((lock) => locks.has(lock)),
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
          if (makesOrEnds(forgotten.analysed, lock)) continue;
          seen.add(key);
          yield { name, lock, forgotten, guarded };
        }
      }
  }

  /** Variables a function writes under a lock where it may run without the GIL. */
  #guardedWrites(analysed: Analysed): ReadonlySet<string> {
    const names = new Set<string>();
    for (const use of storesOutside(analysed)) {
      const { base } = use.effect;
      if (base === null || !isStaticVariable(this.#evidence, analysed, base)) continue;
      if (exposureOf(this.#evidence, analysed, use)?.guarded === true) names.add(base);
    }
    return names;
  }

  /**
   * Where a function that took the GIL for itself (it may be called without) changes a variable after it gave the GIL back: then
   * it holds nothing.
   */
  *outsideEnsure(): Iterable<{ readonly analysed: Analysed; readonly use: Use<StoreEffect>; readonly ensure: Use }> {
    for (const analysed of this.#evidence.functions) {
      const { ref } = analysed;
      const { ensure, after } = storesAfterEnsure(analysed, this.#evidence.program);
      if (ensure === undefined || after.length === 0) continue;
      if (this.#evidence.contexts.released(ref) !== undefined || !this.#objects.callers.isPointedTo(ref)) continue;
      for (const use of after) yield { analysed, use, ensure };
    }
  }
}

/** Where a function takes the GIL for itself, and what it stores after it has given it back. */
const storesAfterEnsure = perAnalysed((analysed, program: Program) => {
  const { ref, uses } = analysed;
  const does = ({ effect }: Use, wanted: "ensure" | "release-ensure"): boolean =>
    effect.kind === "call" && program.may(ref, effect, ({ op }) => op === wanted);
  const ensure = uses.find((use) => does(use, "ensure"));
  const release = ensure && uses.find((use) => does(use, "release-ensure"));
  const after =
    ensure === undefined || release === undefined || !comesBefore(analysed, ensure, release)
      ? []
      : uses
          .filter(isStoreUse)
          .filter((use) => use.held.length + use.released.length === 0 && comesBefore(analysed, release, use));
  return { ensure, after };
});

/** Whether a function makes the lock or takes it apart: nobody else uses what it guards any more, or yet. */
function makesOrEnds({ uses }: Analysed, lock: string): boolean {
  return uses.some(
    ({ effect }) =>
      effect.kind === "call" &&
      /(?:^|_)(?:init|create|new|alloc|allocate|destroy|delete|free|term)(?:_|$)|(?:Initialize|Create|Delete|Destroy)/.test(
        effect.callee,
      ) &&
      (effect.result === lock || effect.args?.[0]?.text.replace(/^&/, "") === lock),
  );
}

/** What an effect does to a variable; null for nothing. */
function touchedBy(effect: Effect, name: string): Pick<VariableUse, "text" | "writes"> | null {
  switch (effect.kind) {
    case "store":
      return effect.base === name && !effect.target.includes("->") ? { text: effect.target, writes: true } : null;
    case "call":
      return (effect.args ?? []).some(({ text }) => text === `&${name}`) ? { text: name, writes: true } : null;
    case "field":
      return effect.object === name || effect.object.startsWith(`${name}[`)
        ? { text: `${effect.object}.${effect.field}`, writes: false }
        : null;
    case "read":
      return effect.name === name ? { text: "", writes: false } : null;
    default:
      return null;
  }
}

/** Whether all that is read of the variable is a field of an element, which the effect behind the reads of the index speaks of. */
function isReadForField({ effects }: Analysed, { block, index }: Use, name: string): boolean {
  const next = effects.blocks[block]?.effects.slice(index + 1).find(({ kind }) => kind !== "read");
  return next?.kind === "field" && next.object.startsWith(`${name}[`);
}

/** Whether a use concerns the member that is written: that member, or the whole of the variable where it is handed over. */
function overlap({ text }: VariableUse, target: string, name: string): boolean {
  if (target.startsWith(`${name}.`)) return text === name || text === target;
  const [member, other] = [memberOf(target), memberOf(text)];
  return member === null || other === null || member === other;
}

/** `events` of `fds[i].events`: which element it is cannot be told. */
function memberOf(text: string): string | null {
  return /\]\.(\w+)$/.exec(text)?.[1] ?? null;
}
