// What an object lends — an item it may drop, memory it may move — and what a function does with that once it has released the GIL.

import { lentMemory } from "../capi/lent-memory.ts";
import { playsRole, takesReference } from "../capi/roles.ts";
import type { Argument, CallEffect, Effect, StoreEffect } from "../effects/effect.ts";
import type { Analysed, Use } from "../summaries/uses.ts";
import { contains } from "../text/span.ts";
import type { Evidence } from "./evidence.ts";
import {
  forget,
  holders,
  isReplaced,
  isSafe,
  isWithin,
  type Lent,
  type LoanKind,
  lateGivers,
  lendersIn,
  lentBy,
  PASSED_ON,
  placeOf,
  pointersTo,
  takes,
} from "./lenders.ts";

export interface Loan {
  readonly kind: LoanKind;
  readonly use: Use<CallEffect>;
  /** What lends it, as written. */
  readonly lender: string;
  /** The variable or field that it is used through. */
  readonly name: string;
  /** Where the GIL is released, or (`after`) when it was in between. */
  readonly used: Use;
  readonly after: boolean;
}

/** One for each thing lent: its first use that nothing keeps good. */
export function loansIn(evidence: Evidence, analysed: Analysed): Loan[] {
  if (analysed.regions === 0) return [];
  const own = lendersIn(analysed).flatMap((use) => {
    const lent = lentBy(evidence, analysed, use);
    return lent === null || lent.names.length === 0 ? [] : [{ ...lent, use }];
  });
  return [...own, ...lateGivers(evidence, analysed)].flatMap(({ use, ...lent }): Loan[] => {
    if (use.entry.length + use.held.length === 0) return [];
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

  /** The place through which an effect gets at what was lent; not where other rules speak of the call. */
  #useOf(effect: Effect, names: ReadonlySet<string>, isReleased: boolean): string | null {
    const reached = (text: string): string | null => [...names].find((name) => isWithin(name, placeOf(text))) ?? null;
    if (effect.kind === "field") return reached(effect.object);
    if (effect.kind === "store") return this.#isWritten(effect) ? reached(effect.target) : null;
    if (effect.kind !== "call") return null;
    const { kind } = this.#evidence.program.target(effect, this.#analysed.ref.path);
    if (kind === "accessor" || (isReleased && kind === "api")) return null;
    if (takesReference(effect.callee) || playsRole(effect.callee, "new-reference")) return null;
    for (const arg of effect.args ?? []) {
      const name = this.#handed(arg, names, isReleased);
      if (name !== null) return name;
    }
    return null;
  }

  /** What a store writes to what was lent: not a place that gets another pointer. */
  #isWritten({ through, target, base }: StoreEffect): boolean {
    if (through === "pointer") return true;
    if (through === "field") return target.includes("->");
    const type = base === null ? undefined : this.#analysed.effects.locals[base]?.type;
    return through === "index" && this.#kind !== "item" && /^[^*[]*\*$/.test(type ?? "");
  }

  /** What an argument hands over: the pointer, one computed from it, its address, or the struct that it is in. */
  #handed({ kind, text, into }: Argument, names: ReadonlySet<string>, isReleased: boolean): string | null {
    const place = placeOf(text);
    const isAddress = kind === "address" && into === undefined && !text.includes("->");
    // Held, an address is as likely given for the next pointer to be put there.
    if (isAddress && (!isReleased || this.#kind === "item")) return null;
    const places = into?.map(placeOf) ?? [place];
    const isHanded = (name: string): boolean =>
      places.some((one) => isWithin(name, one) || (name !== PASSED_ON && name.startsWith(`${one}.`)));
    return [...names].find(isHanded) ?? null;
  }

  /** A reference of one's own is taken, or somebody else gets one who keeps it; the buffer is asked for again. */
  #isKept(effect: Effect, names: ReadonlySet<string>): boolean {
    if (effect.kind !== "call") return false;
    if (effect === this.#from.effect) return true;
    const args = effect.args ?? [];
    if (this.#kind === "view" && playsRole(this.#from.effect.callee, "ends-buffer"))
      return args.some(({ text }) => text === this.#from.effect.args?.[0]?.text);
    const keeps =
      playsRole(effect.callee, "new-reference") ||
      playsRole(effect.callee, "publishes-object") ||
      takesReference(effect.callee);
    return keeps && args.some(({ text }) => names.has(text));
  }

  /** Places that get it, or a pointer into it; those that get something else. */
  #follow(effect: Effect, names: Set<string>): void {
    if (effect.kind === "store") {
      if (takes(this.#analysed, effect, names))
        for (const name of holders(this.#analysed, effect.target)) names.add(name);
      else if (isReplaced(this.#analysed, effect)) forget(names, effect.target);
    } else if (effect.kind === "call") {
      const fact = effect.pointer === null ? lentMemory(effect.callee) : undefined;
      const owner = effect.args?.[0];
      const isPassedOn = owner !== undefined && names.has(PASSED_ON) && contains(owner.span, this.#from.effect.whole);
      if (isPassedOn) names.delete(PASSED_ON);
      for (const { text, kind } of effect.args ?? []) if (kind === "address") names.delete(text.slice(1));
      if (fact !== undefined && (isPassedOn || names.has(owner?.base ?? effect.callee)))
        for (const name of pointersTo(this.#analysed, effect, fact.argument)) names.add(name);
      else forget(names, effect.result);
    }
  }
}

function without(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return names.has(name) ? new Set([...names].filter((other) => other !== name)) : names;
}
