// What an object lends — an item it may drop, memory it may move — and what a function does with that once it has released the GIL.

import { copiesText } from "../capi/cplusplus.ts";
import { lentMemory } from "../capi/lent-memory.ts";
import { borrowed } from "../capi/objects.ts";
import { playsRole } from "../capi/roles.ts";
import type { CallEffect, Effect, StoreEffect } from "../effects/effect.ts";
import { perAnalysed } from "../summaries/remembered.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { contains } from "../text/span.ts";
import { isOutOfReach, lentReference } from "./borrowings.ts";
import type { Evidence } from "./evidence.ts";

/**
 * `item`: borrowed from a container that others can change; `memory`: a pointer into an object that can move it; `view`: a pointer
 * into a buffer that has been given back.
 */
export interface Loan {
  readonly kind: "item" | "memory" | "view";
  readonly use: Use<CallEffect>;
  /** What lends it, as written. */
  readonly lender: string;
  /** The variable that it is used through. */
  readonly name: string;
  /** Where the GIL is released, or (`after`) when it was in between. */
  readonly used: Use;
  readonly after: boolean;
}

/** One for each thing lent: its first use that nothing keeps good. */
export function loansIn(evidence: Evidence, analysed: Analysed): Loan[] {
  if (analysed.regions === 0) return [];
  return lendersIn(analysed).flatMap((use): Loan[] => {
    if (use.entry.length + use.held.length === 0) return [];
    const lent = lentBy(evidence, analysed, use);
    if (lent === null || lent.names.length === 0) return [];
    const found = new Walk(evidence, analysed, use, lent).firstUse();
    if (found === null || isSafe(evidence, analysed, use, lent)) return [];
    return [{ kind: lent.kind, use, lender: lent.lender, ...found }];
  });
}

/** What would be used without the GIL, or after it was gone, if a wait were run without it; null where nothing is. */
export function loanAcross(evidence: Evidence, analysed: Analysed, wait: CallEffect): Loan | null {
  for (const use of lendersIn(analysed)) {
    const lent = use.effect === wait ? null : lentBy(evidence, analysed, use);
    if (lent === null || lent.names.length === 0) continue;
    const found = new Walk(evidence, analysed, use, lent, wait).firstUse();
    if (found !== null && !isSafe(evidence, analysed, use, lent))
      return { kind: lent.kind, use, lender: lent.lender, ...found };
  }
  return null;
}

/** The calls that may lend something, by what they call. */
const lendersIn = perAnalysed(({ uses }): readonly Use<CallEffect>[] => {
  const copiesBuffer = uses.some(({ effect }) => effect.kind === "store" && effect.from?.endsWith("buf") === true);
  const mayLend = ({ callee, pointer }: CallEffect): boolean =>
    pointer === null &&
    (lentMemory(callee)?.moves === true ||
      borrowed(callee)?.kind === "borrowed" ||
      (copiesBuffer && playsRole(callee, "ends-buffer")));
  return uses.filter(isCallUse).filter(({ effect }) => mayLend(effect));
});

const PASSED_ON = "";

interface Lent {
  readonly kind: Loan["kind"];
  readonly lender: string;
  /** The variables that hold it. */
  readonly names: readonly string[];
}

function lentBy(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): Lent | null {
  const { callee, args, pointer } = use.effect;
  const [first] = args ?? [];
  if (pointer !== null || first === undefined) return null;
  if (playsRole(callee, "ends-buffer")) return viewBehind(analysed, use, first.text);
  const memory = lentMemory(callee);
  if (memory?.moves === true)
    return {
      kind: "memory",
      lender: first.text,
      names: pointersTo(analysed, use.effect, memory.argument),
    };
  if (lentReference(evidence, analysed, use)?.risk !== "high") return null;
  const kept = holders(analysed, use.effect.result);
  // Nothing but the expression around the call has it.
  return { kind: "item", lender: first.text, names: kept.length > 0 ? kept : [PASSED_ON] };
}

/** No other thread can change what lends it. Asked last: it takes looking at callers. */
function isSafe(evidence: Evidence, analysed: Analysed, { effect }: Use<CallEffect>, { kind }: Lent): boolean {
  const [first] = effect.args ?? [];
  if (first === undefined || kind === "view") return false;
  return kind === "memory" ? isFresh(evidence, analysed, first.text) : isOutOfReach(evidence, analysed, first);
}

/** An object that was made here, and handed to nobody. */
function isFresh(evidence: Evidence, analysed: Analysed, text: string): boolean {
  const local = analysed.effects.locals[text];
  if (local === undefined || local.parameter >= 0 || local.isStatic) return false;
  const makers = analysed.uses.filter(({ effect }) => effect.kind === "call" && effect.result === text);
  return (
    makers.length > 0 &&
    makers.every(({ effect }) => {
      if (effect.kind !== "call") return false;
      const target = evidence.program.target(effect, analysed.ref.path);
      return target.kind === "api" && /_(?:From|New|Concat)/.test(target.name);
    })
  );
}

/** The local variable that a value is kept in, as such or as an element. */
function holders({ effects }: Analysed, place: string): readonly string[] {
  const base = /^\*?(\w+)(?:\[.*\]|\.\w+)?$/.exec(place)?.[1];
  return base !== undefined && effects.locals[base]?.isStatic === false ? [base] : [];
}

/** The variable that keeps the pointer a call gives; a string of C++ copies what it is assigned. */
function pointersTo(analysed: Analysed, { result, args }: CallEffect, argument: number): readonly string[] {
  const kept = holders(analysed, argument < 0 ? result : (args?.[argument]?.text.replace(/^&/, "") ?? ""));
  const { ref, effects } = analysed;
  const copies = (name: string): boolean => copiesText(effects.locals[name]?.type ?? "");
  return ref.extent.cplusplus === undefined ? kept : kept.filter((name) => !copies(name));
}

/** The pointers that were copied out of a buffer before it was given back. */
function viewBehind(analysed: Analysed, use: Use<CallEffect>, text: string): Lent {
  const view = text.startsWith("&") ? `${text.slice(1)}.` : `${text}->`;
  const names = analysed.uses.flatMap(({ effect }) =>
    effect.kind === "store" &&
    effect.from === `${view}buf` &&
    effect.span.start < use.effect.span.start &&
    effect.target !== effect.from
      ? holders(analysed, effect.target)
      : [],
  );
  return { kind: "view", lender: view.replace(/\W+$/, ""), names: [...new Set(names)] };
}

interface Found {
  readonly name: string;
  readonly used: Use;
  readonly after: boolean;
}

interface State {
  readonly block: number;
  readonly index: number;
  readonly names: ReadonlySet<string>;
  /** The GIL was released since. */
  readonly crossed: boolean;
}

const MAX_STEPS = 400;

/** Forward from where something was lent, until it is used unprotected, or forgotten. */
class Walk {
  readonly #evidence: Evidence;
  readonly #analysed: Analysed;
  readonly #from: Use<CallEffect>;
  readonly #kind: Loan["kind"];
  readonly #names: readonly string[];
  readonly #uses: ReadonlyMap<Effect, Use>;
  readonly #wait: CallEffect | null;

  /** `wait`: a call that is taken to be made without the GIL. */
  constructor(
    evidence: Evidence,
    analysed: Analysed,
    from: Use<CallEffect>,
    { kind, names }: Lent,
    wait: CallEffect | null = null,
  ) {
    this.#wait = wait;
    this.#evidence = evidence;
    this.#analysed = analysed;
    this.#from = from;
    this.#kind = kind;
    this.#names = names;
    this.#uses = new Map(analysed.uses.map((use) => [use.effect, use]));
  }

  firstUse(): Found | null {
    const { block, index } = this.#from;
    const work: State[] = [{ block, index: index + 1, names: new Set(this.#names), crossed: false }];
    const seen = new Set<string>();
    let steps = 0;
    for (let state = work.shift(); state !== undefined && steps++ < MAX_STEPS; state = work.shift()) {
      const end = this.#through(state);
      if ("used" in end) return end;
      if (end.names.size === 0) continue;
      if (end.names.has(PASSED_ON)) continue;
      for (const { to, fact } of this.#analysed.effects.blocks[state.block]?.edges ?? []) {
        // On this way there was nothing to lend.
        const names = fact?.value === false ? without(end.names, fact.key) : end.names;
        const key = `${to} ${end.crossed} ${[...names].sort().join()}`;
        if (names.size === 0 || seen.has(key)) continue;
        seen.add(key);
        work.push({ names, crossed: end.crossed, block: to, index: 0 });
      }
    }
    return null;
  }

  #through({ block, index, names: known, crossed: before }: State): Found | Pick<State, "names" | "crossed"> {
    let crossed = before;
    const names = new Set(known);
    for (const effect of this.#analysed.effects.blocks[block]?.effects.slice(index) ?? []) {
      const use = this.#uses.get(effect);
      const isReleased = use !== undefined && (use.released.length > 0 || effect === this.#wait);
      crossed ||= isReleased;
      const handed = use === undefined ? null : this.#handedToWait(effect, names);
      if (use !== undefined && handed !== null) return { name: handed, used: use, after: false };
      const name = use === undefined || !crossed ? null : this.#useOf(effect, names, isReleased);
      if (use !== undefined && name !== null) return { name, used: use, after: !isReleased };
      if (this.#isKept(effect, names)) return { names: new Set(), crossed };
      this.#follow(effect, names);
      if (names.size === 0) break;
    }
    return { names, crossed };
  }

  /** The variable whose memory is asked for in the wait's own arguments. */
  #handedToWait(effect: Effect, names: ReadonlySet<string>): string | null {
    if (this.#wait === null || effect.kind !== "call" || effect === this.#wait) return null;
    if (!contains(this.#wait.whole, effect.whole) || lentMemory(effect.callee) === undefined) return null;
    return effect.args?.find(({ base }) => base !== null && names.has(base))?.base ?? null;
  }

  /** The variable through which an effect gets at what was lent; not where other rules speak of the call. */
  #useOf(effect: Effect, names: ReadonlySet<string>, isReleased: boolean): string | null {
    if (effect.kind === "field") return effect.base !== null && names.has(effect.base) ? effect.base : null;
    if (effect.kind === "store")
      return effect.base !== null && effect.through !== "name" && names.has(effect.base) && !isElement(effect)
        ? effect.base
        : null;
    if (effect.kind !== "call") return null;
    const used = (effect.args ?? []).find(({ base, kind }) => base !== null && kind !== "address" && names.has(base));
    if (used === undefined || used.base === null) return null;
    const { kind } = this.#evidence.program.target(effect, this.#analysed.ref.path);
    if (kind === "accessor" || (isReleased && kind === "api")) return null;
    return playsRole(effect.callee, "steals-reference") || playsRole(effect.callee, "new-reference") ? null : used.base;
  }

  /** A reference of one's own is taken, or somebody else gets one who keeps it; the buffer is asked for again. */
  #isKept(effect: Effect, names: ReadonlySet<string>): boolean {
    if (effect.kind !== "call") return false;
    if (effect === this.#from.effect) return true;
    const args = effect.args ?? [];
    if (this.#kind === "view") return args.some(({ text }) => text === this.#from.effect.args?.[0]?.text);
    const keeps =
      playsRole(effect.callee, "new-reference") ||
      playsRole(effect.callee, "publishes-object") ||
      playsRole(effect.callee, "steals-reference");
    return keeps && args.some(({ text }) => names.has(text));
  }

  /** Variables that get it, or a pointer into it; those that get something else. */
  #follow(effect: Effect, names: Set<string>): void {
    if (effect.kind === "store") {
      if (this.#takes(effect, names)) for (const name of holders(this.#analysed, effect.target)) names.add(name);
      else if (effect.through === "name" && !this.#isResult(effect.target, effect)) names.delete(effect.target);
    } else if (effect.kind === "call") {
      const fact = effect.pointer === null ? lentMemory(effect.callee) : undefined;
      const owner = effect.args?.[0];
      const isPassedOn = owner !== undefined && names.has(PASSED_ON) && contains(owner.span, this.#from.effect.whole);
      if (isPassedOn) names.delete(PASSED_ON);
      for (const { text, kind } of effect.args ?? []) if (kind === "address") names.delete(text.slice(1));
      if (fact !== undefined && (isPassedOn || names.has(owner?.base ?? effect.callee)))
        for (const name of pointersTo(this.#analysed, effect, fact.argument)) names.add(name);
      else names.delete(effect.result);
    }
  }

  /** Whether a store copies it, or a pointer that it holds. */
  #takes({ from, target, through }: StoreEffect, names: ReadonlySet<string>): boolean {
    const owner = from === null ? undefined : /^\w+/.exec(from)?.[0];
    if (owner === undefined || !names.has(owner)) return false;
    return owner === from || (through === "name" && this.#analysed.effects.locals[target]?.type.includes("*") === true);
  }

  /** Whether a store only keeps what the call before it gave. */
  #isResult(target: string, store: Effect): boolean {
    const uses = this.#analysed.effects.blocks.flatMap(({ effects }) => effects);
    const previous = uses[uses.indexOf(store) - 1];
    return previous?.kind === "call" && previous.result === target;
  }
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return names.has(name) ? new Set([...names].filter((other) => other !== name)) : names;
}

/** An element of an array of pointers gets another. */
function isElement(effect: Effect): boolean {
  return effect.kind === "store" && effect.through === "index";
}
